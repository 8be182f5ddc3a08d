import type { OwnSide } from './own-side.ts';
import type { QualityWatch, QualityWatchOptions } from './quality/quality-watch.ts';
import type { Roster } from './roster.ts';
import type { Session } from './session.ts';

/** Comes when there is a link whose quality can be watched. */
export type LoadQuality = () => Promise<{ readonly QualityWatch: typeof QualityWatch }>;

export interface WatchedRoom {
  readonly own: OwnSide;
  readonly roster: Roster;
  /** What should come on its link does not, though the link stands: another may be better. */
  readonly linkFailed: (session: Session) => void;
}

/** The quality of links, watched over by code that comes with the first of them. */
export class LateQuality {
  readonly #load: LoadQuality | undefined;
  readonly #options: QualityWatchOptions;
  readonly #signal: AbortSignal;
  #watch: Promise<QualityWatch> | undefined;

  constructor(load: LoadQuality | undefined, { own, roster, linkFailed }: WatchedRoom, signal: AbortSignal) {
    this.#load = load;
    this.#options = {
      self: own.id,
      // On standby nothing is sent here, and nothing is missed.
      sessions: () => (own.hasJoined ? roster.participants : []),
      video: () => own.video,
      sound: () => own.sound,
      shown: (id) => own.shown(id),
      linkFailed,
      changed: (...told) => roster.tell((listener) => listener.qualityChanged(...told)),
    };
    this.#signal = signal;
  }

  /** A session has a live link. */
  begin(session: Session): void {
    // Without its code, if the server is gone, a call is what the browser makes of it; the next link asks again.
    this.#watch ??= this.#load?.().then((module) => new module.QualityWatch(this.#options, this.#signal));
    this.#watch?.catch(() => (this.#watch = undefined));
    this.tell((quality) => quality.follow(session));
  }

  /** Has whoever watches do something, as soon as the code has come. */
  tell(action: (quality: QualityWatch) => void): void {
    this.#watch?.then(action, () => undefined);
  }
}
