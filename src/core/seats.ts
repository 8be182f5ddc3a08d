import type { Attributes, ParticipantId, RemoteParticipant } from './transport.ts';

/** How long after joining one may still find that the seat was somebody else's, in milliseconds. */
const seatingTime = 10_000;
/** Join times closer than this, in milliseconds, may look reversed to the other side: the id decides. */
const tieTime = 1000;

/** The attribute that tells the others the limit a participant was given. */
export const limitAttribute = 'max-participants';

/**
 * Who has a seat in a room that holds only so many. Without a server nobody can refuse anybody, so each newcomer
 * counts who was there before and leaves by itself. Later, nobody loses the seat to somebody they could not see.
 */
export class Seats {
  readonly #taken = new Map<ParticipantId, { joinedAt: number; limit: number }>();
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  add({ id, joinedAt, attributes }: RemoteParticipant): void {
    this.#taken.set(id, { joinedAt, limit: limitOf(attributes) });
  }

  remove(id: ParticipantId): void {
    this.#taken.delete(id);
  }

  /** The lowest limit of all present, one's own included. */
  get limit(): number {
    return Math.min(this.#limit, ...[...this.#taken.values()].map(({ limit }) => limit));
  }

  /** No seat is left for somebody who is about to join. */
  get isFull(): boolean {
    return this.#taken.size >= this.limit;
  }

  /** How many are left, when one's own is among those that were added. */
  get left(): number {
    return this.limit - this.#taken.size;
  }

  /**
   * Everybody who came before `self` fills the room, and `self` has only just come. Their limits count and one's own,
   * not those of newcomers, who would otherwise turn out those they find.
   */
  isTakenFrom(self: { id: ParticipantId; joinedAt: number }): boolean {
    if (Date.now() - self.joinedAt > seatingTime) return false;
    const before = [...this.#taken].filter(([id, { joinedAt }]) => cameFirst({ id, joinedAt }, self));
    return before.length >= Math.min(this.#limit, ...before.map(([, { limit }]) => limit));
  }
}

function cameFirst(a: { id: ParticipantId; joinedAt: number }, b: { id: ParticipantId; joinedAt: number }): boolean {
  return Math.abs(a.joinedAt - b.joinedAt) > tieTime ? a.joinedAt < b.joinedAt : a.id < b.id;
}

function limitOf(attributes: Attributes): number {
  const limit = Number.parseInt(attributes[limitAttribute] ?? '', 10);
  // Two is the smallest call; a lower claim would lock everybody out.
  return limit >= 2 ? limit : Number.POSITIVE_INFINITY;
}
