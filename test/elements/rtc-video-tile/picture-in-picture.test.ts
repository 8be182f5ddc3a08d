import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { sendMouse } from '@web/test-runner-commands';
import { StreamMedia } from '../../../src/core/stream-media.ts';
import type { RtcVideoTile } from '../../../src/elements/rtc-video-tile/rtc-video-tile.ts';
import '../../../src/elements/rtc-video-tile/rtc-video-tile.ts';
import { drawnPicture } from '../../support/picture.ts';
import type { ShownCall } from '../../support/shown-call.ts';
import '../../support/shown-call.ts';

const isFirefox = navigator.userAgent.includes('Firefox');

describe('<rtc-video-tile> in a window of its own', () => {
  let call: ShownCall;
  let tile: RtcVideoTile;
  let video: HTMLVideoElement;
  let end: AbortController;

  beforeEach(async () => {
    end = new AbortController();
    call = await fixture<ShownCall>(html`<shown-call><rtc-video-tile participant="ada"></rtc-video-tile></shown-call>`);
    tile = call.querySelector('rtc-video-tile')!;
    Object.assign(tile.style, { position: 'fixed', inset: '0 auto auto 0', width: '320px', height: '180px', aspectRatio: 'auto' });
    call.participant('ada', { name: 'Ada', microphone: 'on' });
    call.media('ada', 'camera', new StreamMedia('camera', drawnPicture({ width: 320, height: 180 }, end.signal)));
    await tile.updateComplete;
    video = tile.shadowRoot!.querySelector('video')!;
    await waitUntil(() => video.videoHeight > 0, 'a picture', { timeout: 5000 });
    await asks(180);
  });

  afterEach(async () => {
    if (document.pictureInPictureElement) await document.exitPictureInPicture();
    end.abort();
  });

  const asked = () => (call.commands.filter(([name]) => name === 'show').at(-1)?.[2] as { height: number } | undefined)?.height;
  const asks = (height: number) => waitUntil(() => asked() === Math.round(height * devicePixelRatio), `${height}, not ${asked()}`, { timeout: 5000 });

  /**
   * As a page may, when somebody wants it. Once Firefox has had such a window, Enter presses no button any more in the pages that come after:
   * it is told of one that does not exist.
   */
  async function open(): Promise<void> {
    if (isFirefox) return tellOf(video, 'enterpictureinpicture');
    const opened = new Promise((resolve) => video.addEventListener('enterpictureinpicture', resolve, { once: true }));
    const refused = new Promise<never>((_, reject) => {
      tile.addEventListener('click', () => void video.requestPictureInPicture().catch(reject), { once: true });
    });
    await sendMouse({ type: 'click', position: [160, 90] });
    await Promise.race([opened, refused]);
  }

  async function close(): Promise<void> {
    if (isFirefox) return tellOf(null, 'leavepictureinpicture');
    await document.exitPictureInPicture();
  }

  function tellOf(element: HTMLVideoElement | null, type: string): void {
    Object.defineProperty(tile.shadowRoot, 'pictureInPictureElement', { configurable: true, value: element });
    video.dispatchEvent(new Event(type));
  }

  /** Resolves once whoever observed the tile before has been told. */
  function putOutOfSight(): Promise<void> {
    tile.style.insetBlockStart = '-2000px';
    return new Promise((resolve) => {
      const observer = new IntersectionObserver((entries) => {
        if (entries.at(-1)?.isIntersecting) return;
        observer.disconnect();
        resolve();
      });
      observer.observe(tile);
    });
  }

  it('is asked for though the tile is out of sight, until the window is closed', async () => {
    await open();
    await asks(360);
    await putOutOfSight();
    expect(asked()).to.equal(360 * devicePixelRatio);
    await close();
    await asks(0);
  });

  it('is asked for as the tile shows it once the window is closed', async () => {
    await open();
    await asks(360);
    await close();
    await asks(180);
  });

  it('is not asked for out of sight without one', async () => {
    await putOutOfSight();
    await asks(0);
  });
});
