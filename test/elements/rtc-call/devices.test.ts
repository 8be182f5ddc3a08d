import { expect } from '@open-wc/testing';
import '../../../src/elements/rtc-call/rtc-call.ts';
import { everyCallIsAccessible, pageCall, pageCalls, rejected } from '../../support/page-calls.ts';
import { injectDevices, injectPermission, recordTracks, refuseDevices, restoreDevices } from '../../support/recorded-tracks.ts';

const refusals: readonly [name: string, code: string, words: string][] = [
  ['NotAllowedError', 'media-denied', 'blocked'],
  ['NotFoundError', 'media-not-found', 'No camera or microphone was found'],
  ['NotReadableError', 'media-in-use', 'Another app'],
];

describe('<rtc-call> devices', () => {
  afterEach(everyCallIsAccessible);
  afterEach(restoreDevices);

  it('starts both together, with one question', async () => {
    const tracks = recordTracks();
    const call = await pageCall({ autojoin: true });
    await call.until('both', () => call.element.participants[0]?.camera === 'on' && call.element.participants[0].microphone === 'on');
    expect(tracks.asked.map((constraints) => Object.keys(constraints).sort())).to.deep.equal([['audio', 'video']]);
    expect(call.story).to.include.members(['rtc-microphone-changed', 'rtc-camera-changed']);
  });

  it('starts nothing that muted and camera-off wish away', async () => {
    const tracks = recordTracks();
    const call = await pageCall({ autojoin: true, muted: true, 'camera-off': true });
    await call.phase('live');
    expect(tracks.asked).to.be.empty;
    await call.element.setCamera(true);
    expect(call.element.participants[0]).to.include({ camera: 'on', microphone: 'off' });
  });

  for (const [name, code, words] of refusals) {
    it(`goes on without devices after ${name} (injected)`, async () => {
      const asked = refuseDevices(name);
      if (name === 'NotAllowedError') injectPermission('denied');
      const call = await pageCall({ autojoin: true });
      await call.until('both errors', () => call.errors.length === 2);
      expect(call.errors).to.deep.equal([code, code]);
      await call.phase('live');
      expect(call.notice).to.include(words);
      // Who refused is not asked again; what failed for another reason is tried one by one.
      expect(asked).to.have.length(name === 'NotAllowedError' ? 1 : 3);

      restoreDevices();
      call.button('Camera').click();
      await call.until('the camera', () => call.element.participants[0]?.camera === 'on');
      await call.element.updateComplete;
      expect(call.notice).not.to.include(words);
    });
  }

  for (const [name, words] of [...refusals.map(([name, , words]) => [name, words]), ['SecurityError', 'isn’t allowed to use']] as [string, string][]) {
    it(`says it once before joining, after ${name} (injected)`, async () => {
      refuseDevices(name);
      injectPermission('granted');
      const call = await pageCall();
      await call.until('the advice', () => call.part('prejoin-advice')?.textContent.includes(words));
      await call.until('both errors', () => call.errors.length === 2);
      await call.element.updateComplete;
      expect(call.notice).to.equal('');
      (await call.enabled('Join without camera and microphone')).click();
      await call.phase('live');
      expect(call.notice).to.include(words);
    });
  }

  it('uses the microphone when there is no camera (injected)', async () => {
    const original = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    injectDevices((constraints = {}) =>
      constraints.video ? Promise.reject(new DOMException('Injected', 'NotFoundError')) : original(constraints),
    );
    const call = await pageCall({ autojoin: true });
    await call.until('the microphone', () => call.element.participants[0]?.microphone === 'on');
    await call.until('the error', () => call.errors.length === 1);
    expect(call.errors).to.deep.equal(['media-not-found']);
    expect(call.element.participants[0]?.camera).to.equal('off');
    await call.element.updateComplete;
    expect(call.notice).to.include('No camera or microphone was found');

    restoreDevices();
    call.button('Camera').click();
    await call.until('no such word', () => !call.notice.includes('No camera'));
    expect(call.element.phase).to.equal('live');
  });

  it('tells a caller of setCamera() and does not fire it too (injected)', async () => {
    const [call] = await pageCalls({});
    call!.element.viewOnly = false;
    await call!.element.updateComplete;
    refuseDevices('NotReadableError');
    expect(await rejected(call!.element.setCamera(true))).to.equal('media-in-use');
    expect(call!.errors).to.be.empty;
    expect(call!.element.participants[0]?.camera).to.equal('off');
  });

  it('says so when a camera goes away by itself (injected)', async () => {
    const tracks = recordTracks();
    const call = await pageCall({ autojoin: true });
    await call.until('the camera', () => call.element.participants[0]?.camera === 'on');
    tracks.lose('video');
    await call.until('the error', () => call.errors.includes('media-ended'));
    await call.element.updateComplete;
    expect(call.notice).to.include('stopped');
    expect(call.element.phase).to.equal('live');
    call.button('Dismiss').click();
    await call.element.updateComplete;
    expect(call.notice).not.to.include('stopped');
  });

  it('joins without a microphone that went away before (injected)', async () => {
    const tracks = recordTracks();
    injectPermission('granted');
    const call = await pageCall({ 'audio-only': true });
    await call.until('the microphone', () => tracks.live.length === 1);
    refuseDevices('NotFoundError');
    tracks.lose('audio');
    (await call.enabled('Join without microphone')).click();
    await call.phase('live');
    restoreDevices();
    expect(call.errors).to.deep.equal(['media-ended']);
    expect(call.element.participants[0]?.microphone).to.equal('off');
    call.button('Microphone').click();
    await call.until('the microphone', () => call.element.participants[0]?.microphone === 'on');
  });

  it('opens no device outside a call', async () => {
    const tracks = recordTracks();
    const call = await pageCall({ autojoin: true, muted: true, 'camera-off': true });
    await call.phase('live');
    await call.element.leave();
    expect(await rejected(call.element.setCamera(true))).to.equal('connection-lost');
    await call.element.setCamera(false);
    expect(tracks.asked).to.be.empty;
  });

  it('joins again with what was on before', async () => {
    const call = await pageCall({ autojoin: true });
    await call.until('both', () => call.element.participants[0]?.camera === 'on' && call.element.participants[0].microphone === 'on');
    await call.element.setMicrophone(false);
    call.button('Leave').click();
    await call.phase('ended');
    call.button('Join again').click();
    await call.until('the camera', () => call.element.participants[0]?.camera === 'on');
    expect(call.element.participants[0]?.microphone).to.equal('off');
  });

  it('lets go of what is granted after the call was left', async () => {
    let grant!: () => void;
    const granted = new Promise<void>((resolve) => (grant = resolve));
    const original = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    const stopped = new Promise<MediaStream>((resolve) => {
      injectDevices(async (constraints) => {
        await granted;
        const stream = await original(constraints);
        resolve(stream);
        return stream;
      });
    });
    const call = await pageCall({ autojoin: true });
    await call.phase('live');
    await call.element.leave();
    grant();
    const stream = await stopped;
    await call.until('silence', () => stream.getTracks().every(({ readyState }) => readyState === 'ended'));
    expect(call.errors).to.be.empty;
  });
});
