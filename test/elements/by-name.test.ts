import { expect, fixture, html } from '@open-wc/testing';
import '../../src/elements/rtc-call/rtc-call.ts';
import '../../src/elements/rtc-device-picker/rtc-device-picker.ts';
import '../../src/elements/rtc-leave-button/rtc-leave-button.ts';
import '../../src/elements/rtc-mic-button/rtc-mic-button.ts';
import '../../src/elements/rtc-prejoin/rtc-prejoin.ts';
import '../../src/elements/rtc-stage/rtc-stage.ts';
import '../../src/elements/rtc-toolbar/rtc-toolbar.ts';
import { everyCallIsAccessible, newRoom, pageCall, PageCall } from '../support/page-calls.ts';
import { injectPermission, restoreDevices } from '../support/recorded-tracks.ts';
import { insides, nameOf } from '../support/shadow.ts';

/** The button of this name inside one of the elements in `root`, however deep. */
function button(root: ParentNode, name: string): HTMLButtonElement | undefined {
  const all = [...root.querySelectorAll('*')].flatMap((element) => [...insides(element)]);
  return all.find((inside): inside is HTMLButtonElement => inside instanceof HTMLButtonElement && nameOf(inside) === name);
}

describe('elements that name their call', () => {
  afterEach(everyCallIsAccessible);
  afterEach(restoreDevices);

  it('make a whole interface anywhere in the page', async () => {
    injectPermission('granted');
    const call = await pageCall({ id: 'elsewhere' });
    call.element.append(document.createElement('p'));
    const page = await fixture<HTMLElement>(html`
      <section>
        <rtc-prejoin for="elsewhere"></rtc-prejoin>
        <rtc-stage for="elsewhere"></rtc-stage>
        <rtc-device-picker for="elsewhere" kind="camera"></rtc-device-picker>
        <rtc-mic-button for="elsewhere"></rtc-mic-button>
        <rtc-toolbar for="elsewhere"></rtc-toolbar>
      </section>
    `);
    await call.until('the pre-join screen', () => button(page, 'Join'));
    button(page, 'Join')!.click();
    await call.phase('live');
    const stage = page.querySelector('rtc-stage')!;
    await call.until('oneself', () => stage.shadowRoot!.querySelector('rtc-video-tile')?.shadowRoot?.querySelector('video'));
    await call.until('the microphone', () => page.querySelector('rtc-mic-button')!.matches(':state(on)'));
    page.querySelector('rtc-mic-button')!.shadowRoot!.querySelector('button')!.click();
    await call.until('no microphone', () => call.element.participants[0]?.microphone === 'off');
    await expect(page).to.be.accessible();
    button(page.querySelector('rtc-toolbar')!.shadowRoot!, 'Leave')!.click();
    await call.phase('ended');
  });

  it('find it in a shadow root of the page, through elements of elements', async () => {
    const host = await fixture<HTMLElement>(html`<div></div>`);
    const root = host.attachShadow({ mode: 'open' });
    const call = Object.assign(document.createElement('rtc-call'), { id: 'inner', room: newRoom(), transport: 'memory', viewOnly: false, muted: true, cameraOff: true });
    const toolbar = Object.assign(document.createElement('rtc-toolbar'), { for: 'inner' });
    root.append(toolbar, call);
    const page = new PageCall(call);
    await page.phase('prejoin');
    await call.join();
    await page.until('a button that can leave', () => button(root, 'Leave')?.disabled === false);
    button(root, 'Leave')!.click();
    await page.phase('ended');
  });

  it('follow when they name another', async () => {
    const [ada, grace] = [await pageCall({ id: 'ada', autojoin: true, 'view-only': true }), await pageCall({ id: 'grace', 'view-only': true, autojoin: true })];
    await Promise.all([ada.phase('live'), grace.phase('live')]);
    const toolbar = await fixture<HTMLElementTagNameMap['rtc-toolbar']>(html`<rtc-toolbar for="ada"></rtc-toolbar>`);
    toolbar.for = 'grace';
    await toolbar.updateComplete;
    await ada.until('a button', () => button(toolbar.parentElement!, 'Leave')?.disabled === false);
    button(toolbar.parentElement!, 'Leave')!.click();
    await grace.phase('ended');
    expect(ada.element.phase).to.equal('live');
  });
});
