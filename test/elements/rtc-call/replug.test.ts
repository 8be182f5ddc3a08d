import { expect } from '@open-wc/testing';
import '../../../src/elements/rtc-call/rtc-call.ts';
import { everyCallIsAccessible, type PageCall, pageCall } from '../../support/page-calls.ts';
import { PluggedDevices } from '../../support/plugged-devices.ts';

const headset = ['audioinput', 'headset', 'Headset'] as const;
const desk = ['audioinput', 'desk', 'Desk microphone'] as const;
const camera = ['videoinput', 'camera', 'Camera of the screen'] as const;
const other = ['videoinput', 'other', 'Another camera'] as const;

// What no machine has at will: devices that are pulled out and plugged in.
describe('<rtc-call> devices that go away and come back', () => {
  let devices: PluggedDevices;

  beforeEach(() => {
    devices = new PluggedDevices(desk, headset, camera, other);
  });

  afterEach(everyCallIsAccessible);
  afterEach(() => devices.restore());

  const isOn = (call: PageCall, source: 'microphone' | 'camera') => call.element.participants[0]?.[source] === 'on';
  const inCall = async () => {
    const call = await pageCall({ autojoin: true });
    await call.until('both', () => isOn(call, 'microphone') && isOn(call, 'camera') && devices.isWatched);
    return call;
  };
  const used = (call: PageCall) => call.all('rtc-device-changed').filter(({ kind }) => kind === 'microphone').map(({ deviceId }) => deviceId);

  it('goes over to another microphone, says which, and goes back to the chosen one', async () => {
    const call = await inCall();
    await call.element.setDevice('microphone', 'headset');
    devices.unplug('headset');
    await call.until('the other', () => used(call).at(-1) === 'desk' && isOn(call, 'microphone'));
    await call.until('the words', () => call.notice.includes('“Headset” is gone. You’re heard through “Desk microphone” now.'));
    expect([call.errors, devices.inUse.sort()]).to.deep.equal([[], ['camera', 'desk']]);
    devices.plugIn(...headset);
    await call.until('the chosen one', () => used(call).at(-1) === 'headset' && isOn(call, 'microphone'));
    await call.until('no such words', () => !call.notice.includes('Headset'));
    expect([call.errors, devices.inUse.sort(), call.element.phase]).to.deep.equal([[], ['camera', 'headset'], 'live']);
  });

  it('stays with the other microphone when one comes that nobody chose', async () => {
    const call = await inCall();
    devices.unplug('desk');
    await call.until('the other', () => used(call).at(-1) === 'headset' && isOn(call, 'microphone'));
    await call.until('the words', () => call.notice.includes('“Desk microphone” is gone.'));
    call.button('Dismiss').click();
    await call.element.updateComplete;
    expect(call.notice).not.to.include('gone');
    devices.plugIn(...desk);
    // The same look that finds it brings the camera back.
    devices.unplug('camera');
    await call.until('no camera', () => !isOn(call, 'camera'));
    devices.plugIn(...camera);
    await call.until('the camera', () => isOn(call, 'camera'));
    expect(devices.inUse.sort()).to.deep.equal(['camera', 'headset']);
  });

  it('turns a camera off that goes away, shows nobody by another, and turns it on when it is back', async () => {
    const call = await inCall();
    devices.unplug('camera');
    await call.until('the error', () => call.errors.includes('media-ended'));
    expect([isOn(call, 'camera'), devices.inUse]).to.deep.equal([false, ['desk']]);
    await call.until('the words', () => call.notice.includes('stopped'));
    devices.plugIn(...camera);
    await call.until('the camera', () => isOn(call, 'camera'));
    expect([devices.inUse.sort(), devices.opened.includes('other')]).to.deep.equal([['camera', 'desk'], false]);
    await call.until('no such words', () => !call.notice.includes('stopped'));
  });

  it('leaves a camera off that somebody has turned to meanwhile', async () => {
    devices.set(desk, camera);
    const call = await inCall();
    devices.unplug('camera');
    await call.until('the error', () => call.errors.includes('media-ended'));
    call.button('Camera').click();
    await call.until('that there is none', () => call.errors.at(-1) === 'media-not-found');
    devices.plugIn(...camera);
    devices.unplug('desk');
    await call.until('the microphone', () => !isOn(call, 'microphone'));
    devices.plugIn(...desk);
    await call.until('the microphone', () => isOn(call, 'microphone'));
    expect(isOn(call, 'camera')).to.be.false;
  });

  it('plays where the browser likes while the chosen speaker is away, and there again when it is back (injected)', async () => {
    const { setSinkId } = HTMLMediaElement.prototype;
    HTMLMediaElement.prototype.setSinkId = () => Promise.resolve();
    const loud = ['audiooutput', 'loud', 'Loudspeaker'] as const;
    devices.plugIn(...loud);
    devices.plugIn('audiooutput', 'usual', 'Built in');
    const speakers = (call: PageCall) => call.all('rtc-device-changed').filter(({ kind }) => kind === 'speaker').map(({ deviceId }) => deviceId);
    try {
      const call = await inCall();
      await call.element.setDevice('speaker', 'loud');
      devices.unplug('loud');
      await call.until('the usual one', () => speakers(call).join() === 'loud,');
      devices.plugIn(...loud);
      await call.until('the chosen one', () => speakers(call).join() === 'loud,,loud');
      expect(call.errors).to.deep.equal([]);
    } finally {
      HTMLMediaElement.prototype.setSinkId = setSinkId;
    }
  });

  it('opens nothing in the place of a microphone that was taken back', async () => {
    const call = await inCall();
    devices.takeBack('desk');
    await call.until('the error', () => call.errors.includes('media-ended'));
    expect([isOn(call, 'microphone'), devices.inUse]).to.deep.equal([false, ['camera']]);
  });
});
