import { expect } from 'chai';
import { callTicketOf, parseCallTicket, profileOn } from '../../src/core/call-ticket.ts';
import { MemoryNetwork } from '../../src/transports/memory/memory-transport.ts';
import { TestCall } from '../support/test-call.ts';

const page = { told: { name: 'Ada', avatar: '' }, link: '' };

describe('the ticket of a call', () => {
  let call: TestCall;

  beforeEach(() => {
    call = new TestCall(new MemoryNetwork());
  });

  afterEach(() => call.session.dispose());

  it('says who one is, since when, and what is on', async () => {
    call.session.wish('microphone', true);
    await call.join();
    await call.session.setCamera(true);
    await call.session.setCamera(false);
    const ticket = callTicketOf(call.state, { ...page, link: 'rtc=room.key' });
    const [local] = call.state.participants;
    expect(ticket).to.deep.include({ id: call.id, joinedAt: local!.joinedAt, profile: { name: 'Ada', avatar: '' }, link: 'rtc=room.key' });
    expect(ticket?.wishes).to.deep.equal({ microphone: true, camera: false });
    expect(parseCallTicket(JSON.parse(JSON.stringify(ticket)))).to.deep.equal(ticket);
  });

  it('is none outside a call', async () => {
    expect(callTicketOf(call.state, page)).to.equal(undefined);
    await call.join();
    call.session.leave();
    expect(callTicketOf(call.state, page)).to.equal(undefined);
  });

  it('is read as it is written or not at all', async () => {
    await call.join();
    const ticket = callTicketOf(call.state, page);
    for (const wrong of [{ id: 'x' }, { joinedAt: '0' }, { wishes: {} }, { more: 1 }, { profile: { name: 'Ada' } }]) {
      expect(parseCallTicket({ ...ticket, ...wrong })).to.equal(undefined);
    }
    expect(parseCallTicket(undefined)).to.equal(undefined);
  });

  for (const [typed, said, now, name] of [
    ['Ada', 'Ada', 'Grace', 'Grace'],
    ['Countess', 'Ada', 'Ada', 'Countess'],
    ['Countess', 'Ada', 'Grace', 'Grace'],
    ['Countess', 'Ada', '', 'Countess'],
    ['Countess', '', 'Ada', 'Ada'],
  ] as const) {
    it(`calls “${typed}” “${name}” where pages said “${said}” and say “${now}”`, async () => {
      await call.join();
      await call.session.setProfile({ name: typed, avatar: `${typed}.png` });
      const ticket = callTicketOf(call.state, { told: { name: said, avatar: said && `${said}.png` }, link: '' })!;
      expect(profileOn({ name: now, avatar: now && `${now}.png` }, ticket)).to.deep.equal({ name, avatar: `${name}.png` });
    });
  }
});
