import { expect } from 'chai';
import type { Agent } from '../../../src/features/support/agent.ts';
import { deskTag } from '../../../src/features/support/desk-name.ts';
import { Visitor, type VisitorState } from '../../../src/features/support/visitor.ts';
import { DeskModel, newDeskKey, request } from '../../support/desk-model.ts';
import { type Asked, Squatter } from '../../support/desk-squatter.ts';
import { FakeTime } from '../../support/fake-time.ts';
import { TappedMailboxes } from '../../support/tapped-mailboxes.ts';

describe('a visitor and a desk, in trouble', () => {
  const time = new FakeTime();
  let model: DeskModel;
  let tap: TappedMailboxes;
  let end: AbortController;

  beforeEach(async () => {
    const { desk, credential } = await newDeskKey();
    time.start();
    end = new AbortController();
    model = new DeskModel(desk, credential);
    model.mailboxes = tap = new TappedMailboxes(model.network.mailboxes);
  });

  afterEach(() => {
    end.abort();
    model.close();
    time.stop();
  });

  const phase = ({ store }: Visitor) => store.state.visit.phase;
  const waiting = ({ store }: Agent) => store.state.waiting.map(({ request: { name } }) => name);

  async function called(visitor: Visitor, agent: Agent): Promise<void> {
    visitor.ring(request);
    await time.pass(500);
    agent.answer();
    await time.pass(500);
    expect(phase(visitor)).to.equal('called');
    visitor.met();
  }

  it('rings at once after half an hour on the page, when the agent has long forgotten it', async () => {
    const { agent } = await model.agent('Ada');
    const { visitor } = await model.visitor();
    await time.pass(1_800_000);
    visitor.ring(request);
    await time.pass(500);
    expect(waiting(agent)).to.deep.equal(['Vera']);
    agent.answer();
    await time.pass(500);
    expect(phase(visitor)).to.equal('called');
  });

  it('finds the agents again who changed places while the server was away', async () => {
    const agents = await Promise.all(Array.from({ length: 16 }, async (_, index) => (await model.agent(`Agent ${index}`)).agent));
    const { visitor } = await model.visitor();
    await time.pass(1000);
    visitor.ring(request);
    await time.pass(1000);
    model.network.stopServer();
    await time.pass(1000);
    for (const agent of agents) expect(waiting(agent)).to.deep.equal(['Vera']);
    // Everybody has another address now, and none is free.
    model.network.startServer();
    visitor.hangUp();
    visitor.ring({ ...request, name: 'Vera again' });
    await time.pass(12_000);
    for (const agent of agents) expect(waiting(agent)).to.deep.equal(['Vera again']);
  });

  it('finds the new page of an agent at the address of the old', async () => {
    const tag = await deskTag(model.desk);
    for (let index = 0; index < 15; index++) new Squatter(model.network.mailboxes, tag, end.signal);
    await time.pass(100);
    const { vanish } = await model.agent('Ada');
    const { visitor } = await model.visitor();
    await time.pass(10_000);
    vanish();
    const { agent } = await model.agent('Ada');
    await time.pass(100);
    visitor.ring(request);
    await time.pass(11_000);
    expect(waiting(agent)).to.deep.equal(['Vera']);
  });

  it('believes no longer in an agent who was lost during the call', async () => {
    const { agent, vanish } = await model.agent('Ada');
    const { visitor } = await model.visitor();
    await time.pass(500);
    await called(visitor, agent);
    model.network.stopServer();
    vanish();
    await time.pass(1000);
    model.network.startServer();
    await time.pass(10_000);
    visitor.hangUp('lost');
    await time.pass(1000);
    expect(visitor.store.state.desk).to.equal('offline');
    visitor.ring(request);
    await time.pass(15_000);
    expect(visitor.store.state.visit).to.include({ phase: 'over', reason: 'nobody' });
  });

  it('rings again, for another room, at an agent who said yes and never came', async () => {
    const { agent } = await model.agent('Ada');
    const { visitor } = await model.visitor();
    await time.pass(500);
    visitor.ring(request);
    await time.pass(500);
    agent.answer();
    await time.pass(500);
    const { room } = agent.store.state.serving!;
    await time.pass(21_000);
    expect(phase(visitor)).to.equal('waiting');
    expect(agent.store.state.serving).to.equal(null);
    expect(waiting(agent)).to.deep.equal(['Vera']);
    agent.answer();
    await time.pass(500);
    expect(phase(visitor)).to.equal('called');
    expect(agent.store.state.serving?.room).not.to.equal(room);
  });

  it('does as the page says that acts as soon as it hears of a change', async () => {
    const { agent } = await model.agent('Ada');
    const { visitor } = await model.visitor();
    visitor.ring(request);
    await time.pass(5500);
    // A page that gives up as soon as nobody is there; the place in line changes at the same moment.
    const once = new AbortController();
    const giveUp = ({ desk }: VisitorState) => {
      if (desk !== 'offline') return;
      once.abort();
      visitor.hangUp();
    };
    visitor.store.watch(giveUp, once.signal);
    agent.close();
    await time.pass(5000);
    expect(visitor.store.state.visit).to.include({ phase: 'over', reason: 'cancelled' });
  });

  it('that is cancelled at once sends no pulse', async () => {
    await model.agent('Ada');
    const { visitor } = await model.visitor();
    await time.pass(20_000);
    visitor.store.watch(({ visit }) => visit.phase === 'waiting' && visitor.hangUp(), end.signal);
    visitor.ring(request);
    await time.pass(20_000);
    const { length } = tap.sent;
    await time.pass(120_000);
    expect(tap.sent).to.have.length(length);
  });

  it('that rings before the page has looked around goes on asking for agents who come later', async () => {
    const { agent: away } = await model.agent('Ada');
    const visitor = new Visitor({ mailboxes: model.mailboxes, server: 'memory:', desk: model.desk }, end.signal);
    const looking = visitor.look();
    visitor.ring(request);
    await looking;
    await time.pass(40_000);
    expect(waiting(away)).to.deep.equal(['Vera']);
    const { agent } = await model.agent('Bob');
    await time.pass(11_000);
    expect(waiting(agent)).to.deep.equal(['Vera']);
  });

  it('refuses a request that no agent would take, and shows an agent whose name is too long', async () => {
    const { agent } = await model.agent('Wolfeschlegelsteinhausenbergerdorff '.repeat(4));
    const { visitor } = await model.visitor();
    await time.pass(1000);
    expect(visitor.store.state.desk).to.equal('online');
    const fields = Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`field ${index}`, '漢'.repeat(2000)]));
    expect(() => visitor.ring({ ...request, fields })).to.throw('longer').with.property('code', 'too-large');
    expect(phase(visitor)).to.equal('none');
    // The largest of those that pass.
    const most = { ...request, fields: {}, context: '漢'.repeat(8192), page: 'x'.repeat(2048), topic: 'x'.repeat(200), title: 'x'.repeat(300) };
    visitor.ring(most);
    await time.pass(1000);
    expect(agent.store.state.waiting[0]?.request).to.deep.equal(most);
    expect(tap.sent.every(({ letter }) => JSON.stringify(letter).length < 48 * 1024)).to.equal(true);
  });

  it('cannot be cut off by whoever writes in the name of the visitor', async () => {
    const { agent } = await model.agent('Ada');
    const { visitor } = await model.visitor();
    await time.pass(1000);
    visitor.ring(request);
    await time.pass(1000);
    const { visitor: key } = tap.sent.find(({ letter }) => (letter as Asked).kind === 'ask')!.letter as Asked;
    const words = tap.sent.filter(({ letter }) => (letter as { from?: string }).from === key).map(({ letter }) => letter);
    const mallory = new Squatter(model.network.mailboxes, await deskTag(model.desk), end.signal);
    await time.pass(10);
    mallory.sendToAll({ kind: 'ask', visitor: key });
    for (const word of words) mallory.sendToAll(word);
    mallory.sendToAll({ kind: 'word', from: key, box: 'AAAA' });
    await time.settle();
    const others = () => mallory.heard.filter(({ letter }) => (letter as Asked).kind !== 'ask').length;
    const heard = others();
    agent.answer();
    await time.pass(500);
    expect(phase(visitor)).to.equal('called');
    expect(others()).to.equal(heard);
  });

  it('hears a change once, and goes quiet', async () => {
    const { agent } = await model.agent('Ada');
    const { visitor } = await model.visitor();
    await time.pass(20_000);
    const words = () => tap.sent.filter(({ letter }) => (letter as { kind: string }).kind === 'word').length;
    let before = words();
    visitor.ring(request);
    await time.pass(14_000);
    // The ringing, its place, and that each was heard.
    expect(words() - before).to.be.within(2, 4);
    before = words();
    await time.pass(150_000);
    // Ten pulses, each heard.
    expect(words() - before).to.be.within(20, 22);
    agent.answer();
    await time.pass(10);
    visitor.met();
    await time.pass(5000);
    before = words();
    await time.pass(300_000);
    expect(words() - before).to.equal(0);
  });
});
