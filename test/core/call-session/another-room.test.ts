import { expect } from 'chai';
import { RtcErrorEvent, RtcLeftEvent, RtcParticipantLeftEvent } from '../../../src/core/events.ts';
import { MemoryNetwork } from '../../../src/transports/memory/memory-transport.ts';
import { callsOf, TestCall } from '../../support/test-call.ts';

describe('a call that goes on in another room', () => {
  let network: MemoryNetwork;
  let call: TestCall;

  beforeEach(() => {
    network = new MemoryNetwork();
    call = new TestCall(network);
  });

  it('keeps its devices, and leaves one room for the other', async () => {
    const [grace] = (await callsOf(network, 'Grace')) as [TestCall];
    await call.session.setCamera(true);
    await call.join();
    await grace.sees('Ada');
    const edsger = new TestCall(network, { room: 'weekly', name: 'Edsger' });
    await edsger.join();
    call.want({ room: 'weekly' });
    await call.session.rejoin();
    await call.sees('Edsger');
    await edsger.until('Ada on camera', () => edsger.participant('Ada')?.camera === 'on');
    await grace.first(RtcParticipantLeftEvent);
    expect(call.capture.tracks).to.have.length(1);
    expect(call.all(RtcLeftEvent).map(({ reason }) => reason)).to.deep.equal(['replaced']);
    expect(call.names).to.deep.equal(['Ada', 'Edsger']);
  });

  it('is over when the page says no to the other', async () => {
    await call.session.setCamera(true);
    await call.join();
    call.addEventListener('rtc-before-join', (event) => event.preventDefault());
    await call.session.rejoin();
    expect(call.all(RtcErrorEvent)).to.deep.equal([]);
    expect([call.phase, call.capture.hot]).to.deep.equal(['ended', []]);
  });

  it('stays over when whoever hears that it was replaced leaves', async () => {
    await call.join();
    call.addEventListener('rtc-left', () => call.session.leave(), { once: true });
    await call.session.rejoin();
    expect(call.phase).to.equal('ended');
  });
});
