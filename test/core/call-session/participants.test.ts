import { expect } from 'chai';
import { participantOf } from '../../../src/core/call-state.ts';
import { RtcParticipantChangedEvent, RtcParticipantJoinedEvent, RtcParticipantLeftEvent } from '../../../src/core/events.ts';
import { MemoryNetwork } from '../../../src/transports/memory/memory-transport.ts';
import { callsOf, TestCall } from '../../support/test-call.ts';

describe('participants of a call', () => {
  let network: MemoryNetwork;

  beforeEach(() => {
    network = new MemoryNetwork();
  });

  it('see each other, everybody with oneself first', async () => {
    const calls = await callsOf(network, 'Ada', 'Grace', 'Edsger');
    for (const call of calls) {
      expect(call.state.participants.map(({ isLocal }) => isLocal)).to.deep.equal([true, false, false]);
      expect(call.names).to.have.members(['Ada', 'Grace', 'Edsger']);
      expect(call.state.participants[0]?.id).to.equal(call.id);
    }
  });

  it('have one id for everybody', async () => {
    const [ada, grace] = (await callsOf(network, 'Ada', 'Grace')) as [TestCall, TestCall];
    expect(participantOf(grace.state, ada.id)?.name).to.equal('Ada');
    expect(participantOf(ada.state, grace.id)?.name).to.equal('Grace');
  });

  it('are announced when they come and when they go, once each', async () => {
    const [ada] = (await callsOf(network, 'Ada')) as [TestCall];
    const grace = new TestCall(network, { name: 'Grace' });
    await grace.join();
    const joined = await ada.first(RtcParticipantJoinedEvent);
    expect(joined.participant).to.deep.equal(ada.participant('Grace'));
    grace.session.leave();
    const left = await ada.first(RtcParticipantLeftEvent);
    expect([left.participant.id, left.reason]).to.deep.equal([joined.participant.id, 'left']);
    expect(ada.names).to.deep.equal(['Ada']);
    expect([ada.all(RtcParticipantJoinedEvent).length, ada.all(RtcParticipantLeftEvent).length]).to.deep.equal([1, 1]);
  });

  it('may have the same name', async () => {
    const [one, other] = (await callsOf(network, 'Ada', 'Ada')) as [TestCall, TestCall];
    await one.until('both', () => one.names.length === 2);
    expect(one.id).not.to.equal(other.id);
  });

  it('change name and picture for everybody, and only what is given', async () => {
    const [ada, grace] = (await callsOf(network, 'Ada', 'Grace')) as [TestCall, TestCall];
    await ada.session.setProfile({ avatar: 'https://example.org/ada.png' });
    await ada.session.setProfile({ name: 'Countess Lovelace' });
    await grace.sees('Countess Lovelace');
    for (const call of [ada, grace]) {
      expect(participantOf(call.state, ada.id)).to.include({ name: 'Countess Lovelace', avatar: 'https://example.org/ada.png' });
    }
    const changes = ada.all(RtcParticipantChangedEvent).map((event) => event.changes);
    expect(changes).to.deep.equal([{ avatar: 'https://example.org/ada.png' }, { name: 'Countess Lovelace' }]);
  });

  it('are told to those who come later by the name they have now', async () => {
    const [ada] = (await callsOf(network, 'Ada')) as [TestCall];
    await ada.session.setProfile({ name: 'Countess Lovelace' });
    const grace = new TestCall(network, { name: 'Grace' });
    await grace.join();
    await grace.sees('Countess Lovelace');
  });

  it('cannot pass off anything but one line and a web address', async () => {
    const [ada] = (await callsOf(network, 'Ada')) as [TestCall];
    const mallory = new TestCall(network, { name: `Mal\n${'o'.repeat(500)}ry`, avatar: 'javascript:alert(1)' });
    await mallory.join();
    const { participant } = await ada.first(RtcParticipantJoinedEvent);
    expect(participant.name).to.match(/^Mal o{116}$/);
    expect(participant.avatar).to.equal('');
  });

  describe('whose link is lost', () => {
    it('stay, reconnecting, and are live again; nobody leaves', async () => {
      const [ada, grace, edsger] = (await callsOf(network, 'Ada', 'Grace', 'Edsger')) as [TestCall, TestCall, TestCall];
      network.cut(ada.id, grace.id);
      expect([ada.participant('Grace')?.connection, grace.participant('Ada')?.connection]).to.deep.equal(['reconnecting', 'reconnecting']);
      expect([ada.phase, grace.phase, edsger.participant('Ada')?.connection]).to.deep.equal(['live', 'live', 'live']);
      network.heal(ada.id, grace.id);
      expect(ada.participant('Grace')?.connection).to.equal('live');
      const changes = ada.all(RtcParticipantChangedEvent).map((event) => event.changes);
      expect(changes).to.deep.equal([{ connection: 'reconnecting' }, { connection: 'live' }]);
      expect([ada.all(RtcParticipantLeftEvent), ada.all(RtcParticipantJoinedEvent).length]).to.deep.equal([[], 2]);
    });

    it('make the call reconnecting when nobody else is left', async () => {
      const [ada, grace, edsger] = (await callsOf(network, 'Ada', 'Grace', 'Edsger')) as [TestCall, TestCall, TestCall];
      network.cut(ada.id, grace.id);
      network.cut(ada.id, edsger.id);
      expect([ada.phase, grace.phase]).to.deep.equal(['reconnecting', 'live']);
      network.heal(ada.id, edsger.id);
      expect(ada.phase).to.equal('live');
    });

    it('no longer do so when somebody comes who can be reached, or when they leave', async () => {
      const [ada, grace] = (await callsOf(network, 'Ada', 'Grace')) as [TestCall, TestCall];
      network.cut(ada.id, grace.id);
      const edsger = new TestCall(network, { name: 'Edsger' });
      await edsger.join();
      await ada.sees('Edsger');
      expect(ada.phase).to.equal('live');
      edsger.session.leave();
      await ada.until('Edsger to leave', () => !ada.participant('Edsger'));
      expect(ada.phase).to.equal('reconnecting');
      grace.session.leave();
      await ada.until('Grace to leave', () => !ada.participant('Grace'));
      expect(ada.phase).to.equal('live');
    });
  });
});
