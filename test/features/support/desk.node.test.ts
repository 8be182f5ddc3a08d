import { expect } from 'chai';
import { DeskModel, newDeskKey, request } from '../../support/desk-model.ts';
import { FakeTime } from '../../support/fake-time.ts';
import type { Agent } from '../../../src/features/support/agent.ts';
import type { Visitor } from '../../../src/features/support/visitor.ts';

describe('a visitor and a desk', () => {
  const time = new FakeTime();
  let model: DeskModel;

  beforeEach(async () => {
    const { desk, credential } = await newDeskKey();
    time.start();
    model = new DeskModel(desk, credential);
  });

  afterEach(() => {
    model.close();
    time.stop();
  });

  const phase = ({ store }: Visitor) => store.state.visit.phase;
  const waiting = ({ store }: Agent) => store.state.waiting.map(({ request: { name } }) => name);

  it('finds out within a second that an agent is there', async () => {
    await model.agent('Ada');
    const { visitor } = await model.visitor();
    await time.pass(1000);
    expect(visitor.store.state.desk).to.equal('online');
  });

  it('says that nobody is there once the desk has had time to answer', async () => {
    const { visitor } = await model.visitor();
    await time.pass(3000);
    expect(visitor.store.state.desk).to.equal('unknown');
    await time.pass(2000);
    expect(visitor.store.state.desk).to.equal('offline');
  });

  it('rings at every agent; who answers has the call, and the others see who', async () => {
    const [{ agent: ada }, { agent: bob }] = [await model.agent('Ada'), await model.agent('Bob')];
    const { visitor } = await model.visitor();
    await time.pass(500);
    visitor.ring(request);
    await time.pass(500);
    expect([waiting(ada), waiting(bob)]).to.deep.equal([['Vera'], ['Vera']]);

    ada.answer();
    await time.pass(500);
    const { visit } = visitor.store.state;
    expect(visit).to.include({ phase: 'called', met: false });
    expect(ada.store.state.serving).to.include({ phase: 'called', room: 'room' in visit && visit.room });
    expect(waiting(bob)).to.deep.equal([]);
    expect(bob.store.state.past[0]).to.include({ outcome: 'taken', by: 'Ada' });
  });

  it('gives the call to one of two who answer at once', async () => {
    const [{ agent: ada }, { agent: bob }] = [await model.agent('Ada'), await model.agent('Bob')];
    const { visitor } = await model.visitor();
    await time.pass(500);
    visitor.ring(request);
    await time.pass(500);
    ada.answer();
    bob.answer();
    await time.pass(500);
    const phases = [ada, bob].map(({ store }) => store.state.serving?.phase ?? 'none').sort();
    expect(phases).to.deep.equal(['called', 'none']);
    expect(phase(visitor)).to.equal('called');
  });

  it('tells each how many are before them, and that the desk is busy', async () => {
    const { agent } = await model.agent('Ada');
    const visitors = await Promise.all([1, 2, 3].map(async () => (await model.visitor()).visitor));
    await time.pass(500);
    for (const visitor of visitors) {
      visitor.ring(request);
      await time.pass(100);
    }
    await time.pass(1000);
    expect(visitors.map(({ store: { state } }) => state.visit.phase === 'waiting' && state.visit.ahead)).to.deep.equal([0, 1, 2]);
    agent.answer();
    await time.pass(1000);
    expect(visitors.map(({ store: { state } }) => state.visit.phase === 'waiting' && state.visit.ahead)).to.deep.equal([false, 0, 1]);
    expect(visitors[2]?.store.state.desk).to.equal('busy');
  });

  it('stops ringing when the visitor cancels, and when the visitor closes the page', async () => {
    const { agent } = await model.agent('Ada');
    const [{ visitor: first }, { visitor: second }] = [await model.visitor(), await model.visitor()];
    await time.pass(500);
    first.ring(request);
    second.ring(request);
    await time.pass(500);
    expect(agent.store.state.waiting.length).to.equal(2);
    first.hangUp();
    second.close();
    await time.pass(100);
    expect(agent.store.state.waiting.length).to.equal(0);
    expect(first.store.state.visit).to.include({ phase: 'over', reason: 'cancelled' });
  });

  it('forgets a visitor who vanished without a word', async () => {
    const { agent } = await model.agent('Ada');
    const { visitor, vanish } = await model.visitor();
    await time.pass(500);
    visitor.ring(request);
    await time.pass(500);
    vanish();
    await time.pass(50_000);
    expect(agent.store.state.waiting).to.deep.equal([]);
  });

  it('rings at the others when the agent who answered does not come', async () => {
    const [{ agent: ada, vanish }, { agent: bob }] = [await model.agent('Ada'), await model.agent('Bob')];
    const { visitor } = await model.visitor();
    await time.pass(500);
    visitor.ring(request);
    await time.pass(500);
    ada.answer();
    await time.pass(100);
    vanish();
    await time.pass(25_000);
    expect(phase(visitor)).to.equal('waiting');
    bob.answer();
    await time.pass(500);
    visitor.met();
    expect(visitor.store.state.visit).to.include({ phase: 'called', met: true });
    expect(bob.store.state.serving?.phase).to.equal('called');
  });

  it('tells that nobody is there when the last agent leaves', async () => {
    const { agent } = await model.agent('Ada');
    const { visitor } = await model.visitor();
    await time.pass(500);
    visitor.ring(request);
    await time.pass(500);
    agent.close();
    await time.pass(11_000);
    expect(visitor.store.state.visit).to.include({ phase: 'over', reason: 'nobody' });
  });

  it('goes on ringing through a restart of the server', async () => {
    const { agent } = await model.agent('Ada');
    const { visitor } = await model.visitor();
    await time.pass(500);
    visitor.ring(request);
    model.network.stopServer();
    await time.pass(8000);
    model.network.startServer();
    await time.pass(3000);
    expect(waiting(agent)).to.deep.equal(['Vera']);
    agent.answer();
    await time.pass(1000);
    expect(phase(visitor)).to.equal('called');
  });

  it('says away for agents who are there and take nobody, and online when they are back', async () => {
    const { agent } = await model.agent('Ada');
    agent.setAway(true);
    const { visitor } = await model.visitor();
    await time.pass(3000);
    expect(visitor.store.state.desk).to.equal('away');
    agent.setAway(false);
    await time.pass(1000);
    expect(visitor.store.state.desk).to.equal('online');
  });

  it('hangs up on both sides, and shows the agent the rating', async () => {
    const { agent } = await model.agent('Ada');
    const { visitor } = await model.visitor();
    await time.pass(500);
    visitor.ring(request);
    await time.pass(500);
    agent.answer();
    await time.pass(500);
    visitor.met();
    agent.hangUp();
    await time.pass(500);
    expect(visitor.store.state.visit).to.include({ phase: 'over', reason: 'ended' });
    visitor.rate({ stars: 5, comment: 'Thank you' });
    await time.pass(500);
    expect(agent.store.state.past[0]).to.deep.include({ outcome: 'served', rating: { stars: 5, comment: 'Thank you' } });
  });

  it('rings again after a call', async () => {
    const { agent } = await model.agent('Ada');
    const { visitor } = await model.visitor();
    await time.pass(500);
    for (const round of [1, 2]) {
      visitor.ring(request);
      await time.pass(500);
      agent.answer();
      await time.pass(500);
      expect(phase(visitor), `round ${round}`).to.equal('called');
      visitor.met();
      if (round === 1) visitor.hangUp();
      else agent.hangUp();
      await time.pass(500);
      expect(phase(visitor)).to.equal('over');
      expect(agent.store.state.serving).to.equal(null);
    }
  });
});
