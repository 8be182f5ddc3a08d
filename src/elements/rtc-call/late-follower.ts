import type { Identity } from '../../core/transport.ts';
import type { CallFollower, FollowedCall } from './call-follower.ts';
import type { Carried } from './call-wishes.ts';

/** Lets a call that is to `persist` follow its visitor: its code comes when that is known. */
export class LateFollower {
  readonly #call: FollowedCall;
  readonly #take: (carried: Carried) => void;
  readonly #lifetime: AbortSignal;
  #follower: CallFollower | undefined;
  #arrival: Promise<Identity | undefined> | undefined;

  /** `take` is given what the call was in the page before. */
  constructor(call: FollowedCall, take: (carried: Carried) => void, lifetime: AbortSignal) {
    this.#call = call;
    this.#take = take;
    this.#lifetime = lifetime;
  }

  /** Resolves with who one was in the call on the page before; only ahead of the first call. */
  arrive(): Promise<Identity | undefined> | undefined {
    if (this.#arrival && !this.#isAhead) return undefined;
    this.#arrival ??= this.#load().catch(() => undefined);
    return this.#arrival;
  }

  /** The page goes away. False if the call ends with it. */
  leave(): boolean {
    return this.#follower?.leave() ?? false;
  }

  get #isAhead(): boolean {
    return this.#call.session.store.state.status.phase === 'idle';
  }

  async #load(): Promise<Identity | undefined> {
    const lifetime = this.#lifetime;
    const { CallFollower } = await import('./call-follower.ts');
    if (lifetime.aborted) return undefined;
    this.#follower = new CallFollower(this.#call, lifetime);
    const ticket = await this.#follower.arrive(this.#isAhead);
    if (ticket && !lifetime.aborted) this.#take(ticket);
    return ticket;
  }
}
