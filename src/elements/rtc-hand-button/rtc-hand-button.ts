import { LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import { CallController } from '../../controllers/call-controller.ts';
import { isInCall } from '../../controllers/selectors.ts';
import { buttonStyles } from '../../ui/button-styles.ts';
import { customElement } from '../../ui/define.ts';
import { handIcon } from '../../ui/icons.ts';
import { Localize } from '../../ui/localize.ts';
import { setStates } from '../../ui/states.ts';
import { tokens } from '../../ui/tokens.ts';
import { controlStyles, toolbarButton } from '../../ui/toolbar-button.ts';

/**
 * Raises one's hand, for whoever leads to see, and lowers it.
 *
 * @slot - What to show as words; without, they are read but not seen.
 * @slot icon - What to show instead of the icon.
 * @csspart button - The native button.
 * @cssstate on - The hand is up.
 */
@customElement('rtc-hand-button')
export class RtcHandButton extends LitElement {
  static override shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, delegatesFocus: true };
  static override styles = [tokens, buttonStyles, controlStyles];

  /** The id of the `<rtc-call>` this belongs to, for a button that is not inside it. */
  @property() for: string | null = null;

  readonly #internals = this.attachInternals();
  readonly #words = new Localize(this);
  readonly #key = new CallController(this, ({ keys }) => keys.hand);
  readonly #isUp = new CallController(this, ({ participants }) => participants[0]?.hand ?? false);
  readonly #isInCall = new CallController(this, isInCall);

  override render() {
    const isUp = this.#isUp.value;
    return toolbarButton(this, {
      icon: handIcon,
      label: this.#words.term('hand'),
      hint: this.#words.term(isUp ? 'lowerHand' : 'raiseHand'),
      pressed: isUp,
      rests: true,
      disabled: !this.#isInCall.value,
      shortcut: this.#key.value,
      onClick: () => this.#isUp.session?.raiseHand(!isUp),
    });
  }

  override updated(): void {
    setStates(this.#internals, { on: this.#isUp.value });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rtc-hand-button': RtcHandButton;
  }
}
