import { onAbort } from '../../core/abort.ts';
import { RtcError } from '../../core/errors.ts';
import type { Address } from '../../core/mailbox.ts';
import type {
  Attributes,
  EnterOptions,
  ParticipantId,
  Publication,
  PublishOptions,
  ShownHeights,
  SoundWishes,
  Source,
  VideoWishes,
} from '../../core/transport.ts';
import { newParticipantKey } from './participant-key.ts';
import { attributesLength, mostAttributeCharacters, type Profile } from './wire.ts';

export interface OwnSideListener {
  /** There is something that the others should know. */
  changed(): void;
  /** A source goes on with another track. */
  trackReplaced(): void;
}

/** This side of a room: who one is, what one sends, and what one shows of the others. */
export class OwnSide {
  readonly id: ParticipantId;
  /** What connections are made with. */
  readonly configuration: RTCConfiguration;
  /** To send, as long as both are participants. */
  readonly tracks = new Map<Source, MediaStreamTrack>();
  video: VideoWishes;
  /** Changed by {@link setSound} alone: the others are told. */
  sound: SoundWishes = { music: false };
  readonly #listener: OwnSideListener;
  readonly #shown = new Map<ParticipantId, ShownHeights>();
  #attributes: Attributes;
  /** By the clock: larger, too, than those of the page that this one goes on from. */
  #revision = Date.now();
  #joinedAt: number | undefined;
  #address: Address = '';

  constructor(options: EnterOptions, configuration: RTCConfiguration, listener: OwnSideListener) {
    this.id = options.as?.id ?? newParticipantKey();
    this.configuration = configuration;
    this.video = options.video ?? { codecs: [] };
    this.#listener = listener;
    this.#attributes = options.attributes;
    if (!options.standby) this.#joinedAt = options.as?.joinedAt ?? Date.now();
  }

  /** On standby nothing is sent, and nothing shown. */
  get hasJoined(): boolean {
    return this.#joinedAt !== undefined;
  }

  /** What the others are told at this moment. */
  profile(): Profile {
    return {
      revision: this.#revision,
      address: this.#address,
      joinedFor: this.#joinedAt === undefined ? null : Math.max(0, Date.now() - this.#joinedAt),
      attributes: this.#attributes,
      sources: [...this.tracks.keys()],
      ...(this.sound.music && { music: true }),
    };
  }

  join(): void {
    this.#joinedAt ??= Date.now();
    this.#changed();
  }

  moveTo(address: Address): void {
    if (address === this.#address) return;
    this.#address = address;
    this.#changed();
  }

  setAttributes(patch: Attributes): Promise<void> {
    const attributes = { ...this.#attributes, ...patch };
    if (attributesLength(attributes) > mostAttributeCharacters) {
      return Promise.reject(new RtcError('too-large', `Attributes may have ${mostAttributeCharacters} characters in all`));
    }
    this.#attributes = attributes;
    this.#changed();
    return Promise.resolve();
  }

  setSound(wishes: SoundWishes): void {
    this.sound = wishes;
    this.#changed();
  }

  publish(track: MediaStreamTrack, { source, signal }: PublishOptions): Promise<Publication> {
    let [current, muted] = [track, false];
    const apply = () => {
      if (muted || signal.aborted) this.tracks.delete(source);
      else this.tracks.set(source, current);
      this.#changed();
      return Promise.resolve();
    };
    onAbort(signal, () => void apply());
    void apply();
    return Promise.resolve({
      replace: (next) => {
        current = next;
        if (muted || signal.aborted) return Promise.resolve();
        this.tracks.set(source, next);
        this.#listener.trackReplaced();
        return Promise.resolve();
      },
      mute: (wish) => {
        if (wish === muted) return Promise.resolve();
        muted = wish;
        return apply();
      },
    });
  }

  /** How tall a participant's pictures are shown here. */
  shown(id: ParticipantId): ShownHeights {
    return this.#shown.get(id) ?? {};
  }

  setShown(id: ParticipantId, heights: ShownHeights): void {
    this.#shown.set(id, heights);
  }

  /** Somebody has left, and shows nothing any more. */
  forget(id: ParticipantId): void {
    this.#shown.delete(id);
  }

  #changed(): void {
    this.#revision++;
    this.#listener.changed();
  }
}
