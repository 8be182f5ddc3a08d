import { changesBetween, type Participant } from './call-state.ts';
import { RtcParticipantChangedEvent, RtcParticipantJoinedEvent, RtcParticipantLeftEvent, RtcQualityChangedEvent } from './events.ts';
import type { Attributes, LeaveReason, ParticipantId, RemoteParticipant } from './transport.ts';

/** Who is in the room, and the events that say so. The local participant, once known, comes first. */
export class Roster {
  readonly #participants = new Map<ParticipantId, Participant>();
  readonly #publish: (participants: readonly Participant[]) => void;
  readonly #fire: (event: Event) => void;
  /** Before one has joined oneself, others are known but not announced. */
  #announced = false;

  constructor(publish: (participants: readonly Participant[]) => void, fire: (event: Event) => void) {
    this.#publish = publish;
    this.#fire = fire;
  }

  get remotes(): readonly Participant[] {
    return [...this.#participants.values()].filter((participant) => !participant.isLocal);
  }

  /** One has joined: from here on participants are announced, beginning with those already here. */
  open(local: Participant, joined: () => void): void {
    const remotes = this.remotes;
    this.#participants.clear();
    for (const participant of [local, ...remotes]) this.#participants.set(participant.id, participant);
    this.#announced = true;
    this.#update();
    joined();
    for (const remote of remotes) {
      // A listener may have left, or changed somebody, in the meantime.
      const participant = this.#participants.get(remote.id);
      if (participant) this.#fire(new RtcParticipantJoinedEvent(participant));
    }
  }

  add(remote: RemoteParticipant): void {
    const participant = newParticipant(remote.id, remote.joinedAt, remote.attributes);
    this.#participants.set(remote.id, participant);
    this.#update();
    this.#tell(new RtcParticipantJoinedEvent(participant));
  }

  change(id: ParticipantId, patch: Partial<Participant>): void {
    const before = this.#participants.get(id);
    if (!before) return;
    const participant = { ...before, ...patch };
    const changes = changesBetween(before, participant);
    if (Object.keys(changes).length === 0) return;
    this.#participants.set(id, participant);
    this.#update();
    this.#tell(new RtcParticipantChangedEvent(participant, changes));
    if ('quality' in changes || 'qualityCause' in changes) this.#tell(new RtcQualityChangedEvent(participant));
  }

  remove(id: ParticipantId, reason: LeaveReason): void {
    const participant = this.#participants.get(id);
    if (!this.#participants.delete(id) || !participant) return;
    this.#update();
    this.#tell(new RtcParticipantLeftEvent(participant, reason));
  }

  /** Nobody is here any more, and nothing is said about each. */
  close(): void {
    this.#announced = false;
    this.#participants.clear();
    this.#publish([]);
  }

  #update(): void {
    if (this.#announced) this.#publish([...this.#participants.values()]);
  }

  #tell(event: Event): void {
    if (this.#announced) this.#fire(event);
  }
}

/** The attribute `hand` of whoever wants to speak. */
const raised = 'up';
/** Names are the sender's choice: bounded, and one line. */
const longestName = 120;

export function newParticipant(id: ParticipantId, joinedAt: number, attributes: Attributes): Participant {
  return {
    id,
    isLocal: false,
    joinedAt,
    connection: 'live',
    moving: false,
    microphone: 'off',
    camera: 'off',
    screen: 'off',
    speaking: false,
    quality: 'unknown',
    qualityCause: '',
    verified: false,
    role: 'guest',
    reaction: '',
    volume: 1,
    ...fromAttributes(attributes),
  };
}

/** What somebody says of themselves: who they are, and whether their hand is up. */
export function fromAttributes(attributes: Attributes): Pick<Participant, 'name' | 'avatar' | 'hand'> {
  const name = (attributes['name'] ?? '').replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  return { name: Array.from(name).slice(0, longestName).join(''), avatar: webAddress(attributes['avatar']), hand: attributes['hand'] === raised };
}

export function handAttribute(isUp: boolean): Attributes {
  return { hand: isUp ? raised : '' };
}

/** Only what an `<img>` may load from the web; anything else a participant claims is ignored. */
function webAddress(text = ''): string {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) ? text : '';
}
