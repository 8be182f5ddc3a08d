import { after, childController } from '../../core/abort.ts';
import { Latest } from '../../core/latest.ts';
import type { Parser } from '../../core/parser.ts';
import type { SecretLine } from './secret-line.ts';

/** A word of one end. The newest is the truth; what came before it is forgotten. */
interface Word {
  readonly number: number;
  readonly heard: number;
}

export type Said<Own extends Word> = Omit<Own, keyof Word>;

export interface ConversationOptions<Own extends Word, Their extends Word> {
  readonly line: SecretLine;
  readonly parse: Parser<Their>;
  readonly first: Said<Own>;
  /** The word after which there is none. */
  readonly last: Said<Own>;
  /** This end speaks first: whatever answers none of its words is of an earlier conversation. */
  readonly speaksFirst: boolean;
  /** Sends what `make` makes, now or when it is its turn. */
  readonly post: (make: () => Promise<string>) => void;
  readonly heard: (word: Their) => void;
}

const lastNumber = 2 ** 52;
/** When a word that was not heard is said again. Milliseconds after the time before. */
const again = [1000, 2000, 4000, 8000, 8000] as const;

/** Two ends that keep each other informed, over letters that may be lost, late, doubled or forged. */
export class Conversation<Own extends Word, Their extends Word> {
  /** When the other end was heard last, by `performance.now()`. */
  heardAt = performance.now();
  readonly #options: ConversationOptions<Own, Their>;
  readonly #end: AbortController;
  readonly #repeats: Latest;
  #own: Said<Own>;
  /** Beyond those of an earlier conversation of this page, or the page before, with the same end. */
  #number = Math.ceil(performance.timeOrigin + performance.now());
  readonly #first = this.#number;
  /** The first word that said what holds now. */
  #said = this.#number;
  /** The newest own word that the other end has heard. */
  #heardThere = 0;
  #heard = 0;
  #farewell: string | undefined;

  constructor(options: ConversationOptions<Own, Their>, lifetime: AbortSignal) {
    this.#options = options;
    this.#own = options.first;
    this.#end = childController(lifetime);
    this.#repeats = new Latest(this.#end.signal);
    void this.#seal(options.last, lastNumber).then((box) => (this.#farewell = box));
  }

  get own(): Said<Own> {
    return this.#own;
  }

  /** Whether the other end has heard what was said last. */
  get isHeard(): boolean {
    return this.#heardThere >= this.#said;
  }

  /** The newest word, for a letter that is sent anyway. */
  seal(): Promise<string> {
    return this.#seal(this.#own, this.#number);
  }

  /** The last word, sealed in advance: a page that is going away cannot wait. */
  get farewell(): string | undefined {
    return this.#farewell;
  }

  /** From now on this holds. Said until it was heard, as long as the other end may still be there. */
  say(own: Said<Own>): void {
    this.#own = own;
    this.repeat();
  }

  /** Says the same once more, and wants to hear that it was heard. */
  repeat(): void {
    this.#said = this.#number + 1;
    this.#send(0, this.#repeats.next());
  }

  /** `isNew` is called first if the box holds a new word of the other end. */
  async receive(box: string, isNew: () => void = () => undefined): Promise<void> {
    const word = await this.#open(box);
    if (!word || this.#end.signal.aborted || word.number < this.#heard) return;
    // A farewell is sealed before anything was heard, and holds for ever.
    if (this.#options.speaksFirst && word.heard < this.#first && word.number < lastNumber) return;
    const wasHeard = this.isHeard;
    this.#heardThere = Math.max(word.heard, this.#heardThere);
    if (this.isHeard && !wasHeard) this.#repeats.next();
    // Says only what was heard.
    if (word.number === this.#heard) return;
    this.#heard = word.number;
    this.heardAt = performance.now();
    isNew();
    const said = this.#number;
    this.#options.heard(word);
    // Nothing new to say: only that it was heard. Numbers grow with what wants an answer, so this gets none.
    if (this.#number === said) this.#options.post(() => this.seal());
  }

  close(): void {
    this.#end.abort();
  }

  #seal(word: Said<Own>, number: number): Promise<string> {
    return this.#options.line.seal(JSON.stringify({ ...word, number, heard: this.#heard }));
  }

  #send(round: number, signal: AbortSignal): void {
    this.#number++;
    this.#options.post(() => this.seal());
    const pause = again[round];
    if (pause !== undefined) after(pause, signal, () => this.#send(round + 1, signal));
  }

  async #open(box: string): Promise<Their | undefined> {
    try {
      return this.#options.parse(await this.#options.line.unseal(box));
    } catch {
      // Not from the other end.
      return undefined;
    }
  }
}
