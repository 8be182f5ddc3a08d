import { childController } from './abort.ts';
import type { TrackPhase } from './call-state.ts';
import type { Captured, SharedScreen } from './capture.ts';
import { RtcError } from './errors.ts';
import { LocalTrack } from './local-track.ts';
import type { Room } from './transport.ts';

export interface ScreenShareOptions {
  /** Asks which screen, as {@link Capture.share} does. */
  readonly open: (signal: AbortSignal) => Promise<SharedScreen>;
  /** After every change. */
  readonly changed: () => void;
  /** What nobody waits for. */
  readonly report: (error: RtcError) => void;
}

/** One's own screen, or a window or tab of it, beside the camera: its picture, and its sound where the browser has it. */
export class ScreenShare {
  readonly #options: ScreenShareOptions;
  readonly #picture: LocalTrack;
  readonly #sound: LocalTrack;
  #shared: SharedScreen | undefined;

  constructor(options: ScreenShareOptions, lifetime: AbortSignal) {
    this.#options = options;
    const { changed } = options;
    const { signal: life } = childController(lifetime);
    const lost = (error: RtcError) => this.#lost(error);
    const openPicture = async (signal: AbortSignal) => (await this.#open(signal)).picture;
    const openSound = () => (this.#shared?.sound ? Promise.resolve(this.#shared.sound) : Promise.reject(new RtcError('media-not-found', 'No sound')));
    this.#picture = new LocalTrack({ source: 'screen', open: openPicture, changed: () => this.#pictureChanged(), lost }, life);
    this.#sound = new LocalTrack({ source: 'screen-audio', open: openSound, changed, lost }, life);
  }

  get phase(): TrackPhase {
    return this.#picture.phase;
  }

  /** What is shared shows nothing at the moment: a window that is minimised, a tab that is asleep. */
  get isStale(): boolean {
    return this.#picture.captured?.track.muted ?? false;
  }

  /** The picture; undefined while none is shared. */
  get captured(): Captured | undefined {
    return this.#picture.captured;
  }

  /**
   * Starts or stops. The newest command wins, as with {@link LocalTrack.set}.
   * @throws RtcError as {@link Capture.share}.
   */
  async set(on: boolean): Promise<void> {
    await this.#picture.set(on);
    if (on && this.#shared?.sound && this.phase === 'on') await this.#sound.set(true);
  }

  /** Shows it in `room`, for as long as it is shared, until `signal` aborts. */
  async enter(room: Room, signal: AbortSignal): Promise<void> {
    await Promise.all([this.#picture.enter(room, signal), this.#sound.enter(room, signal)]);
  }

  /** Stops without a word to the room: it is being left. */
  close(): void {
    this.#picture.close();
    this.#sound.close();
  }

  async #open(signal: AbortSignal): Promise<SharedScreen> {
    const shared = await this.#options.open(signal);
    this.#shared = shared;
    const { track } = shared.picture;
    for (const type of ['mute', 'unmute']) track.addEventListener(type, () => this.#options.changed());
    return shared;
  }

  #pictureChanged(): void {
    // Nobody is to hear what can be seen no more.
    if (this.phase === 'off') this.#sound.stop().catch((error: unknown) => this.#lost(RtcError.from(error)));
    this.#options.changed();
  }

  /** The browser has a button of its own that stops it, and a window may be closed: that is no failure. */
  #lost(error: RtcError): void {
    if (error.code !== 'media-ended') this.#options.report(error);
  }
}
