import { onAbort } from '../../../src/core/abort.ts';
import type { ModelChannel } from './model-channel.ts';
import type { ModelConnection } from './model-connection.ts';
import type { ModelPath, ModelPaths } from './model-paths.ts';

/** Round trips for ICE, DTLS and SCTP. */
const handshake = 3;
/** Milliseconds of silence after which browsers say so: `disconnected` and `failed`. */
const silence = { disconnected: [5000, 7000], failed: [15_000, 26_000] } as const;
/** How long what was stuck may wait after a heal for its next attempt, in milliseconds (RFC 9260 §6.3.1: RTO.Min is a second). */
const stuckFor = [20, 1200] as const;
/** Packets in a hundred that no path carries. */
const loss = 1;


interface Parcel {
  readonly to: ModelChannel;
  readonly data: unknown;
  /** How much longer than others it is under way, in milliseconds. */
  readonly lag: number;
}

/** ICE, DTLS and SCTP between two connections that know of each other. */
export class ModelAssociation {
  readonly #ends: readonly [ModelConnection, ModelConnection];
  readonly #path: ModelPath;
  readonly #paths: ModelPaths;
  readonly #over = new AbortController();
  readonly #stuck = new Map<ModelChannel, Parcel[]>();
  readonly #arrivals = new Map<ModelChannel, number>();
  #silence: AbortController | undefined;
  #isUp = false;
  #endedAt: number | undefined;

  constructor(a: ModelConnection, b: ModelConnection) {
    this.#ends = [a, b];
    this.#paths = a.paths;
    this.#path = this.#paths.between(a.page, b.page);
    for (const end of this.#ends) this.#tell(end, () => end.become('connecting'));
    onAbort(this.#over.signal, this.#path.watch(() => this.#pathChanged()));
    this.#pathChanged();
  }

  /** Grows as long as packets arrive, whatever the page on the other side does: consent is asked for (RFC 7675). */
  get bytes(): number {
    return this.#isUp ? Math.round(Math.min(this.#path.lastOpen, this.#endedAt ?? Number.POSITIVE_INFINITY)) : 0;
  }

  carry(from: ModelConnection, channel: ModelChannel, data: unknown): void {
    const to = this.#otherThan(from).channels.get(channel.id);
    if (!to || this.#over.signal.aborted) return;
    const { lag } = from.page;
    const parcel = { to, data, lag };
    if (!channel.ordered) {
      if (this.#path.isOpen && this.#path.chance() * 100 > loss) this.#deliver(parcel, this.#path.delay + lag);
    } else if (this.#path.isOpen && !this.#stuck.has(channel)) this.#deliverInOrder(parcel);
    else this.#stuck.set(channel, [...(this.#stuck.get(channel) ?? []), parcel]);
  }

  /** One side closed; the other hears of it if anything can be heard. */
  leave(connection: ModelConnection): void {
    if (this.#over.signal.aborted) return;
    const other = this.#otherThan(connection);
    const wasUp = this.#isUp;
    this.#endedAt = this.#path.lastOpen;
    this.#over.abort();
    this.#silence?.abort();
    if (wasUp && this.#path.isOpen) {
      const close = () => this.#tell(other, () => [...other.channels.values()].forEach((channel) => channel.close()));
      this.#paths.after(this.#path.delay, close);
    }
    this.#fallSilent([other]);
  }

  #pathChanged(): void {
    this.#silence?.abort();
    if (!this.#path.isOpen) this.#wait();
    else if (this.#isUp) this.#resume();
    else {
      this.#wait();
      this.#paths.after(2 * handshake * this.#path.delay, () => this.#comeUp(), this.#silence?.signal);
    }
  }

  #wait(): void {
    this.#silence = new AbortController();
    this.#fallSilent(this.#ends, this.#silence.signal);
  }

  #fallSilent(ends: readonly ModelConnection[], until?: AbortSignal): void {
    for (const end of ends) {
      if (this.#isUp) this.#paths.after(this.#between(silence.disconnected), () => this.#tell(end, () => end.become('disconnected')), until);
      this.#paths.after(this.#between(silence.failed), () => this.#tell(end, () => end.become('failed')), until);
    }
  }

  #comeUp(): void {
    this.#silence?.abort();
    this.#isUp = true;
    for (const end of this.#ends) {
      const told = [() => end.become('connected'), ...[...end.channels.values()].map((channel) => () => channel.open())];
      // Browsers differ in what they tell of first.
      if (this.#path.chance() < 0.3) told.push(told.shift()!);
      let at = this.#path.delay;
      for (const tell of told) {
        this.#paths.after(at, () => this.#tell(end, tell), this.#over.signal);
        at += this.#path.chance() * 4;
      }
    }
  }

  #resume(): void {
    const { signal } = (this.#silence = new AbortController());
    const resume = () => {
      for (const end of this.#ends) this.#tell(end, () => end.become('connected'));
      const stuck = [...this.#stuck.values()].flat();
      this.#stuck.clear();
      for (const parcel of stuck) this.#deliverInOrder(parcel);
    };
    this.#paths.after(this.#between(stuckFor), resume, signal);
  }

  #deliverInOrder(parcel: Parcel): void {
    const now = this.#paths.now();
    const at = Math.max((this.#arrivals.get(parcel.to) ?? 0) + 0.01, now + this.#path.delay + parcel.lag);
    this.#arrivals.set(parcel.to, at);
    this.#deliver(parcel, at - now);
  }

  #deliver({ to, data }: Parcel, delay: number): void {
    const end = this.#ends.find(({ channels }) => channels.get(to.id) === to);
    this.#paths.after(delay, () => end && this.#tell(end, () => to.receive(data)), this.#over.signal);
  }

  #tell(end: ModelConnection, what: () => void): void {
    end.page.run(() => end.isClosed || what());
  }

  #otherThan(connection: ModelConnection): ModelConnection {
    const [a, b] = this.#ends;
    return connection === a ? b : a;
  }

  #between([least, most]: readonly [number, number]): number {
    return least + this.#path.chance() * (most - least);
  }
}
