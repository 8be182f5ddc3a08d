import { LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import { buttonStyles } from '../../ui/button-styles.ts';
import { customElement } from '../../ui/define.ts';
import { canFloat } from '../../ui/display-abilities.ts';
import { DisplayButton } from '../../ui/display-button.ts';
import { Localize } from '../../ui/localize.ts';
import { tokens } from '../../ui/tokens.ts';
import { controlStyles } from '../../ui/toolbar-button.ts';
import { pipIcon } from './pip-icon.ts';

/**
 * Shows the call in a small window above all others, and no more.
 *
 * @slot - What to show as words; without, they are read but not seen.
 * @slot icon - What to show instead of the icon.
 * @csspart button - The native button.
 * @cssstate on - The small window is open.
 */
@customElement('rtc-pip-button')
export class RtcPipButton extends LitElement {
  static override shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, delegatesFocus: true };
  static override styles = [tokens, buttonStyles, controlStyles];

  /** The id of the `<rtc-call>` this belongs to, for a button that is not inside it. */
  @property() for: string | null = null;

  readonly #display = new DisplayButton(this, this.attachInternals(), {
    field: 'pictureInPicture',
    set: (display, on) => display.setPictureInPicture(on),
    isPossible: canFloat,
  });
  readonly #words = new Localize(this);

  override render() {
    return this.#display.render({
      icon: pipIcon,
      label: this.#words.term('pictureInPicture'),
      hint: this.#words.term(this.#display.on ? 'leavePictureInPicture' : 'pictureInPicture'),
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rtc-pip-button': RtcPipButton;
  }
}
