import type { Flight, TransferPace } from '../../src/transports/mesh/transfer-pace.ts';

export interface NarrowWayOptions {
  /** Bytes in a millisecond; 250 are 2 Mbit/s. */
  readonly rate: number;
  /** Milliseconds there and back, when nothing waits. */
  readonly roundTrip: number;
}

/** A way with a queue in front of it, in a time of its own. */
export class NarrowWay {
  now = 0;
  rate: number;
  roundTrip: number;
  /** Until when what is in the queue keeps the way busy. */
  #busyUntil = 0;
  readonly #events: { readonly at: number; readonly run: () => void }[] = [];

  constructor({ rate, roundTrip }: NarrowWayOptions) {
    this.rate = rate;
    this.roundTrip = roundTrip;
  }

  /** What something that is sent now waits for others, in milliseconds. */
  get queue(): number {
    return Math.max(0, this.#busyUntil - this.now);
  }

  /** Calls when it has arrived and the other side's word of it is back. */
  send(length: number, arrived: () => void = () => undefined): void {
    this.#busyUntil = Math.max(this.now, this.#busyUntil) + length / this.rate;
    this.at(this.#busyUntil + this.roundTrip, arrived);
  }

  at(time: number, run: () => void): void {
    const index = this.#events.findLastIndex((event) => event.at <= time);
    this.#events.splice(index + 1, 0, { at: time, run });
  }

  /** Others send `length` every so many milliseconds, for as long as `isOn`. */
  cross(length: number, every: number, isOn: () => boolean): void {
    if (isOn()) this.send(length);
    this.at(this.now + every, () => this.cross(length, every, isOn));
  }

  pass(milliseconds: number): void {
    const end = this.now + milliseconds;
    for (let next = this.#events[0]; next && next.at <= end; next = this.#events[0]) {
      this.#events.shift();
      this.now = next.at;
      next.run();
    }
    this.now = end;
  }
}

/** Always has something to send, and does as the pace allows. */
export class Sender {
  /** Bytes that arrived. */
  arrived = 0;
  /** Bytes of the longest frame. */
  longest = 0;
  isOn = true;
  readonly #way: NarrowWay;
  readonly #pace: TransferPace;

  constructor(way: NarrowWay, pace: TransferPace) {
    this.#way = way;
    this.#pace = pace;
  }

  go(): void {
    for (let length = this.#pace.next(); this.isOn && length > 0; length = this.#pace.next()) {
      this.longest = Math.max(this.longest, length);
      const flight: Flight = this.#pace.sent(length);
      this.#way.send(length, () => {
        this.arrived += length;
        this.#pace.arrived(flight);
        this.go();
      });
    }
  }
}
