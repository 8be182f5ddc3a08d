import { childController } from '../../core/abort.ts';
import { type Address, type Mailbox, type Mailboxes } from '../../core/mailbox.ts';
import { type Credential, proveLine } from './credential.ts';
import { awayTag, type DeskName, deskTag } from './desk-name.ts';
import type { DeskProof } from './desk-proof.ts';
import { type Letter, parseLetter } from './letters.ts';
import { Pace } from './pace.ts';
import { LineEnd, type SecretLine } from './secret-line.ts';

export interface ReceptionOptions {
  readonly mailboxes: Mailboxes;
  /** URL of the signalling server's mount. */
  readonly server: string;
  readonly desk: DeskName;
  /** Undefined for a desk without a key. */
  readonly credential: Credential | undefined;
}

export interface ReceptionListener {
  signallingChanged(state: 'connected' | 'reconnecting'): void;
  /** Every address of the desk is taken. */
  full(): void;
  /** Somebody asks who is there. Returns what seals the answer, or undefined for no answer. */
  asked(id: string, line: SecretLine): (() => Promise<string>) | undefined;
  /** A sealed word of a visitor; `isNew` is to be called if it truly is, and new: nobody else's word moves an address. */
  received(id: string, box: string, isNew: () => void): void;
  /** Nobody is where a visitor was. */
  lost(id: string): void;
  /** There are as many as can be remembered: forget some. */
  crowded(): void;
}

interface Caller {
  address: Address;
  readonly line: SecretLine;
  readonly proof: DeskProof | null;
}

/** What a server takes of one socket, and half of that: others may share it. Letters a second. */
const rate = { burst: 300, perSecond: 50 } as const;
/** Above this many who ask at once, the rest has to ask again. */
const mostAsking = 500;
const mostCallers = 5000;

/** The desk's side of every line: proves to whoever asks that it is the desk, and carries words. */
export class Reception {
  readonly #options: ReceptionOptions;
  readonly #listener: ReceptionListener;
  readonly #signal: AbortSignal;
  readonly #pace: Pace;
  readonly #callers = new Map<string, Caller>();
  /** Who asked from where. An honest page has one key, so that a crowd of keys takes a crowd of addresses. */
  readonly #askers = new Map<Address, { readonly visitor: string; isAnswered: boolean }>();
  #end: LineEnd | undefined;
  #tag = '';
  #mailbox: Mailbox | undefined;
  #seat: AbortController | undefined;
  #asking = 0;
  #answers = Promise.resolve();

  private constructor(options: ReceptionOptions, listener: ReceptionListener, signal: AbortSignal) {
    this.#options = options;
    this.#listener = listener;
    this.#signal = signal;
    this.#pace = new Pace(rate, signal);
  }

  /** @throws RtcError `insecure-context`, `unsupported-browser`. */
  static async open(options: ReceptionOptions, listener: ReceptionListener, signal: AbortSignal): Promise<Reception> {
    const reception = new Reception(options, listener, signal);
    [reception.#end, reception.#tag] = await Promise.all([LineEnd.make('agent'), deskTag(options.desk)]);
    return reception;
  }

  /** Takes an address where visitors look first, or one where those who are away are found. */
  sit(away: boolean): void {
    this.#seat?.abort();
    this.#seat = childController(this.#signal);
    const { mailboxes, server } = this.#options;
    const tag = away ? awayTag(this.#tag) : this.#tag;
    const listener = {
      signallingChanged: (state: 'connected' | 'reconnecting') => this.#listener.signallingChanged(state),
      full: () => this.#listener.full(),
      received: (from: Address, letter: unknown) => this.#receive(from, letter),
      absent: (address: Address) => this.#absent(address),
    };
    this.#mailbox = mailboxes.open({ server, tag }, listener, this.#seat.signal);
  }

  /** Sends a word when it is its turn; an urgent one waits for few others. */
  send(id: string, make: () => Promise<string>, urgent: boolean): void {
    this.#pace.send(urgent ? 'urgent' : 'words', id, () => void make().then((box) => this.sendNow(id, box)));
  }

  sendNow(id: string, box: string): void {
    const caller = this.#callers.get(id);
    if (caller && this.#end) this.#mailbox?.send(caller.address, { kind: 'word', from: this.#end.publicKey, box } satisfies Letter);
  }

  forget(id: string): void {
    this.#callers.delete(id);
    this.#pace.forget(id);
  }

  #receive(from: Address, untrusted: unknown): void {
    const letter = parseLetter(untrusted);
    if (letter?.kind === 'word') {
      const caller = this.#callers.get(letter.from);
      if (caller) this.#listener.received(letter.from, letter.box, () => (caller.address = from));
    } else if (letter?.kind === 'ask' && this.#asking < mostAsking && this.#mayAsk(from, letter.visitor)) {
      this.#asking++;
      // One after the other: a crowd may wait, the page may not.
      this.#answers = this.#answers.then(() => this.#answer(from, letter.visitor)).finally(() => this.#asking--);
    }
  }

  #mayAsk(from: Address, visitor: string): boolean {
    const known = this.#askers.get(from);
    if (known) return known.visitor === visitor;
    const [oldest] = this.#askers.keys();
    if (oldest !== undefined && this.#askers.size >= mostCallers) this.#askers.delete(oldest);
    this.#askers.set(from, { visitor, isAnswered: false });
    return true;
  }

  async #answer(from: Address, visitor: string): Promise<void> {
    const end = this.#end;
    const caller = this.#callers.get(visitor) ?? (await this.#newCaller(from, visitor));
    if (!caller || !end || this.#signal.aborted) return;
    const seal = this.#listener.asked(visitor, caller.line);
    if (!seal) return;
    const asker = this.#askers.get(from);
    const send = async () => {
      if (asker) asker.isAnswered = true;
      const { proof } = caller;
      const letter: Letter = { kind: 'desk', visitor, agent: end.publicKey, proof, box: await seal() };
      // Whoever asks gets the answer, and nothing else: it need not be the visitor.
      this.#mailbox?.send(from, letter);
    };
    this.#pace.send(asker?.isAnswered ? 'words' : 'answers', `${visitor} at ${from}`, () => void send());
  }

  async #newCaller(address: Address, visitor: string): Promise<Caller | undefined> {
    const { credential } = this.#options;
    if (this.#callers.size >= mostCallers) this.#listener.crowded();
    if (!this.#end || this.#callers.size >= mostCallers) return undefined;
    try {
      const line = await this.#end.lineTo(visitor);
      const proof = credential ? await proveLine(credential, visitor, this.#end.publicKey) : null;
      const caller = { address, line, proof };
      this.#callers.set(visitor, caller);
      return caller;
    } catch {
      // Not a key.
      return undefined;
    }
  }

  #absent(address: Address): void {
    for (const [id, caller] of this.#callers) if (caller.address === address) this.#listener.lost(id);
  }
}
