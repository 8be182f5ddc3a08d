import { onAbort } from '../../core/abort.ts';
import type { CallSession } from '../../core/call-session.ts';
import { isInCall } from '../../core/call-state.ts';
import { RtcError } from '../../core/errors.ts';
import type { Localize } from '../../ui/localize.ts';
import { SmallCall } from './small-call.ts';

interface DocumentPictureInPicture {
  requestWindow(options: { readonly width: number; readonly height: number }): Promise<Window & typeof globalThis>;
}

/** What is to be seen there. */
export interface DisplayedCall {
  readonly host: HTMLElement;
  readonly session: CallSession;
  readonly words: Localize;
}

/** CSS pixels, of a window that is new. */
const size = { width: 320, height: 240 };

/**
 * A small window above all others: with controls, where there is one for documents (WICG document-picture-in-picture); else the
 * largest picture of the call (W3C picture-in-picture).
 */
export class PictureInPicture {
  readonly #host: HTMLElement;
  readonly #session: CallSession;
  readonly #words: Localize;
  readonly #signal: AbortSignal;
  #close: (() => void) | undefined;
  #opening: Promise<void> | undefined;

  constructor({ host, session, words }: DisplayedCall, signal: AbortSignal) {
    this.#host = host;
    this.#session = session;
    this.#words = words;
    this.#signal = signal;
    onAbort(signal, () => this.#close?.());
    session.store.watch((state) => isInCall(state) || this.#close?.(), signal);
  }

  /** @throws RtcError `unsupported-browser`, `denied`; `connection-lost` outside a call. */
  async set(on: boolean): Promise<void> {
    if (!on) return this.#close?.();
    if (this.#close) return;
    // A second one would close the first.
    this.#opening ??= this.#open().finally(() => (this.#opening = undefined));
    await this.#opening;
  }

  async #open(): Promise<void> {
    if (!this.#isInCall) throw new RtcError('connection-lost', 'Not in a call');
    const { documentPictureInPicture } = window as { documentPictureInPicture?: DocumentPictureInPicture };
    try {
      if (documentPictureInPicture) this.#showDocument(await documentPictureInPicture.requestWindow(size));
      else await this.#showVideo();
    } catch (cause) {
      throw cause instanceof RtcError ? cause : new RtcError('denied', 'The browser wants a gesture for a window above all others', { cause });
    }
  }

  get #isInCall(): boolean {
    return !this.#signal.aborted && isInCall(this.#session.store.state);
  }

  #showDocument(small: Window & typeof globalThis): void {
    // It was left while the window opened.
    if (!this.#isInCall) return small.close();
    const shown = new AbortController();
    new SmallCall({ host: this.#host, session: this.#session, words: this.#words, window: small }, shown.signal);
    this.#opened(() => small.close());
    small.addEventListener('pagehide', () => {
      shown.abort();
      this.#closed();
    });
  }

  async #showVideo(): Promise<void> {
    const video = largestVideo(this.#host);
    if (!document.pictureInPictureEnabled) throw new RtcError('unsupported-browser', 'This browser has no picture in picture that a page can ask for');
    if (!video) throw new RtcError('media-not-found', 'Nobody shows a picture');
    await video.requestPictureInPicture();
    this.#opened(() => void document.exitPictureInPicture().catch(() => undefined));
    video.addEventListener('leavepictureinpicture', () => this.#closed(), { once: true });
  }

  #opened(close: () => void): void {
    this.#close = close;
    this.#session.look({ pictureInPicture: true });
  }

  #closed(): void {
    this.#close = undefined;
    this.#session.look({ pictureInPicture: false });
  }
}

function largestVideo(host: HTMLElement): HTMLVideoElement | undefined {
  const area = (video: HTMLVideoElement) => video.offsetWidth * video.offsetHeight;
  return videosIn(host).sort((a, b) => area(b) - area(a))[0];
}

function videosIn(root: Element | ShadowRoot): HTMLVideoElement[] {
  return [...root.querySelectorAll('*'), root].flatMap((element) => {
    if (element instanceof HTMLVideoElement) return element.readyState > 0 ? [element] : [];
    return element instanceof Element && element.shadowRoot ? videosIn(element.shadowRoot) : [];
  });
}
