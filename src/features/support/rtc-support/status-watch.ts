import { after } from '../../../core/abort.ts';
import { Latest } from '../../../core/latest.ts';
import { serverAddress } from '../../../ui/server-address.ts';
import { isDeskKey } from '../desk-name.ts';
import type { OpeningHours } from '../opening-hours.ts';
import { watchPresence } from './presence.ts';

export interface DeskSettings {
  readonly desk: string;
  readonly deskKey: string;
  readonly server: string;
  readonly hours: string;
}

/** The longest that a timer of the browser can wait. Milliseconds. */
const longestTimer = 2 ** 31 - 1;

/** What can be known of a desk without asking it: its hours, and how many agents the server counts. */
export class StatusWatch {
  /** Undefined where the server does not say. */
  agents: number | undefined;
  readonly #changed: () => void;
  readonly #clock: Latest;
  readonly #presence: Latest;
  #opening: OpeningHours | undefined;

  constructor(changed: () => void, signal: AbortSignal) {
    this.#changed = changed;
    this.#clock = new Latest(signal);
    this.#presence = new Latest(signal);
  }

  get isClosed(): boolean {
    return this.#opening !== undefined && !this.#opening.isOpen(new Date());
  }

  /** When it opens again, while it is closed. */
  get opensAt(): Date | undefined {
    return this.isClosed ? this.#opening?.nextChange(new Date()) : undefined;
  }

  follow({ desk, deskKey, server }: DeskSettings): void {
    this.agents = undefined;
    const address = serverAddress(server);
    const signal = this.#presence.next();
    if (!address) return;
    const told = (agents: number) => {
      if (agents === this.agents) return;
      this.agents = agents;
      this.#changed();
    };
    void watchPresence(address, { label: desk, key: isDeskKey(deskKey) ? deskKey : '' }, told, signal);
  }

  /** Hours are read by code that comes only for those who have some. */
  async keepHours(hours: string): Promise<void> {
    const signal = this.#clock.next();
    this.#opening = undefined;
    if (!hours) return;
    try {
      const { parseHours } = await import('../opening-hours.ts');
      if (signal.aborted) return;
      this.#opening = parseHours(hours);
      this.#await(signal);
    } catch (error) {
      console.warn(`<rtc-support>: ${(error as Error).message}`);
    }
  }

  #await(signal: AbortSignal): void {
    this.#changed();
    const change = this.#opening?.nextChange(new Date());
    if (change) after(Math.min(change.getTime() - Date.now(), longestTimer), signal, () => this.#await(signal));
  }
}
