import type { Flight, TransferPace } from './transfer-pace.ts';

/** One of the connections that data go by, each of which has a pace of its own. */
export interface Lane {
  readonly channel: RTCDataChannel;
  readonly pace: TransferPace;
}

export interface Flying {
  readonly flight: Flight;
  readonly lane: Lane;
  /** Kept if it may have to be sent again. */
  readonly frame: Uint8Array<ArrayBuffer> | undefined;
}

/** What was sent and has not arrived, by stream and number: a stream may be done before that is known. */
export class StreamFlights {
  readonly #all = new Map<number, Map<number, Flying>>();

  add(stream: number, number: number, flying: Flying): void {
    const flights = this.#all.get(stream) ?? new Map<number, Flying>();
    this.#all.set(stream, flights.set(number, flying));
  }

  /** Undefined if it was never sent, or has arrived before. */
  arrived(stream: number, number: number): Flying | undefined {
    const flights = this.#all.get(stream);
    const flying = flights?.get(number);
    flights?.delete(number);
    if (flights?.size === 0) this.#all.delete(stream);
    flying?.lane.pace.arrived(flying.flight);
    return flying;
  }

  /** The other side has nowhere to put it, and says nothing of it any more. */
  lose(stream: number): void {
    for (const { flight, lane } of this.#all.get(stream)?.values() ?? []) lane.pace.lost(flight);
    this.#all.delete(stream);
  }

  get hasKept(): boolean {
    return [...this.#all.values()].some((flights) => [...flights.values()].some(({ frame }) => frame));
  }

  /** Sends what was kept by another lane, where it arrives. */
  sendAgain(lane: Lane, send: (frame: Uint8Array<ArrayBuffer>) => void): void {
    for (const flights of this.#all.values()) {
      for (const [number, { frame, flight }] of flights) {
        if (!frame) continue;
        send(frame);
        flights.set(number, { flight: lane.pace.sent(flight.length), lane, frame: undefined });
      }
    }
  }
}
