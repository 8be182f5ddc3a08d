import { after } from '../../core/abort.ts';
import { randomHex } from '../../core/crypto/random.ts';
import { type Address, addressesOf, type Mailbox, type Mailboxes } from '../../core/mailbox.ts';
import { RateLimit } from '../../core/rate-limit.ts';
import { Latest } from '../../core/latest.ts';
import { type DeskName, awayTag, deskTag } from './desk-name.ts';
import { isProven } from './desk-proof.ts';
import { type Letter, parseLetter } from './letters.ts';
import { type KeptEnd, LineEnd, type SecretLine } from './secret-line.ts';

export interface DeskSearchOptions {
  readonly mailboxes: Mailboxes;
  /** URL of the signalling server's mount. */
  readonly server: string;
  readonly desk: DeskName;
  /** Is to go on in the next page. */
  readonly persists?: boolean;
  /** Goes on from the page before. */
  readonly end?: KeptEnd | undefined;
}

/** An agent of the desk, and the only one who can read what is said on the line. */
export interface FoundAgent {
  /** The agent's key for this page. */
  readonly id: string;
  /** The name that the desk has certified; empty without a certificate. */
  readonly name: string;
  readonly line: SecretLine;
}

export interface DeskSearchListener {
  signallingChanged(state: 'connected' | 'reconnecting'): void;
  /** Somebody who has proven to be an agent; the first word of theirs comes next. */
  found(agent: FoundAgent): void;
  /** A sealed word of an agent. */
  received(id: string, box: string): void;
  /** Nobody is where the agent was. */
  lost(id: string): void;
  /** Whether the agent has heard what was said last; of others it is asked again who is where they were. */
  isHeard(id: string): boolean;
}

/** After one question, the next; milliseconds. */
const askAfter = [1000, 2000, 4000, 8000] as const;
/** How long those who are there may take to answer before it is asked who is away. Milliseconds. */
const firstAnswer = 1200;
const answerRate = { burst: 6, perSecond: 1 } as const;
/** As many agents as have addresses, at the desk and away. */
const mostAgents = 32;

type Answer = Extract<Letter, { kind: 'desk' }>;

/** A visitor who looks for the agents of a desk: asks at its addresses, and believes only those who hold its key. */
export class DeskSearch {
  readonly #options: DeskSearchOptions;
  readonly #listener: DeskSearchListener;
  readonly #signal: AbortSignal;
  readonly #rounds: Latest;
  /** With every address that an answer of theirs came from: who only passes answers on cannot keep words from them. */
  readonly #agents = new Map<string, { readonly addresses: Set<Address>; readonly agent: FoundAgent }>();
  /** By the desk's addresses: to judge an answer costs time, and who pretends at one must not drown those at others. */
  readonly #answers = new Map<Address, RateLimit>();
  #end: LineEnd | undefined;
  #tag = '';
  #mailbox: Mailbox | undefined;
  #every: number | undefined;

  private constructor(options: DeskSearchOptions, listener: DeskSearchListener, signal: AbortSignal) {
    this.#options = options;
    this.#listener = listener;
    this.#signal = signal;
    this.#rounds = new Latest(signal);
  }

  /** @throws RtcError `insecure-context`, `unsupported-browser`. */
  static async begin(options: DeskSearchOptions, listener: DeskSearchListener, signal: AbortSignal): Promise<DeskSearch> {
    const search = new DeskSearch(options, listener, signal);
    await search.#begin();
    return search;
  }

  /** Goes on asking at this pace, in milliseconds, or undefined: not beyond the first few times. Asks at once. */
  ask(every?: number): void {
    this.#every = every;
    this.#round(0, this.#rounds.next());
  }

  send(id: string, box: string): void {
    if (!this.#end) return;
    const letter: Letter = { kind: 'word', from: this.#end.publicKey, box };
    for (const address of this.#agents.get(id)?.addresses ?? []) this.#mailbox?.send(address, letter);
  }

  /** What the next page needs to be the same visitor; undefined if there is to be none. */
  keep(): Promise<KeptEnd | undefined> | undefined {
    return this.#end?.keep();
  }

  /** As if never found; whoever is still there will be found again. */
  forget(id: string): void {
    this.#agents.delete(id);
  }

  async #begin(): Promise<void> {
    const { mailboxes, server, desk, persists, end } = this.#options;
    const made = end ? LineEnd.restore('visitor', end) : LineEnd.make('visitor', persists);
    [this.#end, this.#tag] = await Promise.all([made, deskTag(desk)]);
    if (this.#signal.aborted) return;
    for (const address of [this.#tag, awayTag(this.#tag)].flatMap(addressesOf)) this.#answers.set(address, new RateLimit(answerRate));
    const listener = {
      signallingChanged: (state: 'connected' | 'reconnecting') => {
        this.#listener.signallingChanged(state);
        if (state === 'connected') this.ask(this.#every);
      },
      full: () => undefined,
      received: (from: Address, letter: unknown) => void this.#receive(from, letter),
      absent: (address: Address) => this.#absent(address),
    };
    // Random, so that nobody knows where a visitor can be met.
    this.#mailbox = mailboxes.open({ server, tag: randomHex(16) }, listener, this.#signal);
  }

  #round(count: number, signal: AbortSignal): void {
    this.#askAt(this.#tag);
    after(firstAnswer, signal, () => {
      if (this.#agents.size === 0) this.#askAt(awayTag(this.#tag));
    });
    const next = askAfter[count] ?? this.#every;
    if (next !== undefined) after(next, signal, () => this.#round(count + 1, signal));
  }

  #askAt(tag: string): void {
    if (!this.#end) return;
    const reached = [...this.#agents].filter(([id]) => this.#listener.isHeard(id));
    const known = new Set(reached.flatMap(([, { addresses }]) => [...addresses]));
    const letter: Letter = { kind: 'ask', visitor: this.#end.publicKey };
    for (const address of addressesOf(tag)) if (!known.has(address)) this.#mailbox?.send(address, letter);
  }

  async #receive(from: Address, untrusted: unknown): Promise<void> {
    const letter = parseLetter(untrusted);
    if (letter?.kind === 'desk') await this.#judge(from, letter);
    else if (letter?.kind === 'word' && this.#agents.has(letter.from)) this.#listener.received(letter.from, letter.box);
  }

  async #judge(from: Address, { visitor, agent: id, proof, box }: Answer): Promise<void> {
    const end = this.#end;
    if (!end || visitor !== end.publicKey || !this.#answers.get(from)?.allows()) return;
    const { key } = this.#options.desk;
    if (key && !(proof && (await isProven(key, visitor, id, proof)))) return;
    const line = this.#agents.get(id)?.agent.line ?? (await lineOrNone(end, id));
    if (!line || this.#signal.aborted) return;
    const known = this.#agents.get(id);
    if (!known && this.#agents.size >= mostAgents) return;
    const agent = known?.agent ?? { id, name: proof?.certificate?.name ?? '', line };
    // After a restart of the server it may be another address.
    if (known) known.addresses.add(from);
    else this.#agents.set(id, { addresses: new Set([from]), agent });
    if (!known) this.#listener.found(agent);
    this.#listener.received(id, box);
  }

  #absent(address: Address): void {
    for (const [id, { addresses }] of this.#agents) {
      if (!addresses.delete(address) || addresses.size > 0) continue;
      this.#agents.delete(id);
      this.#listener.lost(id);
    }
  }
}

async function lineOrNone(end: LineEnd, other: string): Promise<SecretLine | undefined> {
  try {
    return await end.lineTo(other);
  } catch {
    // Not a key.
    return undefined;
  }
}
