import { after } from '../../src/core/abort.ts';
import { type Address, addressesOf, type Mailbox, type Mailboxes } from '../../src/core/mailbox.ts';

export interface Asked {
  readonly kind: 'ask';
  readonly visitor: string;
}

export interface Answered {
  readonly kind: 'desk';
  readonly visitor: string;
  readonly agent: string;
  readonly proof: { readonly signature: string; readonly certificate?: object } | null;
  readonly box: string;
}

/** Holds an address of a desk without being of the desk, and says what it is told to say to whoever asks there. */
export class Squatter {
  readonly heard: { readonly from: Address; readonly letter: unknown }[] = [];
  readonly victims = new Map<Address, string>();
  readonly #tag: string;
  readonly #mailbox: Mailbox;
  readonly #signal: AbortSignal;
  /** What is said to a victim, ten times a second; `key` is the victim's. */
  lies: (key: string) => readonly object[] = () => [];
  /** Told of each letter. */
  received: (from: Address, letter: unknown) => void = () => undefined;

  constructor(mailboxes: Mailboxes, tag: string, signal: AbortSignal) {
    this.#tag = tag;
    this.#signal = signal;
    const listener = {
      signallingChanged: () => undefined,
      full: () => undefined,
      absent: (address: Address) => void this.victims.delete(address),
      received: (from: Address, letter: unknown) => {
        this.heard.push({ from, letter });
        if ((letter as Asked).kind === 'ask' && !this.victims.has(from)) {
          this.victims.set(from, (letter as Asked).visitor);
          this.#lie(from);
        }
        this.received(from, letter);
      },
    };
    this.#mailbox = mailboxes.open({ server: 'memory:', tag }, listener, signal);
  }

  send(to: Address, letter: object): void {
    this.#mailbox.send(to, letter);
  }

  /** To everybody who sits at the desk. */
  sendToAll(letter: object): void {
    for (const address of addressesOf(this.#tag)) this.send(address, letter);
  }

  #lie(to: Address): void {
    const key = this.victims.get(to);
    if (key === undefined) return;
    for (const letter of this.lies(key)) this.send(to, letter);
    after(100, this.#signal, () => this.#lie(to));
  }
}
