import { LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import { buttonStyles } from '../../ui/button-styles.ts';
import { customElement } from '../../ui/define.ts';
import { Localize } from '../../ui/localize.ts';
import { PanelButton } from '../../ui/panel-button.ts';
import { tokens } from '../../ui/tokens.ts';
import { controlStyles } from '../../ui/toolbar-button.ts';
import { settingsIcon } from './settings-icon.ts';

/**
 * Opens the settings of one's own devices beside the tiles, and closes them.
 *
 * @slot - What to show as words; without, they are read but not seen.
 * @slot icon - What to show instead of the icon.
 * @csspart button - The native button.
 * @cssstate open - The settings are open.
 */
@customElement('rtc-settings-button')
export class RtcSettingsButton extends LitElement {
  static override shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, delegatesFocus: true };
  static override styles = [tokens, buttonStyles, controlStyles];

  /** The id of the `<rtc-call>` this belongs to, for a button that is not inside it. */
  @property() for: string | null = null;

  readonly #panel = new PanelButton(this, this.attachInternals(), 'settings');
  readonly #words = new Localize(this);

  override render() {
    return this.#panel.render({ icon: settingsIcon, label: this.#words.term('settings') });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rtc-settings-button': RtcSettingsButton;
  }
}
