import { LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import { CallController } from '../../controllers/call-controller.ts';
import type { CallPhase } from '../../core/call-state.ts';
import { buttonStyles } from '../../ui/button-styles.ts';
import { customElement } from '../../ui/define.ts';
import { leaveIcon } from '../../ui/icons.ts';
import { Localize } from '../../ui/localize.ts';
import { tokens } from '../../ui/tokens.ts';
import { controlStyles, toolbarButton } from '../../ui/toolbar-button.ts';

const outside: readonly CallPhase[] = ['idle', 'ended', 'failed'];

/**
 * Leaves the call.
 *
 * @slot - What to show as words; without, they are read but not seen.
 * @slot icon - What to show instead of the icon.
 * @csspart button - The native button.
 */
@customElement('rtc-leave-button')
export class RtcLeaveButton extends LitElement {
  static override shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, delegatesFocus: true };
  static override styles = [tokens, buttonStyles, controlStyles];

  /** The id of the `<rtc-call>` this belongs to, for a button that is not inside it. */
  @property() for: string | null = null;

  readonly #canLeave = new CallController(this, ({ status }) => !outside.includes(status.phase));
  readonly #words = new Localize(this);
  readonly #key = new CallController(this, ({ keys }) => keys.leave);

  override render() {
    return toolbarButton(this, {
      icon: leaveIcon,
      label: this.#words.term('leave'),
      danger: true,
      disabled: !this.#canLeave.value,
      shortcut: this.#key.value,
      onClick: () => this.#canLeave.session?.leave(),
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rtc-leave-button': RtcLeaveButton;
  }
}
