import { LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import { CallController } from '../../controllers/call-controller.ts';
import { buttonStyles } from '../../ui/button-styles.ts';
import { customElement } from '../../ui/define.ts';
import { Localize } from '../../ui/localize.ts';
import { PanelButton } from '../../ui/panel-button.ts';
import { tokens } from '../../ui/tokens.ts';
import { controlStyles } from '../../ui/toolbar-button.ts';
import { peopleIcon } from './people-icon.ts';

/**
 * Opens the list of who is in the call beside the tiles, and closes it; says how many they are.
 *
 * @slot - What to show as words; without, they are read but not seen.
 * @slot icon - What to show instead of the icon.
 * @csspart button - The native button.
 * @csspart count - How many are in the call.
 * @cssstate open - The list is open.
 */
@customElement('rtc-people-button')
export class RtcPeopleButton extends LitElement {
  static override shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, delegatesFocus: true };
  static override styles = [tokens, buttonStyles, controlStyles];

  /** The id of the `<rtc-call>` this belongs to, for a button that is not inside it. */
  @property() for: string | null = null;

  readonly #panel = new PanelButton(this, this.attachInternals(), 'people');
  readonly #count = new CallController(this, ({ participants }) => participants.length);
  readonly #words = new Localize(this);

  override render() {
    const count = this.#count.value;
    return this.#panel.render({ icon: peopleIcon, label: this.#words.term('peopleHere'), ...(count > 0 && { count }) });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rtc-people-button': RtcPeopleButton;
  }
}
