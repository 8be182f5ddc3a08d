import { expect } from 'chai';
import { MemoryNetwork } from '../../../src/transports/memory/memory-transport.ts';
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

  it('is for those who are in a call', async () => {
    ada.session.leave();
    expect(await rejectionCode(ada.session.react('👍'))).to.equal('connection-lost');
  });
});
