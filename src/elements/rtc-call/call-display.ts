import type { CallSession } from '../../core/call-session.ts';
import type { CallDisplay } from '../../core/call-view.ts';
import { RtcError } from '../../core/errors.ts';
import { type DisplayedCall, PictureInPicture } from './picture-in-picture.ts';

/** The whole screen, and a small window above all others, until `signal` aborts. */
export class ScreenDisplay implements CallDisplay {
  readonly #host: HTMLElement;
  readonly #session: CallSession;
  readonly #pictureInPicture: PictureInPicture;

  constructor(call: DisplayedCall, signal: AbortSignal) {
    const { host, session } = call;
    this.#host = host;
    this.#session = session;
    this.#pictureInPicture = new PictureInPicture(call, signal);
    // By any way out, such as Escape.
    host.addEventListener('fullscreenchange', () => session.look({ fullscreen: this.#isFull }), { signal });
  }

  async setFullscreen(on: boolean): Promise<void> {
    if (on === this.#isFull) return;
    if (!on) return document.exitFullscreen();
    // Telephones have none for elements.
    if (!(this.#host as Partial<HTMLElement>).requestFullscreen) throw new RtcError('unsupported-browser', 'This browser has no full screen for elements');
    try {
      await this.#host.requestFullscreen();
    } catch (cause) {
      throw new RtcError('denied', 'The browser wants a gesture for full screen, and in a frame allow="fullscreen"', { cause });
    }
    this.#session.look({ fullscreen: this.#isFull });
  }

  setPictureInPicture(on: boolean): Promise<void> {
    return this.#pictureInPicture.set(on);
  }

  get #isFull(): boolean {
    return this.#host.matches(':fullscreen');
  }
}
