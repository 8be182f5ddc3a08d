import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { CallController } from '../../../controllers/call-controller.ts';
import { isInCall } from '../../../controllers/selectors.ts';
import { RtcError } from '../../../core/errors.ts';
import { buttonStyles } from '../../../ui/button-styles.ts';
import { customElement } from '../../../ui/define.ts';
import { moreIcon } from '../../../ui/icons.ts';
import { popoverStyles } from '../../../ui/popover-styles.ts';
import { setStates } from '../../../ui/states.ts';
import { tokens } from '../../../ui/tokens.ts';
import { type Chat, chat } from '../chat.ts';
import { type ChatMessage, type ChatState, emptyChat } from '../chat-state.ts';
import { ChatLocalizer } from '../chat-words.ts';
import { ChatAnnouncer } from './chat-announcer.ts';
import { searchIcon } from './chat-icons.ts';
import { ChatLater } from './chat-later.ts';
import { Composer } from './composer.ts';
import { composerStyles } from './composer.styles.ts';
import { MessagePane } from './message-pane.ts';
import { messageStyles } from './messages.styles.ts';
import { namesOf } from './message-facts.ts';
import { chatStyles } from './rtc-chat.styles.ts';

/**
 * What is written in a call, and a field to write more. Outside a call it can be read, and what was begun stays in the field.
 *
 * @csspart head - The line at the top.
 * @csspart search-button - The button there that opens the search, and those of the search.
 * @csspart options-button - The button there that opens the menu of the chat.
 * @csspart search - What holds the search, while it is open.
 * @csspart search-field - The field for what is searched for.
 * @csspart found - How many messages have it in them.
 * @csspart list - What holds the messages.
 * @csspart empty - The words where there are no messages.
 * @csspart day - The line before a day’s messages.
 * @csspart new-line - The line before what is new.
 * @csspart message - A message, with all that belongs to it.
 * @csspart author - Who wrote it.
 * @csspart time - When.
 * @csspart bubble - What holds its text.
 * @csspart audience - Who alone can read it.
 * @csspart quote - The message that it answers.
 * @csspart text - Its text.
 * @csspart link - A link in there.
 * @csspart mention - The name of somebody in there.
 * @csspart reactions - What holds the reactions to a message.
 * @csspart reaction - An emoji there, and how many chose it.
 * @csspart status - How far one’s own message came.
 * @csspart retry-button - The button there that sends it again.
 * @csspart menu-button - The button of a message that opens its menu.
 * @csspart menu - The menu of a message, or of the chat.
 * @csspart menu-item - A line of a menu.
 * @csspart emoji-picker - What holds emoji to choose from.
 * @csspart emoji - An emoji there.
 * @csspart jump-button - The button that goes to what is new, or to the end.
 * @csspart typing - Who is writing at the moment.
 * @csspart composer - What holds the field.
 * @csspart about - Which message is answered, or edited.
 * @csspart cancel-button - The button there that leaves it.
 * @csspart audience-select - The menu of who is to read what is written.
 * @csspart field - The field to write in.
 * @csspart emoji-button - The button beside it that opens a choice of emoji.
 * @csspart send-button - The button that sends.
 * @csspart problem - What is wrong with what was to be sent.
 * @csspart suggestions - The names to choose from, while one is written.
 * @csspart suggestion - A name there.
 * @cssstate empty - There are no messages.
 * @cssstate disabled - Outside a call: nothing can be sent.
 */
@customElement('rtc-chat')
export class RtcChat extends LitElement {
  static override styles = [tokens, buttonStyles, popoverStyles, chatStyles, messageStyles, composerStyles];

  /** The id of the `<rtc-call>` this belongs to, for a chat that is not inside it. */
  @property() for: string | null = null;

  /** @internal */
  @state() private shown: ChatState = emptyChat;

  readonly #call = new CallController(this, isInCall, { followed: (session, signal) => this.#follow(session.use(chat), signal) });
  readonly #internals = this.attachInternals();
  readonly #words = new ChatLocalizer(this);
  readonly #announcer = new ChatAnnouncer(this, this.#words);
  readonly #later = new ChatLater(this, this.#words);
  readonly #composer: Composer = new Composer(
    this,
    () => this.#pane?.wrote(),
    (button) => void this.#later.pickEmoji(() => button, (emoji) => this.#composer.insert(emoji)),
  );
  #chat: Chat | undefined;
  #pane: MessagePane | undefined;

  /**
   * Writes a message to everybody. Resolves when it is in the chat; it is sent whenever somebody can be reached.
   * @throws RtcError `bad-message` without any text; `too-large` for more than 10,000 characters; `connection-lost` outside a call.
   */
  async send(text: string): Promise<ChatMessage> {
    if (!this.#chat) throw new RtcError('connection-lost', 'This chat belongs to no call');
    return this.#chat.send(text);
  }

  override focus(options?: FocusOptions): void {
    const field = this.#composer.field;
    if (field?.disabled) this.#pane?.focus();
    else field?.focus(options);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#pane?.open();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#pane?.close();
  }

  /** Before the rest, that says where one is in it. */
  override willUpdate(): void {
    this.#pane?.show(this.shown);
    this.#later.search?.update();
  }

  override render() {
    const [words, state] = [this.#words, this.shown];
    const isUsable = this.#call.value && this.#chat !== undefined;
    return html`${this.#head()} ${this.#later.search?.render() ?? nothing}
      <div class="area">
        <div part="list" class="list" role="log" aria-live="off" aria-label=${words.term('chatMessages')}>
          <div class="rows"></div>
        </div>
        <p part="empty" class="empty" ?hidden=${state.messages.length > 0}>${words.term('nothingSaid')}</p>
        ${this.#pane?.jumpButton() ?? nothing}
      </div>
      <p part="typing" class="typing">${this.#typing()}</p>
      ${this.#composer.render({ chat: isUsable ? this.#chat : undefined, state, words })} ${this.#announcer.render()}`;
  }

  override firstUpdated(): void {
    const list = this.renderRoot.querySelector<HTMLElement>('.list');
    if (!list) return;
    this.#pane = new MessagePane(this, list, this.#words, {
      chat: () => (this.#call.value ? this.#chat : undefined),
      openMenu: (message, button) => void this.#openMenu(message, button),
      failed: () => this.#composer.complain('internal'),
    });
    this.#pane.open();
    this.#pane.show(this.shown);
  }

  override updated(): void {
    setStates(this.#internals, { empty: this.shown.messages.length === 0, disabled: !this.#call.value });
  }

  #follow(followed: Chat, signal: AbortSignal): void {
    this.#chat = followed;
    this.shown = followed.store.state;
    this.#announcer.open(this.shown, signal);
    const changed = (state: ChatState) => {
      this.shown = state;
      this.#announcer.changed(state);
    };
    followed.store.watch(changed, signal);
    signal.addEventListener('abort', () => {
      this.#chat = undefined;
      this.requestUpdate();
    });
  }

  #head(): TemplateResult {
    const words = this.#words;
    const { others, messages } = this.shown;
    const who = others.length > 0 ? namesOf(others, words) : words.term('nobodyReads');
    const nothingThere = messages.length === 0;
    const button = ({ currentTarget }: Event) => currentTarget as HTMLElement;
    return html`<div part="head" class="top">
      <span class="who" title=${who}>${this.#call.value ? who : nothing}</span>
      <button type="button" part="search-button" class="quiet" title=${words.term('searchMessages')} ?disabled=${nothingThere} @click=${() => void this.#search()}>
        ${searchIcon}
      </button>
      <button
        type="button"
        part="options-button"
        class="quiet"
        title=${words.term('chatOptions')}
        aria-haspopup="true"
        ?disabled=${nothingThere}
        @click=${(event: Event) => {
          const from = button(event);
          void this.#later.openOptions(() => from, () => void this.#chat?.forget());
        }}
      >
        ${moreIcon}
      </button>
    </div>`;
  }

  #typing(): string {
    const [one, ...more] = this.shown.typing;
    if (!one) return '';
    return more.length > 0 ? this.#words.term('someWrite') : this.#words.term('oneWrites', namesOf([one], this.#words));
  }

  async #search(): Promise<void> {
    const pane = this.#pane;
    if (!pane) return;
    await this.#later.openSearch({
      list: pane.list,
      words: this.#words,
      reveal: (row) => pane.reveal(row),
      changed: () => this.requestUpdate(),
      close: () => this.#closeSearch(),
    });
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('[part="search-field"]')?.focus();
  }

  #closeSearch(): void {
    this.#later.closeSearch();
    this.renderRoot.querySelector<HTMLElement>('[part="search-button"]')?.focus();
  }

  async #openMenu(message: ChatMessage, button: () => HTMLElement | undefined): Promise<void> {
    const used = this.#call.value ? this.#chat : undefined;
    const doing = (act: (chat: Chat) => Promise<void>) => {
      if (used) act(used).catch(() => this.#composer.complain('internal'));
    };
    const react = ({ id, reactions }: ChatMessage, emoji: string) => {
      const isChosen = reactions.get(emoji)?.some(({ isLocal }) => isLocal) ?? false;
      doing((chat) => chat.react(id, emoji, !isChosen));
    };
    await this.#later.openMenu(message, { time: this.#pane?.timeOf(message) ?? '', isUsable: used !== undefined }, button, {
      reply: (each) => this.#composer.answer(each),
      edit: (each) => this.#composer.edit(each),
      react,
      otherEmoji: (each) => void this.#later.pickEmoji(button, (emoji) => react(each, emoji)),
      copy: ({ text }) => {
        navigator.clipboard.writeText(text).then(
          () => this.#announcer.say(this.#words.term('textCopied')),
          () => this.#composer.complain('internal'),
        );
      },
      delete: ({ id }) => doing((chat) => chat.delete(id)),
      retry: ({ id }) => used?.retry(id),
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rtc-chat': RtcChat;
  }
}
