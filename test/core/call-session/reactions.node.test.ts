import { expect } from 'chai';
import { RtcParticipantChangedEvent } from '../../../src/core/events.ts';
import { MemoryNetwork } from '../../../src/transports/memory/memory-transport.ts';
import { FakeTime } from '../../support/fake-time.ts';
import { callsOf, type TestCall } from '../../support/test-call.ts';

describe('a reaction, with time', () => {
  let ada: TestCall;
  let grace: TestCall;

  beforeEach(async () => {
    [ada, grace] = (await callsOf(new MemoryNetwork(), 'Ada', 'Grace')) as [TestCall, TestCall];
  });

  it('is gone after some seconds; the newest stays as long', async () => {
    const time = new FakeTime();
    time.start();
    try {
      await ada.session.react('👍');
      await time.pass(3000);
      await ada.session.react('🎉');
      await time.pass(3000);
      expect([ada, grace].map((call) => call.participant('Ada')?.reaction)).to.deep.equal(['🎉', '🎉']);
      await time.pass(2000);
      expect([ada, grace].map((call) => call.participant('Ada')?.reaction)).to.deep.equal(['', '']);
    } finally {
      time.stop();
    }
    const told = grace.all(RtcParticipantChangedEvent).filter(({ changes }) => 'reaction' in changes);
    expect(told.map(({ changes }) => changes.reaction)).to.deep.equal(['👍', '🎉', '']);
  });
});
