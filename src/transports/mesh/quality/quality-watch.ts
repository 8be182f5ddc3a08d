import { onAbort } from '../../../core/abort.ts';
import type { ParticipantId, Quality, QualityCause, ShownHeights, SoundWishes, Source, VideoWishes } from '../../../core/transport.ts';
import type { Link } from '../link.ts';
import type { Session } from '../session.ts';
import { blame, type Verdict } from './blame.ts';
import { type Budget, unlimited } from './budget.ts';
import { type Drought, expected, nextDrought, noDrought, type Received } from './drought.ts';
import { type Judgement, judge, unjudged } from './judgement.ts';
import { countsOf, type LinkCounts, sampleBetween } from './link-sample.ts';
import { type SendingTerms, tune } from './sending.ts';
import type { Stereo } from './stereo.ts';

export interface QualityWatchOptions {
  readonly self: ParticipantId;
  /** Those who have joined. */
  readonly sessions: () => readonly Session[];
  readonly video: () => VideoWishes;
  readonly sound: () => SoundWishes;
  /** How tall a participant's pictures are shown here. */
  readonly shown: (id: ParticipantId) => ShownHeights;
  readonly changed: (id: ParticipantId, quality: Quality, cause: QualityCause) => void;
  /** What should come on its link does not, though the link stands: another may be better. */
  readonly linkFailed: (session: Session) => void;
}

/** Milliseconds between two looks, and how many times that in a hidden page. */
const interval = 2000;
const hiddenFactor = 3;
/** Right after the start machines are busy with other things than a call; milliseconds. */
const settling = 3000;
/** How long sound waits for its second copy, which comes a packet later, in milliseconds. */
const soundHeld = 100;

interface Watched {
  readonly link: Link;
  counts: LinkCounts | undefined;
  judgement: Judgement;
  drought: Drought;
  /** Comes with the first music. */
  stereo?: Promise<Stereo>;
}

/** Looks after what is sent and received on every link of a room: how good it is, and what is to be done about it. */
export class QualityWatch {
  readonly #options: QualityWatchOptions;
  readonly #watched = new WeakMap<Session, Watched>();
  readonly #told = new Map<ParticipantId, Verdict>();
  #looks = 0;

  constructor(options: QualityWatchOptions, signal: AbortSignal) {
    this.#options = options;
    const timer = setInterval(() => void this.#look(signal), interval);
    onAbort(signal, () => clearInterval(timer));
  }

  /** A session has another link, or other terms: what it sends follows. */
  follow(session: Session): void {
    const { link } = session;
    if (!link) return;
    if (this.#watched.get(session)?.link !== link) {
      const { judgement, drought } = this.#watched.get(session) ?? { judgement: unjudged, drought: noDrought };
      this.#watched.set(session, { link, counts: undefined, judgement: { ...judgement, budget: unlimited }, drought: { ...drought, looks: {} } });
    }
    this.listen(session);
    link.slots.tune((sender, source) => tune(sender, source, this.#terms(session)));
  }

  /** Sound goes as this side wishes to send it, and as the other says it does. */
  listen(session: Session): void {
    const watched = this.#watched.get(session);
    const connection = watched?.link.slots.connection;
    const terms = { sends: this.#options.sound().music, hears: session.profile?.music ?? false };
    if (!connection || !(watched.stereo || terms.sends || terms.hears)) return;
    watched.stereo ??= import('./stereo.ts').then((module) => new module.Stereo(connection));
    // Without its code, music goes as speech does; the next word of it asks again.
    watched.stereo.then((stereo) => stereo.want(terms)).catch(() => delete watched.stereo);
  }

  /** Everything that is sent is sent as is wished now. */
  retune(): void {
    for (const session of this.#options.sessions()) this.follow(session);
  }

  #terms(session: Session): SendingTerms {
    const { budget } = this.#watched.get(session)?.judgement ?? unjudged;
    const nudge = budget.height !== undefined && budget.isClear ? 10 + (this.#looks % 2) * 10 : 0;
    return { video: this.#options.video(), music: this.#options.sound().music, shown: session.shown, caps: capsFor(session, budget, nudge) };
  }

  async #look(signal: AbortSignal): Promise<void> {
    this.#looks++;
    if (globalThis.document?.hidden && this.#looks % hiddenFactor !== 0) return;
    const sessions = this.#options.sessions();
    await Promise.all(sessions.map((session) => this.#lookAt(session)));
    if (!signal.aborted) this.#report(sessions);
  }

  async #lookAt(session: Session): Promise<void> {
    const { link } = session;
    if (!link?.isLive || !isBusy(session) || performance.now() - link.connectedAt < settling) return;
    const report = await link.stats().catch(() => undefined);
    const watched = this.#watched.get(session);
    const counts = countsOf(report);
    if (!watched || watched.link !== link || !counts) return;
    const sample = watched.counts && sampleBetween(watched.counts, counts, link.isDeaf);
    if (watched.counts && !sample) return;
    const before = watched.counts;
    watched.counts = counts;
    if (!sample || !before) return;
    this.#followDrought(session, watched, before.received, counts.received);
    watched.judgement = judge(watched.judgement, sample);
    holdSound(link, watched.judgement.holdsSound);
    this.follow(session);
  }

  #followDrought(session: Session, watched: Watched, before: Received, now: Received): void {
    const wanted = expected(session.profile?.sources ?? [], this.#options.shown(session.remote));
    watched.drought = nextDrought(watched.drought, wanted, before, now);
    if (watched.drought.isOver) this.#options.linkFailed(session);
  }

  #report(sessions: readonly Session[]): void {
    const judgements = new Map(sessions.map((session) => [session.remote, this.#watched.get(session)?.judgement ?? unjudged]));
    const { self, others } = blame(judgements);
    for (const id of this.#told.keys()) if (id !== this.#options.self && !others.has(id)) this.#told.delete(id);
    for (const [id, verdict] of [...others, [this.#options.self, self] as const]) {
      const told = this.#told.get(id);
      if ((told?.quality ?? 'unknown') === verdict.quality && (told?.cause ?? '') === verdict.cause) continue;
      this.#told.set(id, verdict);
      this.#options.changed(id, verdict.quality, verdict.cause);
    }
  }
}

/** Media flows, one way at least. */
function isBusy({ link, profile }: Session): boolean {
  return isSending(link, 'microphone') || isSending(link, 'camera') || isSending(link, 'screen') || (profile?.sources.length ?? 0) > 0;
}

function isSending(link: Link | undefined, source: Source): boolean {
  return Boolean(link?.slots.transceiver(source)?.sender.track);
}

/** A screen is served first, a camera gets what is left; what a browser finds out by itself is not limited to that. */
function capsFor({ link }: Session, { bitrate, height, isGuessed }: Budget, nudge: number): SendingTerms['caps'] {
  if (bitrate === undefined) return {};
  if (!isSending(link, 'screen')) return { camera: { height, nudge, ...(isGuessed && { bitrate }) } };
  const camera = { height, bitrate: Math.max(leastForCamera, bitrate - enoughForScreen) };
  return { camera, screen: isGuessed ? { bitrate } : {} };
}

const leastForCamera = 80;
const enoughForScreen = 1200;

/** W3C webrtc-extensions, `RTCRtpReceiver.jitterBufferTarget`. */
function holdSound(link: Link, holds: boolean): void {
  for (const source of ['microphone', 'screen-audio'] as const) {
    const receiver: (RTCRtpReceiver & { jitterBufferTarget?: number | null }) | undefined = link.slots.transceiver(source)?.receiver;
    const wanted = holds ? soundHeld : null;
    if (receiver && receiver.jitterBufferTarget !== undefined && receiver.jitterBufferTarget !== wanted) receiver.jitterBufferTarget = wanted;
  }
}
