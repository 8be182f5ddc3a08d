import { expect, fixture, html } from '@open-wc/testing';
import { sendMouse } from '@web/test-runner-commands';
import type { SharedScreen } from '../../src/core/capture.ts';
import { canShareScreen, shareScreen } from '../../src/media/display-capture.ts';
import { rejected } from '../support/page-calls.ts';

const never = new AbortController().signal;

describe('shareScreen', () => {
  afterEach(() => {
    Reflect.deleteProperty(navigator.mediaDevices, 'getDisplayMedia');
  });

  /** What a browser would give: a picture that moves, and a tone. */
  function madeUp(kinds: readonly ('audio' | 'video')[]): MediaStream {
    const stream = new MediaStream();
    if (kinds.includes('video')) {
      const canvas = document.createElement('canvas');
      canvas.getContext('2d');
      stream.addTrack(canvas.captureStream(5).getVideoTracks()[0]!);
    }
    if (kinds.includes('audio')) stream.addTrack(new AudioContext().createMediaStreamDestination().stream.getAudioTracks()[0]!);
    return stream;
  }

  function inject(getDisplayMedia: MediaDevices['getDisplayMedia']): void {
    Object.defineProperty(navigator.mediaDevices, 'getDisplayMedia', { configurable: true, value: getDisplayMedia });
  }

  it('is there in this browser', () => {
    expect(canShareScreen()).to.equal(true);
  });

  /** In the moments after a gesture. */
  async function clicked(action: () => Promise<SharedScreen>): Promise<SharedScreen> {
    const button = await fixture<HTMLButtonElement>(html`<button>Share</button>`);
    const { x, y } = button.getBoundingClientRect();
    const shared = new Promise<SharedScreen>((resolve, reject) => (button.onclick = () => void action().then(resolve, reject)));
    await sendMouse({ type: 'click', position: [Math.ceil(x) + 4, Math.ceil(y) + 4] });
    return shared;
  }

  // A Firefox without a display has no screen; whether one can be asked for is seen all the same.
  const isFirefox = navigator.userAgent.includes('Firefox');

  if (isFirefox) {
    it('finds no screen where there is none', async () => {
      expect(await rejected(clicked(() => shareScreen(never)))).to.equal('media-not-found');
    });
  } else {
    it('really shares one', reallyShares);
  }

  async function reallyShares(): Promise<void> {
    const { picture } = await clicked(() => shareScreen(never));
    expect([picture.track.kind, picture.track.readyState, picture.media.source]).to.deep.equal(['video', 'live', 'screen']);
    expect(picture.track.contentHint).to.equal('detail');
    picture.stop();
    expect(picture.track.readyState).to.equal('ended');
  }

  it('asks for sound too, as it is', async () => {
    let asked: DisplayMediaStreamOptions | undefined;
    inject((options) => {
      asked = options;
      return Promise.resolve(madeUp(['video', 'audio']));
    });
    const { picture, sound } = await shareScreen(never);
    expect(asked?.audio).to.include({ echoCancellation: false, noiseSuppression: false, autoGainControl: false });
    expect([sound?.track.kind, sound?.media.source, sound?.track.contentHint]).to.deep.equal(['audio', 'screen-audio', 'music']);
    picture.stop();
    expect([picture.track.readyState, sound?.track.readyState]).to.deep.equal(['ended', 'ended']);
  });

  it('has no sound where the browser gives none', async () => {
    inject(() => Promise.resolve(madeUp(['video'])));
    const { picture, sound } = await shareScreen(never);
    expect(sound).to.equal(undefined);
    picture.stop();
  });

  it('lets go of what is chosen after nobody wants it any more', async () => {
    const stream = madeUp(['video', 'audio']);
    let choose: (stream: MediaStream) => void = () => undefined;
    inject(() => new Promise((resolve) => (choose = resolve)));
    const left = new AbortController();
    const sharing = shareScreen(left.signal);
    left.abort(new Error('left'));
    expect(await sharing.catch((error: unknown) => String(error))).to.equal('Error: left');
    choose(stream);
    await Promise.resolve();
    expect(stream.getTracks().map(({ readyState }) => readyState)).to.deep.equal(['ended', 'ended']);
  });

  for (const [name, message, code] of [
    ['NotAllowedError', 'Permission denied', 'share-cancelled'],
    ['NotAllowedError', 'Permission denied by system', 'media-denied'],
    ['InvalidStateError', 'Must be called from a user gesture', 'media-denied'],
    ['NotFoundError', '', 'media-not-found'],
    ['NotReadableError', '', 'media-in-use'],
    ['AbortError', '', 'media-in-use'],
    ['TypeError', '', 'internal'],
  ] as const) {
    it(`says ${code} for ${name} ${message} (injected)`, async () => {
      inject(() => Promise.reject(new DOMException(message, name)));
      expect(await rejected(shareScreen(never))).to.equal(code);
    });
  }

  it('says so where the browser has no such thing', async () => {
    const { getDisplayMedia } = MediaDevices.prototype;
    Reflect.deleteProperty(MediaDevices.prototype, 'getDisplayMedia');
    Reflect.deleteProperty(navigator.mediaDevices, 'getDisplayMedia');
    try {
      expect(canShareScreen()).to.equal(false);
      expect(await rejected(shareScreen(never))).to.equal('unsupported-browser');
    } finally {
      MediaDevices.prototype.getDisplayMedia = getDisplayMedia;
    }
  });
});
