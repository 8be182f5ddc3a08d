import { LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import { buttonStyles } from '../../ui/button-styles.ts';
import { customElement } from '../../ui/define.ts';
import { canFillScreen } from '../../ui/display-abilities.ts';
import { DisplayButton } from '../../ui/display-button.ts';
import { Localize } from '../../ui/localize.ts';
import { tokens } from '../../ui/tokens.ts';
import { controlStyles } from '../../ui/toolbar-button.ts';
import { fullscreenIcon, notFullscreenIcon } from './fullscreen-icons.ts';

/**
 * Lets the call fill the screen, and no more.
 *
 * @slot - What to show as words; without, they are read but not seen.
 * @slot icon - What to show instead of the icon.
 * @csspart button - The native button.
 * @cssstate on - The call fills the screen.
 */
@customElement('rtc-fullscreen-button')
export class RtcFullscreenButton extends LitElement {
  static override shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, delegatesFocus: true };
  static override styles = [tokens, buttonStyles, controlStyles];

  /** The id of the `<rtc-call>` this belongs to, for a button that is not inside it. */
  @property() for: string | null = null;

  readonly #display = new DisplayButton(this, this.attachInternals(), {
    field: 'fullscreen',
    set: (display, on) => display.setFullscreen(on),
    isPossible: canFillScreen,
  });
  readonly #words = new Localize(this);

  override render() {
    return this.#display.render({
      icon: this.#display.on ? notFullscreenIcon : fullscreenIcon,
      label: this.#words.term('fullscreen'),
      hint: this.#words.term(this.#display.on ? 'leaveFullscreen' : 'fullscreen'),
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rtc-fullscreen-button': RtcFullscreenButton;
  }
}
