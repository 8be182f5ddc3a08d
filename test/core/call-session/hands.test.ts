import { expect } from 'chai';
import { RtcParticipantChangedEvent } from '../../../src/core/events.ts';
import { MemoryNetwork } from '../../../src/transports/memory/memory-transport.ts';
import { rejectionCode } from '../../support/rejection.ts';
import { callsOf, TestCall } from '../../support/test-call.ts';

describe('a raised hand', () => {
  let network: MemoryNetwork;
  let ada: TestCall;
  let grace: TestCall;

  beforeEach(async () => {
    network = new MemoryNetwork();
    [ada, grace] = (await callsOf(network, 'Ada', 'Grace')) as [TestCall, TestCall];
  });

  const sees = (call: TestCall, hand: boolean, name = 'Ada') => call.until(`the hand ${hand}`, () => call.participant(name)?.hand === hand);

  it('is seen by everybody, until it is lowered', async () => {
    await ada.session.setHand(true);
    expect(ada.participant('Ada')?.hand).to.equal(true);
    await sees(grace, true);
    await ada.session.setHand(false);
    await sees(grace, false);
    const changes = grace.all(RtcParticipantChangedEvent).filter(({ changes }) => 'hand' in changes);
    expect(changes.map(({ changes }) => changes)).to.deep.equal([{ hand: true }, { hand: false }]);
  });

  it('is seen by those who come later', async () => {
    await ada.session.setHand(true);
    const edsger = new TestCall(network, { name: 'Edsger' });
    await edsger.join();
    await sees(edsger, true);
  });

  it('stays up when its owner takes another name', async () => {
    await ada.session.setHand(true);
    await ada.session.setProfile({ name: 'Countess' });
    await sees(grace, true, 'Countess');
    expect(ada.participant('Countess')?.hand).to.equal(true);
  });

  it('is down in the next call', async () => {
    await ada.session.setHand(true);
    await sees(grace, true);
    ada.session.leave();
    await ada.join();
    await grace.sees('Ada');
    expect([ada.participant('Ada')?.hand, grace.participant('Ada')?.hand]).to.deep.equal([false, false]);
  });

  it('is for those who are in a call', async () => {
    ada.session.leave();
    expect(await rejectionCode(ada.session.setHand(true))).to.equal('connection-lost');
    ada.session.raiseHand(true);
    await Promise.resolve();
    expect(ada.story).not.to.include('rtc-error');
  });
});
