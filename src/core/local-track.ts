import { onAbort } from './abort.ts';
import type { TrackPhase } from './call-state.ts';
import type { Capture, Captured, CaptureSource } from './capture.ts';
import { RtcError } from './errors.ts';
import { Latest } from './latest.ts';
import type { Publication, Room } from './transport.ts';

export interface LocalTrackOptions {
  readonly source: CaptureSource;
  readonly capture: Capture;
  /** After every change of `phase` or `captured`. */
  readonly changed: () => void;
  /** The device went away by itself (unplugged, taken back). */
  readonly lost: (error: RtcError) => void;
}

/** One's own microphone or camera: off, starting or on; in a room, also sent. */
export class LocalTrack {
  readonly #options: LocalTrackOptions;
  readonly #lifetime: AbortSignal;
  readonly #command: Latest;
  #phase: TrackPhase = 'off';
  #captured: Captured | undefined;
  #room: { readonly room: Room; readonly signal: AbortSignal } | undefined;
  #publication: Promise<Publication> | undefined;

  constructor(options: LocalTrackOptions, lifetime: AbortSignal) {
    this.#options = options;
    this.#lifetime = lifetime;
    this.#command = new Latest(lifetime);
    onAbort(lifetime, () => this.#release());
  }

  get phase(): TrackPhase {
    return this.#phase;
  }

  get captured(): Captured | undefined {
    return this.#phase === 'on' ? this.#captured : undefined;
  }

  /**
   * Turns the device on or off. The newest command wins: an older one that it overtook resolves without effect.
   * @throws RtcError of {@link Capture.open}.
   */
  async set(on: boolean): Promise<void> {
    if (on && this.#phase === 'on') return;
    const signal = this.#command.next();
    if (on) await this.#turnOn(signal);
    else await this.#turnOff();
  }

  /** Sends the track to `room` for as long as it is on, until `signal` aborts. */
  async enter(room: Room, signal: AbortSignal): Promise<void> {
    this.#room = { room, signal };
    onAbort(signal, () => {
      this.#room = undefined;
      this.#publication = undefined;
    });
    if (this.#phase === 'on') await this.#publish();
  }

  /** Lets go of the device without a word to the room: it is being left. */
  close(): void {
    this.#command.next();
    this.#release();
    if (this.#phase !== 'off') this.#become('off');
  }

  async #turnOn(signal: AbortSignal): Promise<void> {
    this.#become('starting');
    try {
      const captured = this.#captured ?? (await this.#options.capture.open(this.#options.source, signal));
      if (signal.aborted) {
        if (captured !== this.#captured) captured.stop();
        return;
      }
      this.#hold(captured);
      captured.track.enabled = true;
      await this.#publish();
      if (!signal.aborted) this.#become('on');
    } catch (error) {
      if (signal.aborted) return;
      this.#become('off');
      throw RtcError.from(error);
    }
  }

  async #turnOff(): Promise<void> {
    if (this.#options.source === 'camera') this.#release();
    // A muted microphone stays open: unmuting is instant and asks for nothing.
    else if (this.#captured) this.#captured.track.enabled = false;
    this.#become('off');
    await (await this.#publication)?.mute(true);
  }

  #hold(captured: Captured): void {
    if (captured === this.#captured) return;
    this.#captured = captured;
    captured.track.addEventListener('ended', () => this.#ended(captured), { signal: this.#lifetime });
  }

  #ended(captured: Captured): void {
    if (captured !== this.#captured) return;
    const wasOn = this.#phase === 'on';
    this.#command.next();
    this.#release();
    this.#become('off');
    void this.#publication?.then((publication) => publication.mute(true));
    if (wasOn) this.#options.lost(new RtcError('media-ended', `The ${this.#options.source} stopped by itself`));
  }

  async #publish(): Promise<void> {
    const { room, signal } = this.#room ?? {};
    const track = this.#captured?.track;
    if (!room || !signal || !track) return;
    if (this.#publication) {
      const publication = await this.#publication;
      await publication.replace(track);
      await publication.mute(false);
    } else {
      this.#publication = room.publish(track, { source: this.#options.source, signal });
      await this.#publication;
    }
  }

  #release(): void {
    this.#captured?.stop();
    this.#captured = undefined;
  }

  #become(phase: TrackPhase): void {
    this.#phase = phase;
    this.#options.changed();
  }
}
