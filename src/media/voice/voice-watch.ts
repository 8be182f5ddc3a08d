import { after, childController, onAbort } from '../../core/abort.ts';
import { type CallState, isInCall, mediaOf } from '../../core/call-state.ts';
import type { Store } from '../../core/store.ts';
import type { ParticipantId } from '../../core/transport.ts';
import { Ear, isWornOut } from './ear.ts';
import { Hearing } from './hearing.ts';
import { MutedEar } from './muted-ear.ts';
import { levelOf } from './sound-features.ts';
import { SpeakerChoice } from './speaker-choice.ts';
import { VoiceDetector } from './voice-detector.ts';

/** Milliseconds from one look to the next: less than an ear remembers, and fourteen times a second a meter moves well. */
const every = 70;
/** In dB: where a meter begins, and where it is full. */
const [quiet, loud] = [-60, -12];

/** What is heard of a call. */
export interface Voices {
  readonly speaking: ReadonlySet<ParticipantId>;
  /** One of all: whoever spoke last, for a while. */
  readonly speaker: ParticipantId | undefined;
  /** How loud one's own microphone is, from 0 to 1. */
  readonly level: number;
  /** One speaks, and the microphone is off. */
  readonly unheard: boolean;
}

export interface VoiceWatchOptions {
  readonly store: Store<CallState>;
  /** One's own microphone while it is off and its device is open nevertheless. */
  readonly muted: () => MediaStreamTrack | undefined;
  /** Called as long as anything can be heard, many times a second, and once more when nothing can. */
  readonly heard: (voices: Voices) => void;
}

const nobody: ReadonlySet<ParticipantId> = new Set();

interface Listened {
  readonly ear: Ear;
  readonly detector: VoiceDetector;
}

/** Judges who speaks from the sound itself, in this page alone. Looks only while some microphone is on and the page is seen. */
export class VoiceWatch {
  readonly #options: VoiceWatchOptions;
  readonly #lifetime: AbortSignal;
  readonly #hearing: Hearing;
  readonly #muted: MutedEar;
  readonly #ears = new Map<ParticipantId, Listened>();
  readonly #choice = new SpeakerChoice();
  #speaker: ParticipantId | undefined;
  #round: AbortController | undefined;

  constructor(options: VoiceWatchOptions, lifetime: AbortSignal) {
    this.#options = options;
    this.#lifetime = lifetime;
    this.#muted = new MutedEar(options.muted);
    this.#hearing = new Hearing(() => this.#judge(), lifetime);
    options.store.watch(() => this.#follow(), lifetime);
    document.addEventListener('visibilitychange', () => this.#follow(), { signal: lifetime });
    onAbort(lifetime, () => this.#stop());
    this.#follow();
  }

  #follow(): void {
    const sounds = this.#sounds();
    for (const [id, { ear }] of this.#ears) {
      if (sounds.has(id)) continue;
      ear.close();
      this.#ears.delete(id);
    }
    const isSeen = document.visibilityState === 'visible';
    if (!isSeen || !this.#isMuted()) this.#muted.close();
    this.#hearing.want(isSeen && this.#hasSound());
    this.#judge();
    if (!this.#round) this.#tellIfGone();
  }

  /** Nobody looks, and whoever spoke last leaves. */
  #tellIfGone(): void {
    const { participants } = this.#options.store.state;
    if (this.#speaker === undefined || participants.some(({ id }) => id === this.#speaker)) return;
    this.#speaker = undefined;
    this.#tellSilence();
  }

  #hasSound(): boolean {
    return this.#sounds().size > 0 || (this.#isMuted() && this.#muted.isUseful);
  }

  /** Looks from time to time while there is something to hear. */
  #judge(): void {
    const isAwake = this.#hearing.awake !== undefined;
    if (isAwake === (this.#round !== undefined)) return;
    if (!isAwake) return this.#stop();
    this.#round = childController(this.#lifetime);
    this.#look(this.#round.signal);
  }

  #stop(): void {
    if (!this.#round) return;
    this.#round.abort();
    this.#round = undefined;
    this.#muted.close();
    for (const { ear } of this.#ears.values()) ear.close();
    this.#ears.clear();
    this.#tellSilence();
  }

  #tellSilence(): void {
    this.#options.heard({ speaking: nobody, speaker: this.#speaker, level: 0, unheard: false });
  }

  #look(round: AbortSignal): void {
    const context = this.#hearing.awake;
    // A muted microphone that was exchanged is closed, and nobody is told.
    if (!context || !this.#hasSound()) return this.#follow();
    if (isWornOut(context)) {
      this.#stop();
      return this.#hearing.renew();
    }
    const now = performance.now();
    const { localId, participants } = this.#options.store.state;
    const speaking = new Set<ParticipantId>();
    let level = quiet;
    for (const [id, track] of this.#sounds()) {
      const { ear, detector } = this.#earOf(id, context);
      const features = ear.hear(track);
      if (detector.hear(features, now)) speaking.add(id);
      if (id === localId) level = levelOf(features);
    }
    this.#speaker = this.#choice.choose(speaking, new Set(participants.map(({ id }) => id)), now);
    const unheard = this.#isMuted() && this.#muted.hear(context, now);
    this.#options.heard({ speaking, speaker: this.#speaker, level: meterOf(level), unheard });
    after(every, round, () => this.#look(round));
  }

  #earOf(id: ParticipantId, context: AudioContext): Listened {
    const listened = this.#ears.get(id) ?? { ear: new Ear(context), detector: new VoiceDetector() };
    this.#ears.set(id, listened);
    return listened;
  }

  /** The tracks of all microphones that are on. */
  #sounds(): ReadonlyMap<ParticipantId, MediaStreamTrack> {
    const { state } = this.#options.store;
    const ids = isInCall(state) ? state.participants.map(({ id }) => id) : [];
    return new Map(
      ids.flatMap((id) => {
        const track = mediaOf(state, id, 'microphone')?.stream.getAudioTracks()[0];
        return track ? [[id, track] as const] : [];
      }),
    );
  }

  #isMuted(): boolean {
    const { state } = this.#options.store;
    return isInCall(state) && state.microphone === 'off' && state.sends.includes('microphone');
  }
}

/** In steps that can be seen: a silent room moves nothing. */
function meterOf(level: number): number {
  return Math.round(Math.min(1, Math.max(0, (level - quiet) / (loud - quiet))) * 50) / 50;
}
