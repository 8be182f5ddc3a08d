import { expect } from 'chai';
import { household } from './support/household.ts';
import { Keyboard } from './support/keyboard.ts';

describe('a call without a mouse', () => {
  const house = household();

  for (const [engine, other] of [
    ['chromium', 'firefox'],
    ['firefox', 'chromium'],
  ] as const) {
    it(`is joined, used, left and joined again: ${engine}`, async () => {
      const bob = await house.caller('Bob', other);
      await bob.isWith();
      const ada = await house.callerAt(house.page(house.tag({ autojoin: false })), 'Ada', engine);
      const keys = new Keyboard(ada.page);
      const looks = (name: 'pinned' | 'panel' | 'layout', value: string | null) =>
        ada.tab.until(`${name} to be ${String(value)}`, () => ada.details('rtc-view-changed').some(({ changes }) => changes?.[name] === value));
      await ada.reads('Your name');

      // Ahead of the call: who one is, and which devices.
      // Chromium has granted its devices.
      if (engine === 'firefox') {
        await ada.reads('Show my camera');
        await keys.use('button Show my camera');
      }
      await keys.goTo('input Your name');
      await keys.type('Ada');
      await ada.isOffered('Microphone', []);
      await keys.goTo('select Microphone');
      await keys.press('ArrowDown');
      await keys.goBackTo('button Join');
      await ada.page.evaluate(() => witness.noteFocus());
      await keys.press('Enter');
      await Promise.all([ada.isWith('Bob'), bob.isWith('Ada')]);
      await keys.isAt('button Microphone');
      await keys.hasToolbar();

      await keys.press('Enter');
      await bob.sees('Ada', { microphone: 'off' });
      await keys.use('button Camera', 'ArrowRight');
      await bob.sees('Ada', { camera: 'off' });
      await keys.use('button Hand', 'ArrowRight');
      await bob.sees('Ada', { hand: true });
      await keys.use('button React', 'ArrowRight');
      await keys.isAt('button React with 👍');
      await keys.use('button React with 👏', 'ArrowRight');
      await bob.sees('Ada', { reaction: '👏' });
      await keys.isAt('button React');

      await keys.use(/^button People/, 'ArrowRight');
      await keys.isAt('section People');
      await keys.use('button More about Bob');
      await keys.use('button Pin', 'ArrowDown');
      await looks('pinned', bob.state.localId);
      await keys.isAt('button More about Bob');
      await keys.press('Escape');
      await looks('panel', '');
      expect(await keys.focused()).to.match(/^button People/);

      // The tiles: Bob’s first, then one’s own, which arrow keys move.
      await keys.hasTiles();
      await keys.goBackTo('rtc-video-tile Bob');
      await keys.press('Enter');
      await keys.isAt('button Pin Bob');
      await keys.press('Enter');
      await looks('pinned', '');
      await keys.press('Escape');
      await keys.isAt('rtc-video-tile Bob');
      await keys.goBackTo('rtc-video-tile Ada (you)');
      await keys.press('ArrowLeft');
      await keys.goTo(/^button People/);

      await keys.goTo('button More', 'ArrowRight');
      await keys.press('ArrowDown');
      await keys.isAt('button Layout');
      await keys.press('Enter');
      await keys.isAt('input Auto');
      await keys.press('ArrowDown');
      await looks('layout', 'grid');
      await keys.press('Escape');
      await keys.isAt('button Layout');
      await keys.use('button Settings', 'End');
      await keys.isAt('section Settings');
      await keys.press('Escape');
      await keys.isAt('button More');

      await keys.use('button Leave', 'End');
      await keys.isAt('button Join again');
      await bob.isWith();
      await keys.press('Enter');
      await Promise.all([ada.isWith('Bob'), bob.isWith('Ada')]);
      await keys.isAt('button Microphone');
      expect(await ada.page.evaluate(() => witness.lostFocus())).to.deep.equal([]);
    });
  }
});
