import { expect } from 'chai';
import type { Caller } from './support/caller.ts';
import { type Attributes, household } from './support/household.ts';

type Permissions = Readonly<Record<'camera' | 'microphone', PermissionState>>;

const blocked = 'Your camera or microphone is blocked. You can still see and hear others.';

describe('somebody whose browser', () => {
  const house = household();

  for (const browser of ['wary chromium', 'wary firefox'] as const) {
    it(`refuses camera and microphone is in the call without: ${browser}`, async () => {
      const bob = await house.caller('Bob', 'chromium', { muted: true });
      const ada = await refused(browser);
      await Promise.all([ada.isWith('Bob'), bob.isWith('Ada')]);
      await ada.hearsOfErrors('media-denied', 'media-denied');
      await ada.reads(blocked);
      await ada.reads('Turn it on again; if the browser doesn’t ask, allow it in the address bar.');
      await bob.tileLooks('Ada', { noVideo: true, muted: true, placeholder: true });
      await ada.seesMoving('Bob');
      // Nothing that the page's author could put right.
      expect(ada.tab.warnings).to.deep.equal([]);
    });

    it(`refuses them before joining can join without: ${browser}`, async () => {
      const ada = await refused(browser, { autojoin: false });
      await ada.press('Show my camera');
      await ada.hearsOfErrors('media-denied', 'media-denied');
      await ada.reads(blocked);
      await ada.reads(browser === 'wary chromium' ? 'choose the icon at the start of the address bar' : 'choose the crossed-out camera or microphone');
      await ada.press('Join without camera and microphone');
      await ada.isWith();
      expect(ada.knows('Ada')).to.include({ camera: 'off', microphone: 'off' });
      await ada.hearsOfErrors('media-denied', 'media-denied');
    });
  }

  it('refuses the camera alone is heard: wary chromium', async () => {
    const bob = await house.caller('Bob', 'firefox', { muted: true });
    const ada = await waryCaller({ camera: 'denied', microphone: 'granted' });
    await Promise.all([ada.isWith('Bob'), bob.isWith('Ada')]);
    await ada.hearsOfErrors('media-denied');
    await bob.sees('Ada', { microphone: 'on', camera: 'off' });
    await bob.hears(1);
    await ada.reads(blocked);
  });

  // Where there is nobody to answer, the browser takes it that the prompt was closed, and may be shown again.
  it('asks in vain is in the call without, and sent once it is allowed: wary chromium', async () => {
    const bob = await house.caller('Bob', 'firefox', { muted: true });
    const ada = await waryCaller({ camera: 'prompt', microphone: 'prompt' });
    await Promise.all([ada.isWith('Bob'), bob.isWith('Ada')]);
    await ada.hearsOfErrors('media-denied', 'media-denied');
    expect(await ada.page.evaluate(async () => (await navigator.permissions.query({ name: 'camera' })).state)).to.equal('prompt');
    await ada.reads(blocked);

    await permit(ada, { camera: 'granted', microphone: 'granted' });
    await ada.press('Camera');
    await ada.press('Microphone');
    await bob.seesMoving('Ada');
    await bob.hears(1);
    await ada.readsNoMore(blocked);
  });

  /** Firefox is told by its preferences. */
  async function refused(browser: 'wary chromium' | 'wary firefox', attributes: Attributes = {}): Promise<Caller> {
    if (browser === 'wary firefox') return house.caller('Ada', browser, attributes);
    return waryCaller({ camera: 'denied', microphone: 'denied' }, attributes);
  }

  async function waryCaller(permissions: Permissions, attributes: Attributes = {}): Promise<Caller> {
    const nobody = await house.caller('Nobody', 'wary chromium', { autojoin: false });
    await permit(nobody, permissions);
    return house.caller('Ada', nobody.tab, attributes);
  }

  async function permit({ page }: Caller, { camera, microphone }: Permissions): Promise<void> {
    const states = [
      { permission: { name: 'camera' }, state: camera },
      { permission: { name: 'microphone' }, state: microphone },
    ];
    await page.browserContext().setPermission(house.site.origin, ...states);
  }
});
