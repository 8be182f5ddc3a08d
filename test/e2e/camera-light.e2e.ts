import type { BrowserName } from './support/browser-processes.ts';
import type { Caller } from './support/caller.ts';
import { type Attributes, household } from './support/household.ts';
import { lightsScript } from './support/witness-script.ts';

/** Ways out of a call; each is given somebody in one, with camera and microphone on. */
const waysOut: Readonly<Record<string, (ada: Caller) => Promise<unknown>>> = {
  'the leave button': (ada) => ada.press('Leave'),
  'leave()': (ada) => ada.leave(),
  'removing the element': (ada) => ada.page.evaluate(() => document.querySelector('rtc-call')?.remove()),
  'removing what is around it': (ada) => ada.page.evaluate(() => document.body.replaceChildren()),
  'view-only': (ada) => ada.change({ 'view-only': '' }),
  'another room, and out of that': async (ada) => {
    await ada.change({ room: 'elsewhere' });
    await ada.page.waitForFunction(() => document.querySelector('rtc-call')?.phase === 'live' && witness.callIn('elsewhere').participants.length === 1);
    await ada.page.evaluate(() => witness.callIn('elsewhere').leave());
  },
  'other devices, and out': async (ada) => {
    await ada.page.evaluate(async () => {
      const [call, devices] = [witness.callIn(''), await navigator.mediaDevices.enumerateDevices()];
      for (const kind of ['camera', 'microphone'] as const) {
        const all = devices.filter((device) => device.kind === (kind === 'camera' ? 'videoinput' : 'audioinput'));
        await call.setDevice(kind, all.at(-1)?.deviceId ?? '');
      }
      await call.leave();
    });
  },
  'turning both off and on, and out': async (ada) => {
    for (const control of ['Camera', 'Microphone', 'Camera', 'Microphone']) await ada.press(control);
    await ada.press('Leave');
  },
};

describe('the light of a camera', () => {
  const house = household();

  const at = async (browser: BrowserName, attributes: Attributes = {}, more = '') => {
    const head = `<script>${await lightsScript()};${more}</script>${house.scriptTag}`;
    return house.callerAt(house.page(house.tag({ 'display-name': 'Ada', ...attributes }), head), 'Ada', browser);
  };
  /** Resolves when exactly these are open. */
  const open = (ada: Caller, ...kinds: string[]) =>
    ada.page.waitForFunction((wanted) => lights.open().join() === wanted, {}, kinds.join());

  for (const browser of ['chromium', 'firefox'] as const) {
    for (const [way, go] of Object.entries(waysOut)) {
      it(`is off after ${way}: ${browser}`, async () => {
        const ada = await at(browser);
        await ada.isWith();
        await open(ada, 'audio', 'video');
        await go(ada);
        await open(ada);
      });
    }

    it(`is off where the camera is, whatever the microphone does: ${browser}`, async () => {
      const ada = await at(browser);
      await ada.isWith();
      await open(ada, 'audio', 'video');
      await ada.press('Camera');
      await open(ada, 'audio');
      await ada.press('Camera');
      await open(ada, 'audio', 'video');
      await ada.change({ 'audio-only': '' });
      await open(ada, 'audio');
    });

    it(`is off when the call is gone before it began: ${browser}`, async () => {
      const ada = await at(browser, { autojoin: false });
      if (browser === 'firefox') await ada.press('Show my camera');
      await open(ada, 'audio', 'video');
      await ada.page.evaluate(() => witness.callIn('').remove());
      await open(ada);
    });

    it(`stays off when a prompt is answered after all is over: ${browser}`, async () => {
      const ada = await at(browser, {}, 'lights.hold();');
      await ada.isWith();
      await ada.press('Leave');
      await ada.page.evaluate(() => lights.grant());
      await ada.page.waitForFunction(() => lights.count() > 0);
      await open(ada);
    });

    it(`is off when the room turns out to be full: ${browser}`, async () => {
      const [bob, cyd] = await house.pair('second chromium', 'third chromium');
      // Of those who come within a second, the id decides who has the seat.
      await Promise.all([bob.seesMoving('Bob'), cyd.seesMoving('Ada')]);
      const ada = await at(browser, { 'max-participants': '2' });
      await ada.hearsOfErrors('room-full');
      await open(ada);
    });

    it(`is off when one gives up waiting for a server: ${browser}`, async () => {
      const ada = await at(browser, { server: 'http://127.0.0.1:9/peer' });
      house.know('http://127.0.0.1:9');
      await open(ada, 'audio', 'video');
      await ada.leave();
      await open(ada);
    });
  }
});
