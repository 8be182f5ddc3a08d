import { expect } from 'chai';
import { base64Encode } from '../../../src/core/crypto/base64.ts';
import type { Address, Mailboxes } from '../../../src/core/mailbox.ts';
import type { Agent } from '../../../src/features/support/agent.ts';
import { deskTag } from '../../../src/features/support/desk-name.ts';
import { parseAgentWord } from '../../../src/features/support/letters.ts';
import { LineEnd } from '../../../src/features/support/secret-line.ts';
import { Visitor } from '../../../src/features/support/visitor.ts';
import { DeskModel, newDeskKey, request } from '../../support/desk-model.ts';
import { type Answered, Squatter } from '../../support/desk-squatter.ts';
import { FakeTime } from '../../support/fake-time.ts';
import { TappedMailboxes } from '../../support/tapped-mailboxes.ts';

/** What an agent may send: at once, and each second. */
const most = { burst: 300, perSecond: 50 };

describe('a desk in a crowd', function () {
  this.timeout(180_000);
  const time = new FakeTime();
  let model: DeskModel;
  let end: AbortController;
  let agent: Agent;
  let address: Address;
  /** When the agent sent its letters. */
  let sentAt: number[];

  beforeEach(async () => {
    const { desk, credential } = await newDeskKey();
    time.start();
    end = new AbortController();
    model = new DeskModel(desk, credential);
    const tap = new TappedMailboxes(model.network.mailboxes);
    sentAt = [];
    tap.sent.push = () => sentAt.push(time.now);
    ({ agent } = await model.agent('Ada', { mailboxes: tap }));
    await time.pass(100);
    // Where the agent is, as its answers say.
    const probe = new Squatter(model.network.mailboxes, 'probe', end.signal);
    await time.pass(10);
    const tag = await deskTag(desk);
    for (let slot = 0; slot < 16; slot++) probe.send(`${tag}-${slot}`, { kind: 'ask', visitor: strangersKey() });
    await time.pass(10);
    address = probe.heard[0]!.from;
  });

  afterEach(() => {
    end.abort();
    model.close();
    time.stop();
  });

  /** Any 32 bytes are a key of X25519. */
  function strangersKey(): string {
    return base64Encode(crypto.getRandomValues(new Uint8Array(32)));
  }

  function crowd(count: number): Squatter[] {
    return Array.from({ length: count }, (_, index) => new Squatter(model.network.mailboxes, `stranger${index}`, end.signal));
  }

  /** False visitors who know where the agent is: what they send elsewhere is nobody's burden. */
  function aimed(): Mailboxes {
    return {
      open: (options, listener, signal) => {
        const mailbox = model.network.mailboxes.open(options, listener, signal);
        return { send: (to, letter) => to === address && mailbox.send(to, letter) };
      },
    };
  }

  /** Comes, rings, is listed and answered. Milliseconds from ring to listed. */
  async function servesHonestly(what: string): Promise<void> {
    const { visitor } = await model.visitor();
    visitor.ring({ ...request, name: 'Honest' });
    const rang = time.now;
    const mine = () => agent.store.state.waiting.find(({ request: { name } }) => name === 'Honest');
    while (!mine() && time.now - rang < 60_000) await time.pass(50);
    const listed = time.now - rang;
    agent.answer(mine()!.id);
    while (visitor.store.state.visit.phase === 'waiting' && time.now - rang < 60_000) await time.pass(50);
    const answered = time.now - rang - listed;
    console.log(`      ${what}: listed ${listed} ms after ringing, called ${answered} ms after the answer; ${sentAt.length} letters by the agent`);
    expect(visitor.store.state.visit).to.include({ phase: 'called', room: agent.store.state.serving?.room });
    expect(listed).to.be.below(10_000);
    expect(answered).to.be.below(2000);
    visitor.met();
    agent.hangUp();
  }

  function expectPace(): void {
    for (const [index, at] of sentAt.entries()) {
      const [first] = sentAt;
      expect(index + 1).to.be.at.most(most.burst + 1 + ((at - first!) / 1000) * most.perSecond);
    }
    for (let from = 0; from + most.burst + most.perSecond < sentAt.length; from++) {
      expect(sentAt[from + most.burst + most.perSecond]! - sentAt[from]!).to.be.at.least(999);
    }
  }

  it('of a thousand who only ask', async () => {
    const strangers = crowd(1000);
    await time.pass(10);
    const ask = (some: readonly Squatter[]) => {
      for (const stranger of some) stranger.send(address, { kind: 'ask', visitor: strangersKey() });
    };
    ask(strangers.slice(0, 500));
    await time.pass(100);
    ask(strangers.slice(500));
    await servesHonestly('1,000 who ask');
    await time.pass(30_000);
    expect(strangers.filter(({ heard }) => heard.length > 0).length).to.be.at.least(900);
    expectPace();
  });

  it('of a thousand who ask and ring, by the book', async () => {
    const mailboxes = aimed();
    const visitors: Visitor[] = [];
    for (let index = 0; index < 1000; index++) {
      const visitor = new Visitor({ mailboxes, server: 'memory:', desk: model.desk }, end.signal);
      visitors.push(visitor);
      await visitor.look();
      visitor.ring({ ...request, name: `False ${index}` });
      if (index % 5 === 0) await time.pass(200);
      if (index === 500) await servesHonestly('500 of 1,000 who ring');
    }
    await servesHonestly('1,000 who ring');
    await time.pass(30_000);
    console.log(`      ${agent.store.state.waiting.length} wait`);
    await servesHonestly('1,000 who ring, 30 s later');
    expect(agent.store.state.waiting.length).to.be.above(900);
    expectPace();
  });

  it('of a thousand who send what makes no sense', async () => {
    const strangers = crowd(1000);
    await time.pass(10);
    const garbage = (): object[] => [
      {},
      [],
      { kind: 'ask' },
      { kind: 'ask', visitor: 'A'.repeat(43) },
      { kind: 'desk', visitor: strangersKey(), agent: strangersKey(), proof: null, box: 'AAAA' },
      { kind: 'word', from: strangersKey(), box: 'A'.repeat(1000) },
      { kind: 'ask', visitor: strangersKey(), more: 'A'.repeat(1000) },
      JSON.parse('{"__proto__":{"kind":"ask"}}') as object,
    ];
    const shout = (some: readonly Squatter[]) => {
      for (const stranger of some) for (const letter of garbage()) stranger.send(address, letter);
    };
    shout(strangers.slice(0, 500));
    await time.pass(50);
    shout(strangers.slice(500));
    await servesHonestly('1,000 who send garbage');
    expect(strangers.every(({ heard }) => heard.length === 0)).to.equal(true);
    expectPace();
  });

  it('of a hundred who come each second for a minute, ask and are never seen again', async () => {
    const [first] = crowd(1);
    await time.pass(10);
    // One who asked once and could ring: forgotten in the end, else everything would be remembered.
    const early = await LineEnd.make('visitor');
    first!.send(address, { kind: 'ask', visitor: early.publicKey });
    await time.pass(10);
    const { agent: id, box } = first!.heard.at(-1)!.letter as Answered;
    const line = await early.lineTo(id);
    const { number } = parseAgentWord(await line.unseal(box))!;
    for (let tenth = 0; tenth < 600; tenth++) {
      const strangers = Array.from({ length: 10 }, (_, each) => new Squatter(model.network.mailboxes, `${tenth}-${each}`, end.signal));
      await time.pass(100);
      for (const stranger of strangers) stranger.send(address, { kind: 'ask', visitor: strangersKey() });
      if (tenth === 300) await servesHonestly('3,000 who asked');
    }
    await servesHonestly('6,000 who asked');
    const word = { number: 1e6, heard: number, phase: 'waiting', waited: 0, request: { ...request, name: 'Early' }, room: null, by: '', rating: null };
    first!.send(address, { kind: 'word', from: early.publicKey, box: await line.seal(JSON.stringify(word)) });
    await time.pass(1000);
    expect(agent.store.state.waiting).to.deep.equal([]);
    expectPace();
  });

  it('of ten who ask a hundred times a second, each time as somebody new', async () => {
    const strangers = crowd(10);
    await time.pass(10);
    for (let second = 0; second < 20; second++) {
      for (let each = 0; each < 100; each++) for (const stranger of strangers) stranger.send(address, { kind: 'ask', visitor: strangersKey() });
      await time.pass(1000);
    }
    await servesHonestly('20,000 questions of ten');
    // Each is one visitor, whatever they say.
    const answers = ({ heard }: Squatter) => heard.filter(({ letter }) => (letter as Answered).kind === 'desk').length;
    expect(strangers.map(answers)).to.deep.equal(strangers.map(() => 1));
  });

  it('does as the one asks who is served and talks without end, and forgets nobody else', async () => {
    const { visitor } = await model.visitor();
    await time.pass(500);
    const stranger = new Squatter(model.network.mailboxes, 'served', end.signal);
    const own = await LineEnd.make('visitor');
    await time.pass(10);
    stranger.send(address, { kind: 'ask', visitor: own.publicKey });
    await time.pass(10);
    const { agent: id, box } = stranger.heard.at(-1)!.letter as Answered;
    const line = await own.lineTo(id);
    const { number } = parseAgentWord(await line.unseal(box))!;
    let count = 0;
    const talk = async (phase: string) => {
      const word = { number: ++count, heard: number + 1000, phase, waited: 0, request: { ...request, name: 'False' }, room: 'r'.repeat(22), by: '', rating: null };
      stranger.send(address, { kind: 'word', from: own.publicKey, box: await line.seal(JSON.stringify(word)) });
    };
    await talk('waiting');
    await time.pass(100);
    agent.answer();
    for (let round = 0; round < 100; round++) {
      for (let each = 0; each < 30; each++) await talk('chosen');
      await time.pass(100);
    }
    expectPace();
    visitor.ring(request);
    await time.pass(1000);
    expect(agent.store.state.waiting.map(({ request: { name } }) => name)).to.deep.equal(['Vera']);
  });
});
