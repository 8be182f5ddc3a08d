import { MemoryNetwork } from './src/transports/memory/memory-transport.ts';
import { Chatter, chattersOf } from './test/support/chatter.ts';
import { ChatExchange } from './src/features/chat/chat-exchange.ts';
const orig = ChatExchange.prototype.receive;
ChatExchange.prototype.receive = function(f:any, from:any){ console.log(from.slice(-4), JSON.stringify(f).replace(/[\w-]{60,}/g, m=>m.slice(0,4)).slice(0,400)); return orig.call(this,f,from) };
const n = new MemoryNetwork();

const [a,g,k] = await chattersOf(n, 'Ada','Grace','Kay') as Chatter[];
await a.chat.send('First'); await g.chat.send('Second');
await a.reads('Second'); await k.reads('First','Second');
await k.chat.send('Third');
await g.reads('Third'); await a.reads('Third');
console.log('--- close');
g!.close();
const l = new Chatter(n,{name:'Lin'}); await l.call.join();
await new Promise(r=>setTimeout(r,500));
console.log(l.texts);
process.exit(0);
