import { RtcError } from '../../src/core/errors.ts';
import type { Transport } from '../../src/core/transport.ts';
import type { MemoryNetwork } from '../../src/transports/memory/memory-transport.ts';

/** A network whose rooms can end, or talk on after they were left. */
export class MortalNetwork implements Transport {
  readonly #network: MemoryNetwork;
  #listener: Parameters<Transport['enter']>[1] | undefined;

  constructor(network: MemoryNetwork) {
    this.#network = network;
  }

  enter(...[options, listener, signal]: Parameters<Transport['enter']>): ReturnType<Transport['enter']> {
    this.#listener = listener;
    return this.#network.enter(options, listener, signal);
  }

  close(error: RtcError): void {
    this.#listener?.closed(error);
  }

  tellEverything(): void {
    const bob = { id: 'bob', attributes: { name: 'Bob' }, joinedAt: Date.now() };
    this.#listener?.participantJoined(bob);
    this.#listener?.linkChanged('bob', 'reconnecting');
    this.#listener?.messageReceived('app', Uint8Array.of(0, 1, 116, 49), 'bob');
    this.#listener?.participantLeft('bob', 'left');
    this.#listener?.signallingChanged('reconnecting');
    this.#listener?.closed(new RtcError('removed', 'Too late'));
  }
}
