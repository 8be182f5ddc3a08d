import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { RtcError } from '../../../core/errors.ts';
import type { Chat, WriteOptions } from '../chat.ts';
import { type ChatMessage, type ChatState, longestText } from '../chat-state.ts';
import type { ChatLocalizer } from '../chat-words.ts';
import type { FilesProblem } from './attachments.ts';
import { AudienceSelect } from './audience-select.ts';
import { emojiIcon, sendIcon } from './chat-icons.ts';
import { aboutMode, type Mode, writing } from './composer-mode.ts';
import type { Mentions } from './mentions.ts';

export interface ComposerView {
  /** Absent outside a call: what was written stays, and nothing can be sent. */
  readonly chat: Chat | undefined;
  readonly state: ChatState;
  readonly words: ChatLocalizer;
  /** What files are chosen by. */
  readonly attach: TemplateResult;
}

type ComposerHost = ReactiveControllerHost & HTMLElement;
type Problem = 'emptyText' | 'longText' | 'textNotSent' | 'internal' | FilesProblem;

/** What is written, for whom, and in answer to what, until it is sent. */
export class Composer implements ReactiveController {
  readonly audience: AudienceSelect;
  readonly #host: ComposerHost;
  readonly #sent: () => void;
  readonly #pickEmoji: (button: HTMLElement) => void;
  #view: ComposerView | undefined;
  #mode: Mode = writing;
  #text = '';
  /** What is there again after an edit. */
  #draft = '';
  /** What was kept for the next time, as it was last seen. */
  #kept = '';
  #problem: Problem | undefined;
  #mentions: Mentions | undefined;
  #loading: Promise<void> | undefined;

  constructor(host: ComposerHost, sent: () => void, pickEmoji: (button: HTMLElement) => void) {
    this.#host = host;
    this.#sent = sent;
    this.#pickEmoji = pickEmoji;
    this.audience = new AudienceSelect(() => host.requestUpdate());
    host.addController(this);
  }

  get field(): HTMLTextAreaElement | null | undefined {
    return this.#host.shadowRoot?.querySelector('textarea');
  }

  /** A private message is answered where others do not read it. */
  answer(message: ChatMessage): void {
    if (this.#mode.kind === 'edit') this.#leave();
    this.#mode = { kind: 'write', answered: message };
    if (message.to) this.audience.choose(message.author.isLocal ? message.to[0] : message.author);
    this.#begin();
  }

  edit(message: ChatMessage): void {
    this.#mode = { kind: 'edit', message };
    this.#text = message.text;
    this.#begin();
  }

  /** Where the cursor is. */
  insert(text: string, replaced = 0): void {
    const field = this.field;
    if (!field) return;
    const [start, end] = [field.selectionStart - replaced, field.selectionEnd];
    field.setRangeText(text, start, end, 'end');
    this.#typed(field.value);
    field.focus();
  }

  /** Says what went wrong, until something is typed; undefined: nothing any more. */
  complain(problem: Problem | undefined): void {
    this.#problem = problem;
    this.#host.requestUpdate();
  }

  render(view: ComposerView): TemplateResult {
    const { words, state } = (this.#view = view);
    this.#followDraft(state);
    const disabled = !view.chat;
    const label = words.term(disabled ? 'chatOutside' : 'writeMessage');
    const isProblem = this.#problem !== undefined;
    return html`<form part="composer" class="composer ${this.audience.isPrivate ? 'is-private' : ''}" @submit=${this.#submitted}>
      ${aboutMode(this.#mode, words, () => this.#leave())} ${this.audience.render(view, this.#mode.kind === 'edit')}
      <div class="fields">
        <button type="button" part="emoji-button" class="quiet" title=${words.term('addEmoji')} ?disabled=${disabled} @click=${this.#emoji}>${emojiIcon}</button>
        ${view.attach}
        <textarea
          part="field"
          rows="1"
          dir="auto"
          enterkeyhint="send"
          autocomplete="off"
          aria-label=${words.term('writeMessage')}
          aria-describedby=${isProblem ? 'problem' : nothing}
          aria-invalid=${isProblem ? 'true' : nothing}
          placeholder=${label}
          ?disabled=${disabled}
          .value=${live(this.#text)}
          @input=${this.#input}
          @keydown=${this.#pressed}
          @blur=${() => this.#mentions?.close()}
        ></textarea>
        <button part="send-button" class="quiet send ${this.#text.trim() ? 'ready' : ''}" title=${words.term('sendText')} ?disabled=${disabled}>${sendIcon}</button>
      </div>
      <p part="problem" class="problem" id="problem" role="alert">${this.#problem ? words.term(this.#problem) : nothing}</p>
    </form>`;
  }

  hostUpdated(): void {
    const field = this.field;
    if (!field || field.dataset['measured'] === field.value) return;
    field.dataset['measured'] = field.value;
    // As high as what is in it; the styles say how high at most.
    field.style.blockSize = '';
    if (field.value) field.style.blockSize = `${field.scrollHeight}px`;
  }

  #followDraft({ draft }: ChatState): void {
    if (draft === this.#kept) return;
    // What somebody is typing goes before what was kept.
    const isUntouched = this.#draft === '' || this.#draft === this.#kept;
    this.#kept = draft;
    if (!isUntouched || this.#mode.kind === 'edit') return;
    this.#text = this.#draft = draft;
  }

  #begin(): void {
    this.#problem = undefined;
    this.#host.requestUpdate();
    void this.#host.updateComplete.then(() => {
      this.field?.focus();
      this.field?.setSelectionRange(this.#text.length, this.#text.length);
    });
  }

  /** Out of what is edited or answered; what was being written before is there again. */
  #leave(): void {
    if (this.#mode.kind === 'edit') this.#text = this.#draft;
    this.#mode = writing;
    this.#begin();
  }

  readonly #emoji = ({ currentTarget }: Event): void => this.#pickEmoji(currentTarget as HTMLElement);

  readonly #input = ({ target }: Event): void => this.#typed((target as HTMLTextAreaElement).value);

  #typed(text: string): void {
    this.#text = text;
    this.#problem = undefined;
    if (this.#mode.kind === 'write') this.#keep(text);
    this.#suggest();
    this.#host.requestUpdate();
  }

  #keep(text: string): void {
    this.#draft = text;
    this.#view?.chat?.write(text);
  }

  /** Names to choose from come with the first that is begun. */
  #suggest(): void {
    const view = this.#view;
    if (this.#mentions && view) return this.#mentions.update(view);
    if (!this.#text.includes('@')) return;
    this.#loading ??= import('./mentions.ts').then(
      ({ Mentions }) => {
        this.#mentions = new Mentions(this.#host, this);
        this.#suggest();
      },
      () => void (this.#loading = undefined),
    );
  }

  readonly #pressed = (event: KeyboardEvent): void => {
    // Enter that ends a composition chooses characters (W3C UI Events, `isComposing`).
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- Safari has no other way to say so
    if (event.isComposing || event.keyCode === 229 || this.#mentions?.pressed(event)) return;
    const { key, shiftKey, altKey, ctrlKey, metaKey } = event;
    if (key === 'Enter' && !shiftKey && !altKey) void this.#submit();
    else if (key === 'Escape' && this.#mode !== writing) this.#leave();
    else if (key === 'ArrowUp' && !this.#text && !shiftKey && !altKey && !ctrlKey && !metaKey && this.#editLast()) event.preventDefault();
    else return;
    event.preventDefault();
  };

  #editLast(): boolean {
    const own = this.#view?.state.messages.findLast(({ author, isDeleted }) => author.isLocal && !isDeleted);
    if (own) this.edit(own);
    return own !== undefined;
  }

  readonly #submitted = (event: Event): void => {
    event.preventDefault();
    void this.#submit();
  };

  async #submit(): Promise<void> {
    const [chat, text, mode] = [this.#view?.chat, this.#text, this.#mode];
    if (!chat) return;
    if (!text.trim()) return this.complain('emptyText');
    if (text.length > longestText) return this.complain('longText');
    try {
      if (mode.kind === 'edit') {
        if (text !== mode.message.text) await chat.edit(mode.message.id, text);
        if (this.#mode === mode) this.#leave();
        return;
      }
      // The next one may be begun before this one is on its way.
      this.#mode = writing;
      this.#typed('');
      this.#sent();
      await chat.send(text, this.#options(mode.answered));
    } catch (error) {
      if (mode.kind === 'write') this.#putBack(text, mode);
      this.complain((error as RtcError).code === 'too-large' ? 'longText' : 'textNotSent');
    }
  }

  #options(answered: ChatMessage | undefined): WriteOptions {
    const only = this.audience.recipient;
    // That nothing can be sent to whoever has left is for the chat to say.
    return { ...(only && { to: [only.id] }), ...(answered && { replyTo: answered.id }) };
  }

  #putBack(text: string, mode: Mode): void {
    if (this.#mode === writing) this.#mode = mode;
    this.#typed(this.#text ? `${text}\n${this.#text}` : text);
  }
}
