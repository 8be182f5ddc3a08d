import { onAbort } from '../../../core/abort.ts';
import { ring } from '../../../media/chime.ts';
import type { WaitingVisitor } from '../agent-state.ts';
import type { DeskLocalizer } from './desk-words.ts';

/** Lets an agent who looks elsewhere know that somebody waits: the page's title, a ring, a notification. */
export class Attention {
  readonly #words: DeskLocalizer;
  readonly #badge = new TitleBadge();
  readonly #notes = new Map<string, Notification>();
  #known = new Set<string>();
  #ringing: AbortController | undefined;
  #isMuted = false;

  constructor(words: DeskLocalizer) {
    this.#words = words;
  }

  /** Of one sign-in: begins with the ring on, and ends everything when `signal` aborts. */
  open(signal: AbortSignal): void {
    this.#isMuted = false;
    onAbort(signal, () => this.follow([], false));
  }

  get isMuted(): boolean {
    return this.#isMuted;
  }

  /** Whether the browser has yet to be asked. */
  get canAsk(): boolean {
    return globalThis.Notification?.permission === 'default';
  }

  mute(isMuted: boolean): void {
    this.#isMuted = isMuted;
    if (isMuted) this.#ring(false);
  }

  async ask(): Promise<void> {
    await Notification.requestPermission();
  }

  /** `isFree`: this agent could answer. */
  follow(waiting: readonly WaitingVisitor[], isFree: boolean): void {
    this.#badge.show(isFree ? waiting.length : 0);
    this.#ring(isFree && !this.#isMuted && waiting.length > 0);
    const here = new Set(waiting.map(({ id }) => id));
    for (const [id, note] of this.#notes) if (!isFree || !here.has(id)) this.#withdraw(id, note);
    for (const visitor of waiting) if (isFree && !this.#known.has(visitor.id)) this.#notify(visitor);
    this.#known = here;
  }

  #ring(on: boolean): void {
    if (on === Boolean(this.#ringing)) return;
    this.#ringing?.abort();
    this.#ringing = on ? new AbortController() : undefined;
    if (this.#ringing) ring(this.#ringing.signal);
  }

  /** Others may look at the screen: no more than who, and what about. */
  #notify(visitor: WaitingVisitor): void {
    if (!document.hidden || globalThis.Notification?.permission !== 'granted') return;
    try {
      const note = new Notification(this.#words.term('isWaiting', this.#words.nameOf(visitor)), { body: visitor.request.topic, tag: visitor.id });
      note.onclick = () => {
        window.focus();
        note.close();
      };
      this.#notes.set(visitor.id, note);
    } catch {
      // On phones only service workers may.
    }
  }

  #withdraw(id: string, note: Notification): void {
    note.close();
    this.#notes.delete(id);
  }
}

/** A number before the title of the page, which may change its title meanwhile. */
class TitleBadge {
  #title = '';
  #prefix = '';

  show(count: number): void {
    const prefix = count > 0 ? `(${count}) ` : '';
    const { title } = document;
    const isOurs = title === this.#prefix + this.#title;
    if (!this.#prefix || !isOurs) this.#title = title.startsWith(this.#prefix) ? title.slice(this.#prefix.length) : title;
    this.#prefix = prefix;
    if (title !== prefix + this.#title) document.title = prefix + this.#title;
  }
}
