import { after, childController } from '../../core/abort.ts';
import { Latest } from '../../core/latest.ts';
import type { EnterOptions, IceServer } from '../../core/transport.ts';

/** How long a credential holds of which nobody says so. Milliseconds. */
const serversLast = 300_000;
/** How much of a lifetime goes by until others are asked for, and until they are waited for: a link takes a while to stand. */
const share = { asked: 0.75, good: 0.9 } as const;
/** Between two questions that nothing but time is the reason for: at least, at most, and after one in vain. Milliseconds. */
const pause = { least: 5000, most: 86_400_000, failed: 30_000 } as const;
/** How long a link waits for others while there are old ones. Milliseconds. */
const patience = 1000;

/** What connections are made with: the ICE servers of this moment, asked for anew before they expire. */
export class IceConfiguration {
  /** Always the same object, read by every connection that is made. */
  readonly current: RTCConfiguration;
  readonly #ask: EnterOptions['iceServers'];
  readonly #signal: AbortSignal;
  readonly #timer: Latest;
  #request: Promise<void> | undefined;
  #isFirst = true;
  #isTimed = false;
  /** By the wall clock: the other one stands still while a machine sleeps. */
  #goodUntil = 0;

  constructor({ iceServers, relayOnly }: Pick<EnterOptions, 'iceServers' | 'relayOnly'>, signal: AbortSignal) {
    this.#ask = iceServers;
    this.#signal = signal;
    this.#timer = new Latest(signal);
    this.current = {
      iceServers: [],
      get iceTransportPolicy(): RTCIceTransportPolicy {
        return relayOnly?.() ? 'relay' : 'all';
      },
      // All media sections share one path, which both ends know: no candidates are gathered for five (RFC 8829 §4.1.1).
      bundlePolicy: 'max-bundle',
    };
  }

  /**
   * Asks for servers, and resolves when a link can be made: at once while the last ones are good, since an answer takes two
   * round trips; else with the answer, or without one that takes long.
   */
  async refresh(): Promise<void> {
    this.#request ??= this.#renew().finally(() => (this.#request = undefined));
    if (Date.now() < this.#goodUntil) return;
    const answer = this.#request;
    // The first ones may be what the whole call depends on.
    if (this.#isFirst) return answer;
    const wait = childController(this.#signal);
    await Promise.race([answer, new Promise<void>((resolve) => after(patience, wait.signal, resolve))]);
    wait.abort();
  }

  async #renew(): Promise<void> {
    try {
      this.#learn(await this.#ask());
    } catch {
      // Whom it concerns has been told. Those that are known may still do.
      if (this.#isTimed) this.#askIn(pause.failed);
    }
    this.#isFirst = false;
  }

  #learn(servers: readonly IceServer[]): void {
    this.current.iceServers = [...servers];
    const known = Math.min(...servers.map(({ lifetime = Infinity }) => lifetime));
    this.#isTimed = known < Infinity;
    const assumed = servers.some(({ credential }) => credential) ? serversLast : Infinity;
    this.#goodUntil = Date.now() + (this.#isTimed ? known * share.good : assumed);
    if (this.#isTimed) this.#askIn(known * share.asked);
    else this.#timer.next();
  }

  #askIn(milliseconds: number): void {
    after(Math.min(Math.max(milliseconds, pause.least), pause.most), this.#timer.next(), () => void this.refresh());
  }
}
