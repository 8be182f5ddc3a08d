// A crowd in a process of its own: its sockets and the server's together may be more than one process can have open.
// Arguments: the server's URL, how many sockets, from how many addresses of this machine.
import { SignallingClient } from './signalling-client.ts';

const AT_ONCE = 100;
const [, , url = '', sockets, addresses] = process.argv;
const server = { url, stop: () => Promise.resolve() };

function addressOf(index: number): string {
  const number = index % Number(addresses);
  return `127.0.${1 + (number >> 8)}.${number & 255}`;
}

for (let opened = 0; opened < Number(sockets); opened += AT_ONCE) {
  const indices = Array.from({ length: Math.min(AT_ONCE, Number(sockets) - opened) }, (_, index) => opened + index);
  await Promise.all(indices.map((index) => SignallingClient.open(server, `idle-${index}`, 'idle', { localAddress: addressOf(index) })));
}
process.once('disconnect', () => process.exit());
process.send?.('here');
