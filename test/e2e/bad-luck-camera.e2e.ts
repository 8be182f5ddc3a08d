import { expect } from 'chai';
import { household } from './support/household.ts';
import { injectedCameraScript } from './support/witness-script.ts';

const inUse = 'Another app is using your camera or microphone. You can still see and hear others. Close that app, then turn it on.';
const stopped = 'Your camera or microphone stopped. You can still see and hear others. Check that it’s connected, then turn it on.';

describe('a camera', () => {
  const house = household();
  const both = [
    ['chromium', 'firefox'],
    ['firefox', 'chromium'],
  ] as const;

  for (const [browser, other] of both) {
    it(`that is in use at first, and unplugged later, is missed and comes back (injected): ${browser}`, async () => {
      const bob = await house.caller('Bob', other);
      const head = `<script>${await injectedCameraScript()}; injectedCamera.setBusy(true);</script>${house.scriptTag}`;
      const ada = await house.callerAt(house.page(house.tag({ 'display-name': 'Ada' }), head), 'Ada', browser);
      await Promise.all([ada.isWith('Bob'), bob.isWith('Ada')]);
      await ada.hearsOfErrors('media-in-use');
      await ada.reads(inUse);
      await bob.sees('Ada', { microphone: 'on', camera: 'off' });

      await ada.page.evaluate(() => injectedCamera.setBusy(false));
      await ada.press('Camera');
      await bob.seesMoving('Ada');
      await ada.readsNoMore(inUse);

      await ada.page.evaluate(() => injectedCamera.unplug());
      await ada.hearsOfErrors('media-in-use', 'media-ended');
      await ada.reads(stopped);
      await bob.sees('Ada', { microphone: 'on', camera: 'off' });
      await bob.tileLooks('Ada', { noVideo: true, placeholder: true });
      expect(ada.state.phase).to.equal('live');

      await ada.press('Camera');
      await bob.seesMoving('Ada');
      await ada.readsNoMore(stopped);
      expect(ada.tab.warnings).to.deep.equal([]);
    });
  }
});
