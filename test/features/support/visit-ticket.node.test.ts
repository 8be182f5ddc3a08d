import { expect } from 'chai';
import type { Visitor } from '../../../src/features/support/visitor.ts';
import { parseVisitTicket, type VisitTicket } from '../../../src/features/support/rtc-support/visit-ticket.ts';
import { DeskModel, newDeskKey, request } from '../../support/desk-model.ts';
import { FakeTime } from '../../support/fake-time.ts';

describe('a visitor who goes on on the next page', () => {
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

  /** What the next page makes of what this one leaves. */
  async function ticketOf(visitor: Visitor): Promise<VisitTicket> {
    const visit = (await visitor.keep())!;
    return parseVisitTicket(JSON.parse(JSON.stringify({ visit, values: { name: 'Vera' }, metAt: 0, open: true })))!;
  }

  it('rings on as the same visitor, since the same time', async () => {
    const { agent } = await model.agent('Ada');
    const { visitor } = await model.visitor({ persists: true });
    await time.pass(500);
    visitor.ring(request);
    await time.pass(500);
    const [before] = agent.store.state.waiting;
    const { visit } = await ticketOf(visitor);
    visitor.park();
    await time.pass(500);
    const { visitor: next } = await model.visitor({ persists: true, before: visit });
    await time.pass(2000);
    expect(next.store.state.visit).to.include({ phase: 'waiting', since: visit.since, room: visit.room });
    expect(agent.store.state.waiting).to.have.length(1);
    expect(agent.store.state.waiting[0]).to.deep.include({ id: before!.id, request });
    expect(agent.store.state.past).to.deep.equal([]);
    agent.answer();
    await time.pass(500);
    expect(next.store.state.visit).to.include({ phase: 'called', room: visit.room });
  });

  it('is with the same agent, who is told nothing of a page', async () => {
    const { agent } = await model.agent('Ada');
    const { visitor } = await model.visitor({ persists: true });
    await time.pass(500);
    visitor.ring(request);
    await time.pass(500);
    agent.answer();
    await time.pass(500);
    visitor.met();
    const { visit } = await ticketOf(visitor);
    expect(visit.agent).to.include({ name: 'Ada' });
    visitor.park();
    const { visitor: next } = await model.visitor({ persists: true, before: visit });
    await time.pass(2000);
    expect(next.store.state.visit).to.deep.include({ phase: 'called', room: visit.room, agent: visit.agent });
    expect(agent.store.state.serving).to.include({ phase: 'called', room: visit.room });
    next.hangUp();
    await time.pass(500);
    expect(agent.store.state.serving).to.equal(null);
  });

  it('leaves nothing before it rings, when it is over, and where nothing is to go on', async () => {
    await model.agent('Ada');
    const [{ visitor }, { visitor: passing }] = [await model.visitor({ persists: true }), await model.visitor()];
    await time.pass(500);
    expect(await visitor.keep()).to.equal(undefined);
    for (const each of [visitor, passing]) each.ring(request);
    await time.pass(500);
    expect(await passing.keep()).to.equal(undefined);
    expect(await visitor.keep()).to.include({ agent: null });
    visitor.hangUp();
    expect(await visitor.keep()).to.equal(undefined);
  });

  it('has a ticket that is read as it is written or not at all', async () => {
    await model.agent('Ada');
    const { visitor } = await model.visitor({ persists: true });
    visitor.ring(request);
    const ticket = await ticketOf(visitor);
    expect(ticket).to.deep.include({ visit: await visitor.keep(), values: { name: 'Vera' }, open: true });
    const { visit } = ticket;
    for (const wrong of [
      { metAt: '0' },
      { open: undefined },
      { more: 1 },
      { values: { name: 1 } },
      { visit: { ...visit, end: { publicKey: visit.end.publicKey } } },
      { visit: { ...visit, request: { ...request, mode: 'smoke' } } },
      { visit: { ...visit, agent: 'Ada' } },
    ]) {
      expect(parseVisitTicket({ ...ticket, ...wrong })).to.equal(undefined);
    }
    expect(parseVisitTicket(undefined)).to.equal(undefined);
  });
});
