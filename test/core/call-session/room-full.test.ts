import { expect } from 'chai';
import { errorOf } from '../../../src/core/call-state.ts';
import { MemoryNetwork } from '../../../src/transports/memory/memory-transport.ts';
import { rejectionCode } from '../../support/rejection.ts';
import { callsOf, TestCall } from '../../support/test-call.ts';

describe('a room with few seats', () => {
  const realNow = Date.now;
  let network: MemoryNetwork;

  beforeEach(() => {
    network = new MemoryNetwork();
  });

  afterEach(() => {
    Date.now = realNow;
  });

  /** Later is what a test says, not what passes while it runs. */
  function later(seconds: number): void {
    const before = Date.now;
    Date.now = () => before() + seconds * 1000;
  }

  const call = (name: string, maxParticipants: number) => new TestCall(network, { name, maxParticipants });

  it('turns away who comes too late, and the others stay', async () => {
    const [ada, grace] = (await callsOf(network, 'Ada', 'Grace')) as [TestCall, TestCall];
    later(5);
    const edsger = call('Edsger', 2);
    expect(await rejectionCode(edsger.join())).to.equal('room-full');
    expect([edsger.phase, errorOf(edsger.state)?.code]).to.deep.equal(['failed', 'room-full']);
    await ada.until('Edsger to be gone', () => ada.names.length === 2);
    expect([ada.phase, grace.phase]).to.deep.equal(['live', 'live']);
  });

  it('turns away by the lowest limit of those present', async () => {
    const ada = call('Ada', 2);
    const grace = call('Grace', 16);
    await ada.join();
    await grace.join();
    later(5);
    expect(await rejectionCode(call('Edsger', 16).join())).to.equal('room-full');
  });

  it('has a seat again when somebody has left', async () => {
    const [ada, grace] = [call('Ada', 2), call('Grace', 2)];
    await ada.join();
    await grace.join();
    later(5);
    grace.session.leave();
    const edsger = call('Edsger', 2);
    await edsger.join();
    await edsger.sees('Ada');
  });

  it('turns away from the pre-join screen too', async () => {
    const edsger = call('Edsger', 2);
    edsger.session.prepare({ standby: true });
    await edsger.until('the server', () => edsger.state.server === 'connected');
    const [ada, grace] = [call('Ada', 2), call('Grace', 2)];
    await Promise.all([ada.join(), grace.join()]);
    later(5);
    expect(await rejectionCode(edsger.join())).to.equal('room-full');
    expect(ada.story.filter((type) => type === 'rtc-participant-joined')).to.have.length(1);
  });

  it('has a seat for somebody on the pre-join screen when it was full and is no more', async () => {
    const [ada, grace, edsger] = [call('Ada', 2), call('Grace', 2), call('Edsger', 2)];
    await Promise.all([ada.join(), grace.join()]);
    edsger.session.prepare({ standby: true });
    await edsger.until('the server', () => edsger.state.server === 'connected');
    grace.session.leave();
    await ada.until('Grace to leave', () => !ada.participant('Grace'));
    await edsger.join();
    await edsger.sees('Ada');
  });

  for (const standby of [false, true]) {
    it(`seats exactly as many as it holds when all come at once${standby ? ' from the pre-join screen' : ''}`, async () => {
      const calls = ['Ada', 'Grace', 'Edsger', 'Barbara', 'Donald'].map((name) => call(name, 3));
      if (standby) {
        for (const each of calls) each.session.prepare({ standby });
        await Promise.all(calls.map((each) => each.until('the server', () => each.state.server === 'connected')));
      }
      await Promise.allSettled(calls.map((each) => each.join()));
      const seated = () => calls.filter(({ phase }) => phase === 'live');
      await Promise.all(calls.map((each) => each.until('peace', () => each.phase === 'failed' || each.names.length === 3)));
      expect(seated()).to.have.length(3);
      for (const each of calls.filter(({ phase }) => phase === 'failed')) expect(errorOf(each.state)?.code).to.equal('room-full');
      for (const each of seated()) expect(each.names).to.have.members(seated().map(({ state }) => state.profile.name));
    });
  }

  it('turns nobody out for somebody who comes with a lower limit', async () => {
    const calls = await callsOf(network, 'Ada', 'Grace', 'Edsger');
    later(2);
    expect(await rejectionCode(call('Barbara', 2).join())).to.equal('room-full');
    await Promise.all(calls.map((each) => each.until('peace', () => each.names.length === 3)));
    expect(calls.map(({ phase }) => phase)).to.deep.equal(['live', 'live', 'live']);
  });
});
