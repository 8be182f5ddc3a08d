import { onAbort } from './abort.ts';
import type { TrackPhase } from './call-state.ts';
import type { Captured } from './capture.ts';
import { RtcError } from './errors.ts';
import { Latest } from './latest.ts';
import type { Publication, Room, Source } from './transport.ts';

export interface LocalTrackOptions {
  readonly source: Source;
  /** Opens the device, as {@link Capture.open} does. */
  readonly open: (signal: AbortSignal) => Promise<Captured>;
  /** After every change of `phase` or `captured`. */
  readonly changed: () => void;
  /** The device went away by itself (unplugged, taken back). */
  readonly lost: (error: RtcError) => void;
  /** Whether `open` may open another in the place of one that went away. Default: no. */
  readonly isReplaceable?: (lost: Captured) => Promise<boolean>;
  /** It has. */
  readonly replaced?: (lost: Captured, used: Captured) => void;
}

/** One's own microphone, camera or screen: off, starting or on; in a room, also sent. */
export class LocalTrack {
  readonly #options: LocalTrackOptions;
  readonly #lifetime: AbortSignal;
  readonly #command: Latest;
  #phase: TrackPhase = 'off';
  #captured: Captured | undefined;
  /** Sends a track to the room that one is in. */
  #send: ((track: MediaStreamTrack) => Promise<Publication>) | undefined;
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

  /** The track of a microphone that is off, and whose device is open all the same. */
  get muted(): MediaStreamTrack | undefined {
    return this.#phase === 'off' ? this.#captured?.track : undefined;
  }

  /**
   * Turns the device on or off. The newest command wins: an older one that it overtook resolves without effect.
   * @throws RtcError of {@link Capture.open}.
   */
  async set(on: boolean): Promise<void> {
    if (this.#lifetime.aborted || (on && this.#phase === 'on')) return;
    const signal = this.#command.next();
    if (on) await this.#turnOn(signal);
    else await this.#turnOff();
  }

  /** Turns the device off and lets go of it: it is not for this call. */
  async stop(): Promise<void> {
    const hidden = this.set(false);
    this.#release();
    await hidden;
  }

  /**
   * Goes over to the device that `open` opens now. What is off stays off.
   * @throws RtcError of {@link Capture.open}; the device before it goes on, unless it had to make way.
   */
  async reopen(): Promise<void> {
    if (this.#phase === 'off') return this.#release();
    const signal = this.#command.next();
    if (this.#phase === 'starting') return this.#turnOn(signal);
    await this.#exchange(signal, () => this.#openBeside(signal));
  }

  /**
   * Changes the open device by `change`, which says whether it could; if not, lets go of it and opens it anew.
   * @throws RtcError of {@link Capture.open}; then it is off.
   */
  async adjust(change: (captured: Captured) => Promise<boolean>): Promise<void> {
    if (this.#phase === 'starting') return this.reopen();
    const captured = this.#captured;
    if (captured && ((await change(captured)) || captured !== this.#captured)) return;
    // Beside one that is open, Chromium opens the same device with the same processing.
    this.#release();
    if (this.#phase === 'on') await this.#exchange(this.#command.next(), (signal) => this.#openInstead(signal));
  }

  /** Sends the track to `room` for as long as it is on, until `signal` aborts. */
  async enter(room: Room, signal: AbortSignal): Promise<void> {
    this.#send = (track) => room.publish(track, { source: this.#options.source, signal });
    onAbort(signal, () => {
      this.#send = undefined;
      this.#publication = undefined;
    });
    // Also while starting: the command under way may have looked for a room a moment too early.
    if (this.#phase !== 'off') await this.#publish(signal);
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
      const captured = this.#captured ?? (await this.#options.open(signal));
      if (signal.aborted) {
        if (captured !== this.#captured) captured.stop();
        return;
      }
      this.#hold(captured);
      captured.track.enabled = true;
      await this.#publish(signal);
      if (!signal.aborted) this.#become('on');
    } catch (error) {
      if (signal.aborted) return;
      this.#silence();
      this.#become('off');
      throw RtcError.from(error);
    }
  }

  async #exchange(signal: AbortSignal, open: (signal: AbortSignal) => Promise<Captured>): Promise<void> {
    const before = this.#captured;
    const captured = await open(signal);
    if (signal.aborted) return captured.stop();
    before?.stop();
    this.#hold(captured);
    this.#become('on');
    await this.#publish(signal);
  }

  /** Some machines have one camera open at a time. */
  async #openBeside(signal: AbortSignal): Promise<Captured> {
    try {
      return await this.#options.open(signal);
    } catch (error) {
      if (signal.aborted || RtcError.from(error).code !== 'media-in-use') throw error;
    }
    // Whoever turns it off and on meanwhile must not find a track that was stopped.
    this.#release();
    return this.#openInstead(signal);
  }

  async #openInstead(signal: AbortSignal): Promise<Captured> {
    try {
      return await this.#options.open(signal);
    } catch (error) {
      if (!signal.aborted) await this.stop();
      throw error;
    }
  }

  async #turnOff(): Promise<void> {
    this.#silence();
    this.#become('off');
    await this.#hide();
  }

  /** The others see it go off. Had it never been sent, that was told to whoever turned it on. */
  async #hide(): Promise<void> {
    const publication = await this.#publication?.catch(() => undefined);
    await publication?.mute(true);
  }

  #silence(): void {
    if (this.#options.source !== 'microphone') this.#release();
    // A muted microphone stays open: unmuting is instant and asks for nothing.
    else if (this.#captured) this.#captured.track.enabled = false;
  }

  #hold(captured: Captured): void {
    if (captured === this.#captured) return;
    this.#captured = captured;
    captured.track.addEventListener('ended', () => this.#ended(captured), { signal: this.#lifetime });
  }

  #ended(captured: Captured): void {
    if (captured !== this.#captured) return;
    const wasOn = this.#phase === 'on';
    const signal = this.#command.next();
    this.#release();
    if (wasOn && this.#options.isReplaceable) return void this.#replace(captured, signal);
    this.#gone(wasOn);
  }

  async #replace(lost: Captured, signal: AbortSignal): Promise<void> {
    this.#become('starting');
    try {
      const mayBe = await this.#options.isReplaceable?.(lost);
      if (signal.aborted) return;
      if (!mayBe) return this.#gone(true);
      await this.#turnOn(signal);
    } catch {
      return this.#gone(true);
    }
    if (!signal.aborted && this.#captured) this.#options.replaced?.(lost, this.#captured);
  }

  #gone(wasOn: boolean): void {
    if (this.#phase !== 'off') this.#become('off');
    this.#hide().catch((error: unknown) => this.#options.lost(RtcError.from(error)));
    if (wasOn) this.#options.lost(new RtcError('media-ended', `The ${this.#options.source} stopped by itself`));
  }

  /** Sends what there is to send. `wish` aborts when a newer command has come: that one says what the others see. */
  async #publish(wish: AbortSignal): Promise<void> {
    const track = this.#captured?.track;
    if (!this.#send || !track) return;
    if (!this.#publication) return this.#publishFirst(this.#send(track));
    const publication = await this.#publication;
    if (!wish.aborted) await publication.replace(track);
    if (!wish.aborted) await publication.mute(false);
  }

  async #publishFirst(publication: Promise<Publication>): Promise<void> {
    this.#publication = publication;
    try {
      await publication;
    } catch (error) {
      // What failed is no publication; the next command makes another.
      if (this.#publication === publication) this.#publication = undefined;
      throw error;
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
