import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { CallController } from '../../../controllers/call-controller.ts';
import { isInCall } from '../../../controllers/selectors.ts';
import { RtcError } from '../../../core/errors.ts';
import type { ParticipantId } from '../../../core/transport.ts';
import { buttonStyles } from '../../../ui/button-styles.ts';
import { customElement } from '../../../ui/define.ts';
import { nextFrame } from '../../../ui/next-frame.ts';
import { popoverStyles } from '../../../ui/popover-styles.ts';
import { setStates } from '../../../ui/states.ts';
import { tokens } from '../../../ui/tokens.ts';
import type { FileTransfer } from '../../files/file-transfer.ts';
import { type Chat, chat } from '../chat.ts';
import { type ChatMessage, type ChatState, emptyChat } from '../chat-state.ts';
import { ChatLocalizer } from '../chat-words.ts';
import { Attachments } from './attachments.ts';
import { bubbleStyles } from './bubble.styles.ts';
import { ChatAnnouncer } from './chat-announcer.ts';
import { chatHead } from './chat-head.ts';
import { chatHeadStyles } from './chat-head.styles.ts';
import { ChatLater } from './chat-later.ts';
import { chatPopupStyles } from './chat-popups.styles.ts';
import { Composer } from './composer.ts';
import { composerStyles } from './composer.styles.ts';
import { MessagePane } from './message-pane.ts';
import { messageActs } from './message-acts.ts';
import { messageButtonStyles } from './message-buttons.styles.ts';
import { messageStyles } from './messages.styles.ts';
import { whoWrites } from './message-facts.ts';
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
 * @csspart drop-target - What is over the chat while files are dragged there.
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
 * @csspart files - The `<rtc-files>`, while there are any.
 * @csspart files-list - In the list of files: what holds the cards.
 * @csspart files-card - In the list of files: a file, with all that belongs to it.
 * @csspart files-icon - In the list of files: the sign for its kind.
 * @csspart files-name - In the list of files: its name.
 * @csspart files-about - In the list of files: its size, and whom it comes from or goes to.
 * @csspart files-warning - In the list of files: what there is to mind before opening it.
 * @csspart files-preview - In the list of files: what it looks or sounds like.
 * @csspart files-progress - In the list of files: how far it is.
 * @csspart files-status - In the list of files: the same in words, or what became of it.
 * @csspart files-digest - In the list of files: that it is whole, and the SHA-256 to compare.
 * @csspart files-copy-button - In the list of files: the button there that copies it.
 * @csspart files-recipient - In the list of files: one of several whom it goes to, and how far it is there.
 * @csspart files-accept-button - In the list of files: the button that takes what is offered.
 * @csspart files-decline-button - In the list of files: the button that does not.
 * @csspart files-pause-button - In the list of files: the button that pauses it, or goes on.
 * @csspart files-cancel-button - In the list of files: the button that ends it.
 * @csspart files-save-button - In the list of files: the button that saves what came.
 * @csspart files-preview-button - In the list of files: the button that shows what came.
 * @csspart files-dismiss-button - In the list of files: the button that takes it off the list.
 * @csspart files-problem - In the list of files: what went wrong with what was done there.
 * @csspart composer - What holds the field.
 * @csspart about - Which message is answered, or edited.
 * @csspart cancel-button - The button there that leaves it.
 * @csspart audience-select - The menu of who is to read what is written.
 * @csspart field - The field to write in.
 * @csspart emoji-button - The button beside it that opens a choice of emoji.
 * @csspart attach-button - The button beside it that chooses files to send.
 * @csspart send-button - The button that sends.
 * @csspart problem - What is wrong with what was to be sent.
 * @csspart suggestions - The names to choose from, while one is written.
 * @csspart suggestion - A name there.
 * @cssstate empty - There are no messages.
 * @cssstate disabled - Outside a call: nothing can be sent.
 */
@customElement('rtc-chat')
export class RtcChat extends LitElement {
  static override styles = [tokens, buttonStyles, popoverStyles, chatStyles, chatHeadStyles, chatPopupStyles, messageStyles, bubbleStyles, messageButtonStyles, composerStyles];

  /** The id of the `<rtc-call>` this belongs to, for a chat that is not inside it. */
  @property() for: string | null = null;

  /** Files of at most so many bytes are taken without asking. Without it, none are. */
  @property({ attribute: 'auto-accept', converter: (value) => (value === null ? null : value.trim() === '' ? Number.NaN : Number(value)) }) autoAccept: number | null = null;

  /** @internal */
  @state() private shown: ChatState = emptyChat;

  readonly #call = new CallController(this, isInCall, {
    relay: true,
    followed: (session, signal) => {
      this.#attachments.follow(session, signal);
      this.#follow(session.use(chat), signal);
    },
  });
  /** Whoever sends or offers files says so there. */
  readonly #usesFiles = new CallController(this, ({ unread }) => unread.files !== undefined);
  readonly #internals = this.attachInternals();
  readonly #words = new ChatLocalizer(this);
  readonly #announcer = new ChatAnnouncer(this, this.#words);
  readonly #later = new ChatLater(this, this.#words);
  readonly #composer: Composer = new Composer(
    this,
    () => this.#pane?.wrote(),
    (button) => void this.#later.pickEmoji(() => button, (emoji) => this.#composer.insert(emoji)),
  );
  readonly #attachments: Attachments = new Attachments(this, {
    words: this.#words,
    isUsable: () => this.#used !== undefined,
    recipient: () => this.#composer.audience.recipient,
    complain: (problem) => this.#composer.complain(problem),
  });
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

  /**
   * Offers files to everybody in the call, or to those in `to`. Resolves when they are offered, one transfer for each file and participant.
   * @throws RtcError `connection-lost` outside a call; `peer-unreachable` if one of `to` is not in it; `bad-message` for what is no file;
   * `too-large` for more than 1000 at a time.
   */
  async sendFiles(files: Iterable<File>, to?: readonly ParticipantId[]): Promise<readonly FileTransfer[]> {
    return this.#attachments.send(files, to);
  }

  override focus(options?: FocusOptions): void {
    const field = this.#composer.field;
    if (field?.disabled) this.#pane?.focus();
    else field?.focus(options);
  }

  /** With the next frame: what comes until then is drawn at once, and an answer to it does not wait for the drawing. A hidden page has no frames. */
  protected override async scheduleUpdate(): Promise<void> {
    if (!document.hidden) await nextFrame();
    await super.scheduleUpdate();
  }

  /** Before the rest, that says where one is in it. */
  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('autoAccept')) this.#attachments.accept(this.autoAccept);
    this.#pane?.show(this.shown);
    this.#later.search?.update();
  }

  override render() {
    const [words, state] = [this.#words, this.shown];
    const search = () => void (this.#pane && this.#later.openSearch(this.#pane));
    const openOptions = (button: HTMLElement) => void this.#later.openOptions(() => button, () => void this.#chat?.forget());
    return html`${chatHead({ words, state, isInCall: this.#call.value, search, openOptions })} ${this.#later.search?.render() ?? nothing}
      <div class="area">
        <div part="list" class="list" role="log" aria-live="off" aria-label=${words.term('chatMessages')}>
          <div class="rows"></div>
        </div>
        <p part="empty" class="empty" ?hidden=${state.messages.length > 0}>${words.term('nothingSaid')}</p>
        ${this.#pane?.jumpButton() ?? nothing}
      </div>
      <p part="typing" class="typing">${whoWrites(state.typing, words)}</p>
      ${this.#attachments.list(this.#usesFiles.value)}
      ${this.#composer.render({ chat: this.#used, state, words, attach: this.#attachments.button() })} ${this.#announcer.render()}
      ${this.#attachments.dropTarget()}`;
  }

  override firstUpdated(): void {
    const list = this.renderRoot.querySelector<HTMLElement>('.list');
    if (!list) return;
    this.#pane = new MessagePane(this, list, this.#words, {
      chat: () => this.#used,
      openMenu: (message, button) => void this.#openMenu(message, button),
      failed: () => this.#composer.complain('internal'),
    });
    this.#pane.show(this.shown);
  }

  override updated(): void {
    setStates(this.#internals, { empty: this.shown.messages.length === 0, disabled: !this.#call.value });
  }

  /** While one is in a call. */
  get #used(): Chat | undefined {
    return this.#call.value ? this.#chat : undefined;
  }

  #follow(followed: Chat, signal: AbortSignal): void {
    this.#chat = followed;
    this.shown = followed.store.state;
    this.#announcer.open(this.shown, signal);
    followed.store.watch((state) => {
      this.shown = state;
      this.#announcer.changed(state);
    }, signal);
    signal.addEventListener('abort', () => {
      this.#chat = undefined;
      this.requestUpdate();
    });
  }

  async #openMenu(message: ChatMessage, button: () => HTMLElement | undefined): Promise<void> {
    const used = this.#used;
    const acts = messageActs(used, {
      composer: this.#composer,
      announcer: this.#announcer,
      words: this.#words,
      pickEmoji: (chosen) => void this.#later.pickEmoji(button, chosen),
    });
    await this.#later.openMenu(message, { time: this.#pane?.timeOf(message) ?? '', isUsable: used !== undefined, acts }, button);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rtc-chat': RtcChat;
  }
}
