import { expect } from '@open-wc/testing';
import type { CaptureSource } from '../../src/core/capture.ts';
import { BrowserCapture, type CaptureSettings } from '../../src/media/capture.ts';
import { rejected } from '../support/page-calls.ts';
import { injectDevices, injectPermission, recordTracks, refuseDevices, restoreDevices } from '../support/recorded-tracks.ts';

const settings: CaptureSettings = { resolution: '360p', frameRate: 15 };
const never = new AbortController().signal;

describe('BrowserCapture', () => {
  afterEach(restoreDevices);

  it('opens the camera at the height and rate that are set', async () => {
    const { track, media, stop } = await new BrowserCapture(() => settings).open('camera', never, '');
    expect(track.kind).to.equal('video');
    expect(media.source).to.equal('camera');
    expect(media.stream.getTracks()).to.have.length(1);
    expect(track.getSettings().height).to.equal(360);
    stop();
    expect(track.readyState).to.equal('ended');
  });

  it('asks for a microphone without echo, noise and wandering level', async () => {
    const { asked } = recordTracks();
    const { stop } = await new BrowserCapture(() => settings).open('microphone', never, '');
    expect(asked).to.deep.equal([{ audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true } }]);
    stop();
  });

  it('asks for music as it is, in two channels', async () => {
    const { asked } = recordTracks();
    const music = { echoCancellation: true, noiseSuppression: true, autoGainControl: true, music: true };
    const { track, stop } = await new BrowserCapture(() => settings).open('microphone', never, '', music);
    expect(asked).to.deep.equal([{ audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false, channelCount: 2 } }]);
    expect(track.contentHint).to.equal('music');
    stop();
  });

  it('changes the sound of an open microphone, or says that it has to be opened anew', async () => {
    const capture = new BrowserCapture(() => settings);
    const { track, process, stop } = await capture.open('microphone', never, '');
    const wish = { echoCancellation: true, noiseSuppression: false, autoGainControl: true, music: false };
    const isDone = await process!(wish);
    // Firefox's made-up microphone says that it does nothing.
    const isMadeUp = navigator.userAgent.includes('Firefox');
    expect([track.readyState, track.getSettings().noiseSuppression]).to.deep.equal(['live', !isDone && !isMadeUp]);
    stop();
    const again = await capture.open('microphone', never, '', wish);
    expect(again.track.getSettings()).to.include({ echoCancellation: !isMadeUp, noiseSuppression: false });
    again.stop();
  });

  it('lets an open camera follow the settings', async () => {
    let now = settings;
    const capture = new BrowserCapture(() => now);
    const { track, stop } = await capture.open('camera', never, '');
    now = { resolution: '180p', frameRate: 15 };
    await capture.settingsChanged();
    // Firefox's made-up camera takes the wish and keeps its size; Chromium gives a wish back as a bare number.
    const { height, width } = track.getConstraints();
    expect([height, width].map((wish) => (typeof wish === 'object' ? wish.ideal : wish))).to.deep.equal([180, 320]);
    stop();
  });

  it('asks once for both when both are wanted at the same time', async () => {
    const { asked } = recordTracks();
    const capture = new BrowserCapture(() => settings);
    const opened = await Promise.all([capture.open('camera', never, ''), capture.open('microphone', never, '')]);
    expect(opened.map(({ track }) => track.kind)).to.deep.equal(['video', 'audio']);
    expect(asked).to.have.length(1);
    for (const { stop } of opened) stop();
  });

  it('stops what is granted to somebody who no longer wants it, and nothing else', async () => {
    const tracks = recordTracks();
    const [left, capture] = [new AbortController(), new BrowserCapture(() => settings)];
    const camera = capture.open('camera', left.signal, '');
    const microphone = capture.open('microphone', never, '');
    left.abort(new Error('left'));
    expect(await camera.catch((error: unknown) => String(error))).to.equal('Error: left');
    const { stop } = await microphone;
    expect(tracks.granted).to.have.length(2);
    expect(tracks.live.map(({ kind }) => kind)).to.deep.equal(['audio']);
    stop();
  });

  for (const [name, code] of [
    ['NotAllowedError', 'media-denied'],
    ['SecurityError', 'permission-policy'],
    ['NotFoundError', 'media-not-found'],
    ['OverconstrainedError', 'media-not-found'],
    ['NotReadableError', 'media-in-use'],
    ['AbortError', 'media-in-use'],
    ['InvalidStateError', 'internal'],
  ] as const) {
    it(`says ${code} for ${name} (injected)`, async () => {
      refuseDevices(name);
      expect(await rejected(new BrowserCapture(() => settings).open('camera', never, ''))).to.equal(code);
    });
  }

  it('takes any camera when none is as wished (injected)', async () => {
    const original = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    injectDevices((constraints) =>
      typeof constraints?.video === 'object' ? Promise.reject(new DOMException('Injected', 'OverconstrainedError')) : original(constraints),
    );
    const { track, stop } = await new BrowserCapture(() => settings).open('camera', never, '');
    expect(track.readyState).to.equal('live');
    stop();
  });

  it('takes any other camera, as wished, when the chosen one is gone', async () => {
    const { asked } = recordTracks();
    const { track, stop } = await new BrowserCapture(() => settings).open('camera', never, 'gone');
    expect(track.getSettings().height).to.equal(360);
    expect(asked.map(({ video }) => typeof video === 'object' && 'deviceId' in video)).to.deep.equal([true, false]);
    stop();
  });

  for (const [states, opened] of [
    [{ camera: 'denied', microphone: 'prompt' }, ['microphone']],
    [{ camera: 'prompt', microphone: 'denied' }, ['camera']],
    [{ camera: 'prompt', microphone: 'granted' }, ['microphone']],
    [{ camera: 'denied', microphone: 'denied' }, []],
    [{ camera: 'prompt', microphone: 'prompt' }, []],
    [{}, []],
  ] as const) {
    it(`opens what one refusal does not concern: ${JSON.stringify(states)} (injected)`, async () => {
      injectPermission(states);
      const original = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
      let asked = 0;
      injectDevices((constraints = {}) => {
        asked++;
        return constraints.audio && constraints.video ? Promise.reject(new DOMException('Injected', 'NotAllowedError')) : original(constraints);
      });
      const capture = new BrowserCapture(() => settings);
      const sources = ['camera', 'microphone'] as const;
      const outcomes = await Promise.allSettled(sources.map((source) => capture.open(source, never, '')));
      expect(sources.filter((_, index) => outcomes[index]?.status === 'fulfilled')).to.deep.equal(opened);
      expect(asked).to.equal(1 + opened.length);
      for (const outcome of outcomes) {
        if (outcome.status === 'fulfilled') outcome.value.stop();
        else expect(outcome.reason).to.include({ code: 'media-denied' });
      }
    });
  }

  it('does not wait for a device that is missing from what was granted (injected)', async () => {
    const original = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    injectDevices((constraints) => original({ ...constraints, video: false }));
    const capture = new BrowserCapture(() => settings);
    const camera = rejected(capture.open('camera', never, ''));
    const { stop } = await capture.open('microphone', never, '');
    expect(await camera).to.equal('media-denied');
    stop();
  });

  it('says so where the page’s frame may not use the device (injected)', async () => {
    refuseDevices('NotAllowedError');
    Object.defineProperty(document, 'featurePolicy', { configurable: true, value: { allowsFeature: (name: string) => name !== 'camera' } });
    const capture = new BrowserCapture(() => settings);
    expect(await rejected(capture.open('camera', never, ''))).to.equal('permission-policy');
    expect(await rejected(capture.open('microphone', never, ''))).to.equal('media-denied');
    const message = (needed: readonly CaptureSource[]) =>
      new BrowserCapture(() => settings, () => needed).open('camera', never, '').catch((error: unknown) => (error as Error).message);
    expect(await message(['microphone', 'camera'])).to.equal('The frame may not use the camera: <iframe allow="camera; microphone; autoplay">');
    expect(await message(['camera'])).to.include('<iframe allow="camera; autoplay">');
    Reflect.deleteProperty(document, 'featurePolicy');
  });

  it('says so where the page is not secure (injected)', async () => {
    const isSecureContext = Object.getOwnPropertyDescriptor(globalThis, 'isSecureContext') ?? {};
    Object.defineProperty(globalThis, 'isSecureContext', { configurable: true, value: false });
    Object.defineProperty(navigator, 'mediaDevices', { configurable: true, value: undefined });
    expect(await rejected(new BrowserCapture(() => settings).open('camera', never, ''))).to.equal('insecure-context');
    Reflect.deleteProperty(navigator, 'mediaDevices');
    Object.defineProperty(globalThis, 'isSecureContext', isSecureContext);
  });
});
