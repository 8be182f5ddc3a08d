import { expect } from 'chai';
import { endBrowser } from './support/browser-processes.ts';
import { household } from './support/household.ts';

const words = 'Sound is blocked – tap to hear';

describe('a browser that plays no sound before a gesture', () => {
  const house = household();
  after(() => Promise.all([endBrowser('wary chromium'), endBrowser('wary firefox')]));

  for (const browser of ['wary chromium', 'wary firefox'] as const) {
    it(`asks once for all, and then plays all: ${browser}`, async () => {
      const bob = await house.caller('Bob', 'chromium', { 'camera-off': true });
      const cyd = await house.caller('Cyd', 'second chromium', { 'camera-off': true });
      const ada = await house.caller('Ada', browser, { 'view-only': true });
      await Promise.all([ada.isWith('Bob', 'Cyd'), bob.isWith('Ada', 'Cyd'), cyd.isWith('Ada', 'Bob')]);
      await Promise.all(['Bob', 'Cyd'].map((name) => ada.sees(name, { microphone: 'on' })));
      await ada.hearsOfErrors('playback-blocked');
      await ada.reads(words);
      await ada.hears(0);

      await ada.press(words);
      await ada.hears(2);
      await ada.readsNoMore(words);

      await bob.press('Microphone');
      await ada.hears(1);
      await bob.press('Microphone');
      await ada.hears(2);
      expect(ada.errors).to.deep.equal(['playback-blocked']);
      expect(ada.tab.warnings).to.deep.equal([]);
    });
  }
});
