import { after, childController } from '../../core/abort.ts';
import { RtcError } from '../../core/errors.ts';
import { type LinkState, movingTime, type ParticipantId, type RoomListener } from '../../core/transport.ts';
import type { Session } from './session.ts';

/** Without a word from the server or the participant, they are gone after this. Milliseconds. */
const goneAfter = 180_000;
/** How long what waits for somebody who is gone is kept. Milliseconds. */
const keptFor = 600_000;

export interface RosterOptions {
  readonly listener: RoomListener;
  /** Whether the greeting of somebody who came would have arrived. */
  readonly hearsGreetings: () => boolean;
}

/** Who is in a room, as its listener is told, and how long somebody silent is waited for; until `signal` aborts. */
export class Roster {
  readonly #options: RosterOptions;
  readonly #signal: AbortSignal;
  /** With everybody who is, or was, in the room, participant or not. */
  readonly sessions = new Map<ParticipantId, Session>();
  /** Those whom the listener knows as participants, and the attributes it was told. */
  readonly #announced = new Map<ParticipantId, string>();
  readonly #silences = new Map<ParticipantId, { readonly state: LinkState; readonly end: AbortController }>();

  constructor(options: RosterOptions, signal: AbortSignal) {
    this.#options = options;
    this.#signal = signal;
  }

  get participants(): Session[] {
    return [...this.sessions.values()].filter(({ remote }) => this.#announced.has(remote));
  }

  /** @throws RtcError `peer-unreachable`. */
  participant(id: ParticipantId): Session {
    const session = this.sessions.get(id);
    if (!session || !this.#announced.has(id)) throw new RtcError('peer-unreachable', `${id} is not in the room`);
    return session;
  }

  /** Whether this is still the session with that participant. */
  has(session: Session): boolean {
    return this.sessions.get(session.remote) === session;
  }

  profileChanged({ remote, profile, joinedAt }: Session): void {
    if (!profile || joinedAt === undefined) return;
    const { attributes } = profile;
    const [told, now] = [this.#announced.get(remote), JSON.stringify(attributes)];
    this.#announced.set(remote, now);
    if (told !== undefined) {
      if (told !== now) this.tell((listener) => listener.attributesChanged(remote, attributes));
      return;
    }
    this.tell((listener) => listener.participantJoined({ id: remote, attributes, joinedAt }));
  }

  linkChanged(session: Session, state: LinkState): void {
    const { remote } = session;
    const before = this.#endSilence(session);
    if (state !== 'live') {
      const end = childController(this.#signal);
      this.#silences.set(remote, { state, end });
      const past = (since = 0) => performance.now() - since;
      if (state === 'moving') after(movingTime - past(session.movingSince), end.signal, () => this.#didNotCome(session));
      else after(goneAfter - past(session.silentSince), end.signal, () => this.lose(session));
    }
    if (state !== before && this.#announced.has(remote)) this.tell((listener) => listener.linkChanged(remote, state));
  }

  /** Nobody answers any more. What waits for them is kept: the same tab may yet return. */
  lose(session: Session): void {
    // What is tried from here on has three minutes of its own.
    this.#endSilence(session);
    session.silentSince = undefined;
    if (this.#announced.delete(session.remote)) {
      this.tell((listener) => listener.participantLeft(session.remote, 'lost'));
      after(keptFor, this.#signal, () => this.#forget(session));
    } else if (session.joinedAt === undefined) this.#forget(session);
    session.close();
  }

  /** They said goodbye. */
  remove(session: Session): void {
    this.sessions.delete(session.remote);
    this.#endSilence(session);
    session.close();
    if (this.#announced.delete(session.remote)) this.tell((listener) => listener.participantLeft(session.remote, 'left'));
  }

  tell(what: (listener: RoomListener) => void): void {
    if (!this.#signal.aborted) what(this.#options.listener);
  }

  /** Whoever moves greets. If greetings arrive here, and none did, it was a tab that was closed. */
  #didNotCome(session: Session): void {
    session.movingSince = undefined;
    if (!session.address && this.#options.hearsGreetings()) this.lose(session);
    else this.linkChanged(session, 'reconnecting');
  }

  /** Returns what it was. */
  #endSilence({ remote }: Session): LinkState {
    const silence = this.#silences.get(remote);
    silence?.end.abort();
    this.#silences.delete(remote);
    return silence?.state ?? 'live';
  }

  #forget({ remote }: Session): void {
    if (!this.#announced.has(remote)) this.sessions.delete(remote);
  }
}
