import { expect } from 'chai';
import { lastTime } from '../../../src/features/chat/chat-clock.ts';
import { makeKeys } from '../../../src/features/chat/chat-keys.ts';
import type { Hello, WirePost } from '../../../src/features/chat/chat-wire.ts';
import { MemoryNetwork } from '../../../src/transports/memory/memory-transport.ts';
import { type Chatter, chattersOf } from '../../support/chatter.ts';
import { FakeTime } from '../../support/fake-time.ts';
import { Forger } from '../../support/forger.ts';

describe('a chat with somebody who lies in it', () => {
  let network: MemoryNetwork;
  let ada: Chatter;
  let grace: Chatter;
  let mallory: Forger;

  beforeEach(async () => {
    network = new MemoryNetwork();
    [ada, grace] = (await chattersOf(network, 'Ada', 'Grace')) as [Chatter, Chatter];
    mallory = await Forger.join(network, 'Mallory');
    await mallory.greet();
    await Promise.all([ada, grace].map((each) => each.until('Mallory', () => each.names.includes('Mallory'))));
  });

  afterEach(() => {
    [ada, grace].forEach((each) => each.close());
    mallory.call.session.dispose();
  });

  const posts = (...all: WirePost[]) => ({ type: 'posts', posts: all });
  /** What came before this has arrived. */
  async function settled(): Promise<void> {
    const text = `Settled ${Math.random()}`;
    await mallory.say(posts(await mallory.post(text)));
    await Promise.all([ada, grace].map((each) => each.reads(text)));
  }
  const texts = (each: Chatter) => each.texts.filter((text) => !text.startsWith('Settled'));

  it('believes nobody that another wrote something', async () => {
    const key = ada.state.others.find(({ name }) => name === 'Grace')!.key;
    const body = mallory.body('I, Grace, resign', { name: 'Grace' });
    await mallory.say(posts([key, body, ''], [key, body, await mallory.notary.signPost(body)]));
    await settled();
    expect(texts(ada)).to.deep.equal([]);
  });

  it('believes nobody that they are another, with a proof that was given to somebody else', async () => {
    await ada.chat.send('Mine');
    const { proof, key } = mallory.heard.find((frame): frame is Hello => frame.type === 'hello' && frame.key === grace.state.others.find(({ name }) => name === 'Ada')!.key)!;
    await mallory.say({ type: 'hello', isAnswer: false, key, proof, have: {}, seen: { time: 0, count: 0 } });
    const body = mallory.body('I, Ada, resign');
    await mallory.say(posts([key, body, '']));
    await settled();
    expect(texts(grace)).to.deep.equal(['Mine']);
  });

  it('lets nobody change, or take back, what another wrote', async () => {
    const { id } = await ada.chat.send('Mine');
    await grace.reads('Mine');
    await mallory.say(posts(await mallory.post('', { act: { type: 'edit', target: id, text: 'Changed' } }), await mallory.post('', { act: { type: 'delete', target: id } })));
    await settled();
    expect(texts(grace)).to.deep.equal(['Mine']);
  });

  it('has what came twice once', async () => {
    const post = await mallory.post('Once');
    await mallory.say(posts(post, post));
    await mallory.say(posts(post));
    await settled();
    expect(texts(ada)).to.deep.equal(['Once']);
  });

  it('takes from nobody what it did not ask for, nor what was signed for another room', async () => {
    const elsewhere = new MemoryNetwork();
    const other = await Forger.join(elsewhere, 'Other');
    const post = await other.post('From afar');
    await mallory.say(posts(post));
    await settled();
    expect(texts(ada)).to.deep.equal([]);
    // Signed for this room, and asked for.
    const dead = await Forger.join(network, 'Dead');
    const real = await dead.post('Before I went');
    dead.call.session.dispose();
    await mallory.call.until('Dead to be gone', () => !mallory.call.participant('Dead'));
    const line = Forger.idOf(real).split('.').slice(0, 2).join('.');
    await mallory.greet({ [line]: [1, 1] });
    await mallory.isAsked();
    await mallory.say(posts([real[0], real[1].replace('Before I went', 'I leave it all to Mallory'), real[2]]));
    await settled();
    expect(texts(ada)).to.deep.equal([]);
    // Whoever lied is not asked again; who tells the truth is.
    const truthful = await Forger.join(network, 'Truthful');
    await truthful.greet({ [line]: [1, 1] });
    await truthful.isAsked();
    await truthful.say(posts(real));
    await ada.reads('Before I went');
    expect(ada.message('Before I went').author).to.include({ name: 'Mallory', verified: false });
    truthful.call.session.dispose();
  });

  it('asks nobody again for what they said they had and did not give, and answers no flood of greetings', async () => {
    const time = new FakeTime();
    time.start();
    try {
      const line = `${(await makeKeys()).publicKey}.AAAAAAAAAAA`;
      await mallory.greet({ [line]: [1, 5] });
      await time.pass(120_000);
      const count = (type: string) => mallory.heard.filter((frame) => frame.type === type).length;
      expect(count('want')).to.equal(2);
      const before = count('hello');
      for (let greeting = 0; greeting < 200; greeting++) await mallory.greet();
      await time.pass(1000);
      expect(count('hello') - before).to.be.below(50);
    } finally {
      time.stop();
    }
  });

  it('keeps so many reactions of one person to a message, and no more', async () => {
    const { id } = await ada.chat.send('Look');
    await grace.reads('Look');
    const emoji = Array.from({ length: 100 }, (_, index) => String.fromCodePoint(0x1f400 + index));
    for (const each of emoji) await mallory.say(posts(await mallory.post('', { act: { type: 'react', target: id, emoji: each, on: true } })));
    await settled();
    expect(grace.message('Look').reactions.size).to.equal(20);
  });

  it('goes on in order after somebody whose clock is a thousand years ahead', async () => {
    await mallory.say(posts(await mallory.post('The future', { time: lastTime, count: 2 ** 20 }), await mallory.post('No room', { time: lastTime, count: 2 ** 50 }), await mallory.post('Later', { time: lastTime + 1 })));
    await Promise.all([ada.reads('The future'), grace.reads('The future')]);
    for (const [one, other] of [[ada, grace], [grace, ada]] as const) {
      await one.chat.send(`After it, ${one === ada ? 'Ada' : 'Grace'}`);
      await other.until('it', () => other.texts.length === one.texts.length);
    }
    expect(texts(grace)).to.deep.equal(['The future', 'After it, Ada', 'After it, Grace']);
    expect(grace.message('After it, Ada').time).to.be.at.most(Date.now());
    expect(grace.message('The future').time).to.be.at.most(Date.now());
  });

  it('cuts off a flood, while what others say arrives', async () => {
    for (let batch = 0; batch < 75; batch++) {
      const flood: WirePost[] = Array.from({ length: 200 }, (_, index) => [mallory.keys.publicKey, mallory.body(`Flood ${batch} ${index}`), '']);
      await mallory.say(posts(...flood));
    }
    await ada.chat.send('Can you hear me?');
    await grace.reads('Can you hear me?');
    expect(texts(grace).filter((text) => text.startsWith('Flood')).length).to.be.below(10_100);
    expect(grace.texts).to.include('Can you hear me?');
  });

  it('keeps no more than so many characters, whoever fills it', async () => {
    // White space is no text, and would be kept all the same.
    const padded = (index: number): WirePost => [mallory.keys.publicKey, `${mallory.body(`Filled ${index}`)}${' '.repeat(60_000)}`, ''];
    for (let index = 0; index < 300; index++) await mallory.say(posts(padded(index)));
    await grace.reads('Filled 299');
    const filled = grace.texts.filter((text) => text.startsWith('Filled'));
    expect(filled.length).to.be.within(200, 270);
  });

  it('survives nonsense of every shape', async () => {
    const huge = Object.fromEntries(Array.from({ length: 390 }, (_, index) => [`${mallory.keys.publicKey}.${String(index).padStart(11, 'A')}`, [1, Number.MAX_SAFE_INTEGER]]));
    const nonsense: object[] = [
      {}, { type: 'posts' }, { type: 'posts', posts: [[]] }, { type: 'posts', posts: [['', '', '']] }, { type: 'have', have: { x: [1, 2] } }, { type: 'have', have: huge },
      { type: 'have', have: { [`${mallory.keys.publicKey}.AAAAAAAAAAA`]: [5, 1, 1, 9, 9, 9] } }, { type: 'want', want: huge }, { type: 'seen', time: -1, count: 0 }, { type: 'seen', time: lastTime, count: 0 },
      { type: 'signed', signatures: [['x', 'y']] }, { type: 'hello', isAnswer: true }, JSON.parse('{"type":"have","have":{"__proto__":[1,2]}}') as object,
    ];
    for (const each of nonsense) await mallory.say(each);
    await mallory.greet(huge);
    await settled();
    await ada.chat.send('Still here');
    await grace.reads('Still here');
    expect(({} as Record<string, unknown>)['type']).to.equal(undefined);
  });
});
