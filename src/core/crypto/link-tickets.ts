import { macOf, sameMac } from './mac.ts';

/** Who talks to whom: both ends by key (who) and address (where). */
interface Ends {
  readonly from: string;
  readonly fromAddress: string;
  readonly to: string;
  readonly toAddress: string;
}

/** One attempt to connect two ends. */
export interface Dial extends Ends {
  /** Counts the dials of a pair; a called side takes only newer ones, so an old offer cannot be replayed. */
  readonly epoch: number;
  readonly connectionId: string;
}

/**
 * The MACs that let two ends trust a connection before it exists. An offer's covers the whole description, and with
 * it every `a=fingerprint` line: DTLS (RFC 8842) then proves that whoever wrote it holds the certificate, so no nonce
 * is needed. An answer's covers both descriptions.
 */
export class LinkTickets {
  readonly #key: Uint8Array;

  constructor(key: Uint8Array) {
    this.#key = key;
  }

  /** From a key at one address to whoever holds another; `at` orders those of one key. */
  greeting(kind: 'hello' | 'still' | 'here' | 'bye' | 'moving', at: number, from: string, fromAddress: string, toAddress: string): string {
    return macOf(this.#key, ['greeting', kind, at, from, fromAddress, toAddress]);
  }

  offer(dial: Dial, offerSdp: string, profile: string): string {
    return macOf(this.#key, ['offer', ...dialFields(dial), offerSdp, profile]);
  }

  answer(dial: Dial, offerSdp: string, answerSdp: string, profile: string): string {
    return macOf(this.#key, ['answer', ...dialFields(dial), offerSdp, answerSdp, profile]);
  }

  /** True if `mac` is the one expected; constant time. */
  matches(expected: string, mac: string): boolean {
    return sameMac(expected, mac);
  }
}

function dialFields(dial: Dial): (string | number)[] {
  return [dial.from, dial.fromAddress, dial.to, dial.toAddress, dial.epoch, dial.connectionId];
}
