import { expect } from 'chai';
import type { Caller } from './support/caller.ts';
import { household } from './support/household.ts';

describe('where a call is shown', () => {
  const house = household();

  /** With buttons of the page's own, since browsers want a gesture. */
  const page = () =>
    house.page(`${house.tag({ 'display-name': 'Ada' })}
      <button id="full">Full</button><button id="small">Small</button>
      <script>
        const call = document.querySelector('rtc-call');
        const wish = (name, on) => call[name](on).then(() => (document.title = name + ' ' + on), (error) => (document.title = error.code));
        full.onclick = () => wish('setFullscreen', !call.view.fullscreen);
        small.onclick = () => wish('setPictureInPicture', !call.view.pictureInPicture);
      </script>`);
  const view = (caller: Caller) => caller.tab.page.evaluate(() => document.querySelector('rtc-call')!.view);
  const said = (caller: Caller, title: string) => caller.tab.page.waitForFunction((expected) => document.title === expected, {}, title);

  for (const browser of ['chromium', 'firefox'] as const) {
    it(`is the whole screen, and the page again, in ${browser}`, async () => {
      const ada = await house.callerAt(page(), 'Ada', browser);
      await ada.isWith();
      await ada.tab.page.click('#full');
      await said(ada, 'setFullscreen true');
      expect((await view(ada)).fullscreen).to.be.true;
      const fills = () => ada.tab.page.evaluate(() => document.querySelector('rtc-call')!.clientWidth === innerWidth && document.fullscreenElement!.localName === 'rtc-call');
      expect(await fills()).to.be.true;
      await ada.tab.page.evaluate(() => document.exitFullscreen());
      await ada.tab.page.waitForFunction(() => !document.querySelector('rtc-call')!.view.fullscreen);
      expect(ada.state.phase).to.equal('live');
    });
  }

  for (const browser of ['chromium', 'firefox'] as const) {
    it(`is a small window with controls that work, in ${browser}`, async () => {
      const ada = await house.callerAt(page(), 'Ada', browser);
      const bob = await house.caller('Bob', 'second chromium');
      await Promise.all([ada.isWith('Bob'), bob.isWith('Ada')]);
      await ada.tab.page.click('#small');
      await said(ada, 'setPictureInPicture true');
      expect((await view(ada)).pictureInPicture).to.be.true;
      // The window is reachable from the page that opened it.
      const inside = <Result>(look: string) => ada.tab.page.evaluate(`(() => { const root = documentPictureInPicture.window.document.querySelector('div').shadowRoot; return ${look}; })()`) as Promise<Result>;
      await ada.tab.page.waitForFunction(() => {
        const { documentPictureInPicture } = window as unknown as { documentPictureInPicture: { window: Window } };
        return (documentPictureInPicture.window.document.querySelector('div')!.shadowRoot!.querySelector('video')?.videoWidth ?? 0) > 0;
      });
      expect(await inside<string>(`root.querySelector('.name').textContent`)).to.equal('Bob');
      await inside(`root.querySelector('button').click()`);
      await bob.sees('Ada', { microphone: 'off', camera: 'on' });
      await ada.tab.page.click('#small');
      await said(ada, 'setPictureInPicture false');
      await ada.tab.page.waitForFunction(() => !document.querySelector('rtc-call')!.view.pictureInPicture);
      await ada.tab.page.click('#small');
      await said(ada, 'setPictureInPicture true');
      await inside(`root.querySelector('.danger').click()`);
      expect(await bob.hearsOfLeaving('Ada')).to.equal('left');
      await ada.tab.page.waitForFunction(() => !document.querySelector('rtc-call')!.view.pictureInPicture);
    });
  }

  it('is its largest picture, where documents have no window of their own', async () => {
    const ada = await house.callerAt(page(), 'Ada', 'chromium');
    const bob = await house.caller('Bob', 'second chromium');
    await Promise.all([ada.isWith('Bob'), bob.isWith('Ada')]);
    await ada.seesMoving('Bob');
    await ada.tab.page.evaluate(() => Reflect.deleteProperty(window, 'documentPictureInPicture'));
    await ada.tab.page.click('#small');
    await said(ada, 'setPictureInPicture true');
    expect(await ada.tab.page.evaluate(() => document.pictureInPictureElement?.localName)).to.equal('rtc-call');
    await ada.tab.page.click('#small');
    await ada.tab.page.waitForFunction(() => !document.querySelector('rtc-call')!.view.pictureInPicture && !document.pictureInPictureElement);
  });
});
