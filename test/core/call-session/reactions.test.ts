import { expect } from 'chai';
import { RtcParticipantChangedEvent } from '../../../src/core/events.ts';
import { MemoryNetwork } from '../../../src/transports/memory/memory-transport.ts';
import { FakeTime } from '../../support/fake-time.ts';
import { rejectionCode } from '../../support/rejection.ts';
import { callsOf, type TestCall } from '../../support/test-call.ts';

describe('a reaction', () => {
  let ada: TestCall;
  let grace: TestCall;

  beforeEach(async () => {
    [ada, grace] = (await callsOf(new MemoryNetwork(), 'Ada', 'Grace')) as [TestCall, TestCall];
  });

  const sees = (call: TestCall, reaction: string) => call.until(`the reaction "${reaction}"`, () => call.participant('Ada')?.reaction === reaction);

  it('is seen by everybody, oneself too', async () => {
    await ada.session.react('👍');
    expect(ada.participant('Ada')?.reaction).to.equal('👍');
    await sees(grace, '👍');
  });

  for (const emoji of ['❤️', '👩‍👩‍👧', '🇩🇪', '👍🏽']) {
    it(`is one sign, of however many code points: ${emoji}`, async () => {
      await ada.session.react(emoji);
      await sees(grace, emoji);
    });
  }

  for (const [what, text] of [
    ['nothing', ''],
    ['two', '👍👍'],
    ['a letter', 'a'],
    ['a digit', '1'],
    ['markup', '<b>👍</b>'],
    ['much', '👩‍👩‍👧‍👦'.repeat(20)],
  ] as const) {
    it(`is not ${what}`, async () => {
      expect(await rejectionCode(ada.session.react(text))).to.equal('bad-message');
      expect(ada.participant('Ada')?.reaction).to.equal('');
    });
  }

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

  it('is for those who are in a call', async () => {
    ada.session.leave();
    expect(await rejectionCode(ada.session.react('👍'))).to.equal('connection-lost');
  });
});
