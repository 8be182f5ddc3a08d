import { expect, fixture, html } from '@open-wc/testing';
import { RtcError } from '../../../src/core/errors.ts';
import type { RtcDevicePicker } from '../../../src/elements/rtc-device-picker/rtc-device-picker.ts';
import '../../../src/elements/rtc-device-picker/rtc-device-picker.ts';
import { injectedDevices, type InjectedDevices } from '../../support/injected-devices.ts';
import type { ShownCall } from '../../support/shown-call.ts';
import '../../support/shown-call.ts';

// The list is injected at `mediaDevices`: what no machine has at will.
describe('<rtc-device-picker>', () => {
  let call: ShownCall;
  let devices: InjectedDevices;

  beforeEach(() => {
    devices = injectedDevices();
    devices.set(['audioinput', 'desk', 'Desk microphone'], ['audioinput', 'head', 'Headset'], ['videoinput', 'cam', 'Camera of the screen']);
  });

  afterEach(async () => {
    devices.restore();
    await expect(call).to.be.accessible();
  });

  const shown = async (kind: string) => {
    call = await fixture<ShownCall>(html`<shown-call><rtc-device-picker kind=${kind}></rtc-device-picker></shown-call>`);
    await devices.asked;
    await picker().updateComplete;
  };
  const picker = () => call.querySelector<RtcDevicePicker>('rtc-device-picker')!;
  const select = () => picker().shadowRoot!.querySelector('select')!;
  const options = () => [...select().options].map(({ text }) => text.trim());
  const changed = async () => {
    await devices.asked;
    await picker().updateComplete;
  };

  it('lists the devices of its kind, under its name', async () => {
    await shown('microphone');
    expect(options()).to.deep.equal(['System default', 'Desk microphone', 'Headset']);
    expect(select().labels[0]!.textContent.trim()).to.match(/^Microphone/);
    await shown('camera');
    expect(options()).to.include('Camera of the screen').and.not.to.include('Headset');
  });

  it('shows what is in use', async () => {
    await shown('microphone');
    call.store.update({ devices: { ...call.store.state.devices, microphone: 'head' } });
    await picker().updateComplete;
    await changed();
    expect([options(), select().value]).to.deep.equal([['Desk microphone', 'Headset'], 'head']);
  });

  it('tells the call what was chosen', async () => {
    await shown('microphone');
    select().value = 'head';
    select().dispatchEvent(new Event('change'));
    expect(call.commands).to.deep.equal([['setDevice', 'microphone', 'head']]);
  });

  it('goes back to what is in use when the call refuses, and says why', async () => {
    await shown('microphone');
    call.refusal = new RtcError('media-in-use', 'Taken');
    call.store.update({ devices: { ...call.store.state.devices, microphone: 'desk' } });
    await picker().updateComplete;
    await changed();
    select().value = 'head';
    select().dispatchEvent(new Event('change'));
    // One turn of the event loop later the refusal has been heard.
    await new Promise((resolve) => setTimeout(resolve));
    await picker().updateComplete;
    expect(select().value).to.equal('desk');
    expect(call.commands.at(-1)).to.deep.equal(['report', call.refusal]);
  });

  it('follows devices that come and go', async () => {
    await shown('microphone');
    devices.set(['audioinput', 'desk', 'Desk microphone'], ['audioinput', 'new', 'Brand new']);
    await changed();
    expect(options()).to.deep.equal(['System default', 'Desk microphone', 'Brand new']);
  });

  it('has nothing to choose before the browser tells names', async () => {
    devices.set(['audioinput', '', ''], ['videoinput', '', '']);
    await shown('microphone');
    expect([options(), select().disabled]).to.deep.equal([['System default'], true]);
    expect(picker().matches(':state(empty)')).to.be.true;
    devices.set(['audioinput', 'desk', 'Desk microphone']);
    await changed();
    expect([select().disabled, picker().matches(':state(empty)')]).to.deep.equal([false, false]);
  });

  it('shows no speakers where the browser keeps that choice', async () => {
    const { setSinkId } = HTMLMediaElement.prototype as { setSinkId?: unknown };
    Reflect.deleteProperty(HTMLMediaElement.prototype, 'setSinkId');
    try {
      await shown('speaker');
      expect(picker().shadowRoot!.querySelector('select')).to.be.null;
    } finally {
      if (setSinkId) Object.defineProperty(HTMLMediaElement.prototype, 'setSinkId', { configurable: true, writable: true, value: setSinkId });
    }
  });

  it('cuts a long name off, and stays in its box', async () => {
    devices.set(['audioinput', 'long', 'A microphone whose maker was fond of words '.repeat(5)]);
    await shown('microphone');
    call.style.display = 'block';
    call.style.inlineSize = '200px';
    expect(select().getBoundingClientRect().width).to.be.at.most(200);
  });

  it('watches nothing once it is gone', async () => {
    await shown('microphone');
    const before = devices.watchers;
    picker().remove();
    expect([before, devices.watchers]).to.deep.equal([1, 0]);
  });
});
