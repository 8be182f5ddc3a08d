import { LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import { CallController } from '../../controllers/call-controller.ts';
import { buttonStyles } from '../../ui/button-styles.ts';
import { customElement } from '../../ui/define.ts';
import { PanelButton } from '../../ui/panel-button.ts';
import { setStates } from '../../ui/states.ts';
import { tokens } from '../../ui/tokens.ts';
import { controlStyles } from '../../ui/toolbar-button.ts';
import { ChatButtonLocalizer } from './chat-button-words.ts';
import { chatIcon } from './chat-icon.ts';

/**
 * Opens the chat beside the tiles, and closes it; says how many messages nobody has read here, and files nobody has answered.
 *
 * @slot - What to show as words; without, they are read but not seen.
 * @slot icon - What to show instead of the icon.
 * @csspart button - The native button.
 * @csspart count - How much is unread.
 * @cssstate open - The chat is open.
 * @cssstate unread - Something is unread.
 */
@customElement('rtc-chat-button')
export class RtcChatButton extends LitElement {
  static override shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, delegatesFocus: true };
  static override styles = [tokens, buttonStyles, controlStyles];

  /** The id of the `<rtc-call>` this belongs to, for a button that is not inside it. */
  @property() for: string | null = null;

  readonly #internals = this.attachInternals();
  readonly #panel = new PanelButton(this, this.#internals, 'chat');
  readonly #unread = new CallController(this, ({ unread }) => (unread.chat ?? 0) + (unread.files ?? 0));
  readonly #words = new ChatButtonLocalizer(this);

  override render() {
    const count = this.#unread.value;
    return this.#panel.render({ icon: chatIcon, label: this.#words.term('chat'), ...(count > 0 && { count, name: this.#words.term('chatUnread', count) }) });
  }

  override updated(): void {
    setStates(this.#internals, { unread: this.#unread.value > 0 });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rtc-chat-button': RtcChatButton;
  }
}
