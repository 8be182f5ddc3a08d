import { LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import { CallController } from '../../controllers/call-controller.ts';
import { isInCall } from '../../controllers/selectors.ts';
import { canShareScreen } from '../../media/display-capture.ts';
import { buttonStyles } from '../../ui/button-styles.ts';
import { customElement } from '../../ui/define.ts';
import { screenIcon, screenOffIcon } from '../../ui/icons.ts';
import { Localize } from '../../ui/localize.ts';
import { setStates } from '../../ui/states.ts';
import { tokens } from '../../ui/tokens.ts';
import { controlStyles, toolbarButton } from '../../ui/toolbar-button.ts';

/**
 * Shares one's screen, or stops. The browser asks which screen, window or tab.
 *
 * @slot - What to show as words; without, they are read but not seen.
 * @slot icon - What to show instead of the icon.
 * @csspart button - The native button.
 * @cssstate on - The screen is shared.
 * @cssstate starting - The browser asks which.
 */
@customElement('rtc-screen-button')
export class RtcScreenButton extends LitElement {
  static override shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, delegatesFocus: true };
  static override styles = [tokens, buttonStyles, controlStyles];

  /** The id of the `<rtc-call>` this belongs to, for a button that is not inside it. */
  @property() for: string | null = null;

  readonly #internals = this.attachInternals();
  readonly #words = new Localize(this);
  readonly #key = new CallController(this, ({ keys }) => keys.screen);
  readonly #screen = new CallController(this, ({ screen }) => screen);
  readonly #isAllowed = new CallController(this, (state) => isInCall(state) && state.sends.includes('screen'));

  override render() {
    const isOn = this.#screen.value === 'on';
    return toolbarButton(this, {
      icon: isOn ? screenOffIcon : screenIcon,
      label: this.#words.term('shareScreen'),
      hint: this.#words.term(isOn ? 'stopSharing' : 'shareScreen'),
      pressed: isOn,
      rests: true,
      busy: this.#screen.value === 'starting',
      disabled: !this.#isAllowed.value || !canShareScreen(),
      shortcut: this.#key.value,
      onClick: () => this.#screen.session?.share(!isOn),
    });
  }

  override updated(): void {
    setStates(this.#internals, { on: this.#screen.value === 'on', starting: this.#screen.value === 'starting' });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rtc-screen-button': RtcScreenButton;
  }
}
