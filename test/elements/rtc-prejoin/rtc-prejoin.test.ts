import { expect } from '@open-wc/testing';
import '../../../src/elements/rtc-call/rtc-call.ts';
import { everyCallIsAccessible, pageCall } from '../../support/page-calls.ts';
import { injectPermission, recordTracks, restoreDevices } from '../../support/recorded-tracks.ts';

describe('<rtc-prejoin> with real devices', () => {
  afterEach(everyCallIsAccessible);
  afterEach(restoreDevices);

  it('opens at once what the browser has granted (injected), shows it mirrored, and how loud it is', async () => {
    injectPermission('granted');
    const tracks = recordTracks();
    const call = await pageCall();
    const video = await call.until('the picture', () => call.part('tile-video') as HTMLVideoElement | undefined);
    await call.until('a frame', () => video.videoWidth > 0);
    // Firefox says of its made-up camera that it looks away.
    const { facingMode } = (video.srcObject as MediaStream).getVideoTracks()[0]!.getSettings();
    expect(new DOMMatrix(getComputedStyle(video).transform).a).to.equal(facingMode === 'environment' ? 1 : -1);
    await call.until('sound', () => Number(call.part('prejoin-meter')?.getAttribute('aria-valuenow')) > 0);
    expect(tracks.asked).to.have.length(1);
  });

  it('takes what is on along into the call, asking for nothing again', async () => {
    injectPermission('granted');
    const tracks = recordTracks();
    const call = await pageCall();
    await call.until('both', () => tracks.live.length === 2);
    call.button('Join').click();
    await call.until('both in the call', () => call.element.participants[0]?.camera === 'on' && call.element.participants[0].microphone === 'on');
    expect(tracks.asked).to.have.length(1);
  });

  it('measures nothing once the microphone is off', async () => {
    injectPermission('granted');
    const call = await pageCall({ 'camera-off': true });
    await call.until('the meter', () => call.part('prejoin-meter'));
    call.button('Microphone').click();
    await call.until('no meter', () => !call.part('prejoin-meter'));
  });

  it('asks nothing, and opens nothing, where the browser would ask (injected)', async () => {
    injectPermission('prompt');
    const tracks = recordTracks();
    const call = await pageCall();
    await call.phase('prejoin');
    await call.until('the offer', () => call.part('prejoin-show-button'));
    expect(tracks.asked).to.be.empty;
  });

  it('uses another device when it is chosen, and goes on with it in the call', async () => {
    injectPermission('granted');
    const tracks = recordTracks();
    const call = await pageCall({ 'camera-off': true });
    const menu = await call.until('the menu', () => call.parts('prejoin-device-select').find((each) => (each as HTMLSelectElement).options.length > 0)) as HTMLSelectElement;
    await call.until('what there is', () => !menu.disabled);
    const { value: chosen } = [...menu.options].at(-1)!;
    menu.value = chosen;
    menu.dispatchEvent(new Event('change'));
    await call.until('the other device', () => tracks.granted.length === 2 && tracks.live.length === 1);
    expect(tracks.live[0]?.getSettings().deviceId).to.equal(chosen);
    await call.element.join();
    await call.until('the microphone', () => call.element.participants[0]?.microphone === 'on');
    expect(tracks.live.map((track) => track.getSettings().deviceId)).to.deep.equal([chosen]);
  });
});
