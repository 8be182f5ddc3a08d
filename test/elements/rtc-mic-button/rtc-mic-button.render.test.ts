import { expect, fixture, html } from '@open-wc/testing';
import '../../../src/elements/rtc-mic-button/rtc-mic-button.ts';
import { describeDeviceButton } from '../../support/describe-device-button.ts';
import type { ShownCall } from '../../support/shown-call.ts';
import '../../support/shown-call.ts';

describeDeviceButton({ tag: 'rtc-mic-button', source: 'microphone', name: 'Microphone' });

describe('the level of <rtc-mic-button>', () => {
  const level = (button: Element) => button.shadowRoot!.querySelector('[part=level]')!;

  it('follows how loud one is, and nothing is rendered for it', async () => {
    const call = await fixture<ShownCall>(html`<shown-call><rtc-mic-button></rtc-mic-button></shown-call>`);
    const button = call.querySelector('rtc-mic-button')!;
    await button.updateComplete;
    expect(level(button).getBoundingClientRect().width).to.equal(0);
    call.loudness.update({ own: 1 });
    expect(button.isUpdatePending).to.be.false;
    const full = level(button).getBoundingClientRect().width;
    expect(full).to.be.within(8, 40);
    call.loudness.update({ own: 0.5 });
    expect(level(button).getBoundingClientRect().width).to.be.closeTo(full / 2, 1);
    await expect(call).to.be.accessible();
  });

  it('follows no call that it no longer belongs to', async () => {
    const call = await fixture<ShownCall>(html`<shown-call><rtc-mic-button></rtc-mic-button></shown-call>`);
    const button = call.querySelector('rtc-mic-button')!;
    await button.updateComplete;
    button.remove();
    call.loudness.update({ own: 1 });
    document.body.append(button);
    expect(level(button).getBoundingClientRect().width).to.equal(0);
    button.remove();
  });
});
