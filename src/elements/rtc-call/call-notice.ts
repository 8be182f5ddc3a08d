import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { after } from '../../core/abort.ts';
import { type CallState, isInCall } from '../../core/call-state.ts';
import { Latest } from '../../core/latest.ts';
import type { RtcError } from '../../core/errors.ts';
import type { Localize } from '../../ui/localize.ts';
import { wordsFor } from '../../ui/words/en.ts';
import type { RoomKind } from './call-options.ts';

/** Milliseconds before something that is away is worth a word. */
const patience = 2000;

/** Of the room that one is in. */
export interface NoticedRoom {
  readonly kind: () => RoomKind;
  readonly invitation: () => string;
  /** What was away long enough to be told of is back. */
  readonly isBack: () => void;
}

/** Who waits alone is told who can come: with a passphrase mistyped, nobody ever will. */
const alone = { open: 'aloneInOpenRoom', passphrase: 'aloneWithPassphrase', link: 'aloneWithLink' } as const;

/** The one quiet line at the top of a call: what is the matter, and what to do about it. */
export class CallNotice {
  readonly #host: ReactiveControllerHost;
  readonly #room: NoticedRoom;
  #error: RtcError | undefined;
  #soundIsBlocked = false;
  #interrupted = false;
  /** What is away has been so for a while. */
  #late = false;
  #failures = 0;
  /** Somebody else has been in the call. */
  #hadCompany = false;
  #isCopied = false;
  #hint: ((words: Localize) => TemplateResult) | undefined;
  #news: ((words: Localize) => string) | undefined;
  #patience: Latest | undefined;

  constructor(host: ReactiveControllerHost, room: NoticedRoom) {
    this.#host = host;
    this.#room = room;
  }

  /** Says what goes wrong in a call, until `signal` aborts. */
  open(signal: AbortSignal): void {
    this.#patience = new Latest(signal);
    this.#error = this.#news = undefined;
    this.#interrupted = this.#late = this.#soundIsBlocked = this.#isCopied = false;
  }

  follow(state: CallState): void {
    this.#followFailures(state);
    this.#hadCompany = state.status.phase !== 'joining' && (this.#hadCompany || state.participants.length > 1);
    const interrupted = isInterrupted(state);
    if (interrupted === this.#interrupted) return;
    this.#interrupted = interrupted;
    if (this.#late && isInCall(state)) this.#room.isBack();
    this.#late = false;
    const signal = this.#patience?.next();
    if (interrupted && signal) after(patience, signal, () => this.#change(() => (this.#late = true)));
  }

  /** What the matter was is mended when a device that failed comes on, not when another does; and over when the call is. */
  #followFailures({ failures, status }: CallState): void {
    const count = [failures.camera, failures.microphone, failures.screen].filter(Boolean).length;
    if (count < this.#failures || status.phase === 'ended') this.#error = undefined;
    this.#failures = count;
  }

  error(error: RtcError): void {
    const { code } = error;
    // Where the server is, and whether sound plays, is known at every moment.
    const isShownElsewhere = code.startsWith('server-') || code === 'playback-blocked';
    if (!isShownElsewhere) this.#change(() => (this.#error = error));
  }

  /** What is worth a line until somebody has read it. */
  tell(news: ((words: Localize) => string) | undefined): void {
    this.#change(() => (this.#news = news));
  }

  /** What may be shown if there is nothing else. */
  hint(content: ((words: Localize) => TemplateResult) | undefined): void {
    this.#change(() => (this.#hint = content));
  }

  soundBlocked(blocked: boolean): void {
    this.#change(() => (this.#soundIsBlocked = blocked));
  }

  /** It is always there, or screen readers would not hear it change. */
  render(state: CallState, words: Localize): TemplateResult {
    const content = this.#content(state, words);
    return html`<div part="notice" class="notice" role="status" ?data-empty=${content === nothing}>${content}</div>`;
  }

  #content({ status, server, participants, failures }: CallState, words: Localize): TemplateResult | string | typeof nothing {
    // A gesture anywhere in the page lets sound play; the button only says so.
    if (this.#soundIsBlocked) return html`<button part="notice-button" class="secondary">${words.term('playback-blocked')}</button>`;
    if (status.phase === 'joining' && server === 'reconnecting') return words.term('server-unreachable');
    // Before joining, what devices lack is said where they are shown.
    const code = this.#error?.code;
    const isOfDevice = code?.startsWith('media-') || code === 'permission-policy';
    const isShown = status.phase !== 'failed' && !(status.phase === 'prejoin' && isOfDevice);
    // Newer than what stands there unread.
    if (this.#news) return this.#dismissible(this.#news(words), words, () => (this.#news = undefined));
    if (this.#error && isShown) {
      const term = this.#error === failures.screen ? 'cannotShare' : wordsFor(this.#error.code);
      return this.#dismissible(words.term(term), words, () => (this.#error = undefined));
    }
    if (status.phase === 'joining') return words.term('connecting');
    if (this.#late) return words.term(status.phase === 'reconnecting' ? 'reconnectingNow' : 'server-lost');
    if (this.#hint) return this.#hint(words);
    return status.phase === 'live' && participants.length === 1 ? this.#alone(words) : nothing;
  }

  #dismissible(text: string, words: Localize, dismiss: () => void): TemplateResult {
    return html`<span>${text}</span> <button part="notice-button" class="secondary" @click=${() => this.#change(dismiss)}>${words.term('dismiss')}</button>`;
  }

  #alone(words: Localize): TemplateResult | string | typeof nothing {
    const kind = this.#room.kind();
    // Whoever is to come has been told; whoever has gone does not come again.
    if (kind === 'arranged') return this.#hadCompany ? nothing : words.term('connecting');
    return html`<span>${words.term(alone[kind])}</span>
      <button part="notice-button" class="secondary" @click=${() => void this.#copyLink()}>${words.term(this.#isCopied ? 'linkCopied' : 'copyLink')}</button>`;
  }

  async #copyLink(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.#room.invitation());
      this.#change(() => (this.#isCopied = true));
    } catch {
      // The browser said no; the address is in its address bar.
    }
  }

  #change(change: () => void): void {
    change();
    this.#host.requestUpdate();
  }
}

/** Something is away that usually comes back by itself. */
function isInterrupted(state: CallState): boolean {
  return state.status.phase === 'reconnecting' || (isInCall(state) && state.server === 'reconnecting');
}
