import { css, html, LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import { CallController } from '../../controllers/call-controller.ts';
import { DeviceController } from '../../controllers/device-controller.ts';
import { buttonStyles } from '../../ui/button-styles.ts';
import { customElement } from '../../ui/define.ts';
import { microphoneIcon, microphoneOffIcon } from '../../ui/icons.ts';
import { Localize } from '../../ui/localize.ts';
import { tokens } from '../../ui/tokens.ts';
import { controlStyles, toolbarButton } from '../../ui/toolbar-button.ts';

/**
 * Turns one's own microphone on and off. Before joining, it says whether it will be on.
 *
 * @slot - What to show as words; without, they are read but not seen.
 * @slot icon - What to show instead of the icon.
 * @csspart button - The native button.
 * @csspart level - How loud one is, in a call in which somebody else is: a bar that grows from the middle.
 * @cssstate on - The microphone is on or, before joining, will be.
 * @cssstate starting - The microphone is being opened.
 */
@customElement('rtc-mic-button')
export class RtcMicButton extends LitElement {
  static override shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, delegatesFocus: true };
  static override styles = [
    tokens,
    buttonStyles,
    controlStyles,
    css`
      :host {
        position: relative;
      }

      i {
        position: absolute;
        inset: auto 14px 5px;
        block-size: 3px;
        border-radius: 2px;
        background: var(--_success);
        scale: 0 1;
        pointer-events: none;
        forced-color-adjust: none;
      }
    `,
  ];

  /** The id of the `<rtc-call>` this belongs to, for a button that is not inside it. */
  @property() for: string | null = null;

  readonly #microphone = new DeviceController(this, this.attachInternals(), 'microphone', ({ loudness }, signal) =>
    loudness.watch(({ own }) => this.#show(own), signal),
  );
  readonly #words = new Localize(this);
  readonly #key = new CallController(this, ({ keys }) => keys.microphone);

  override render() {
    const { on, starting, isAllowed } = this.#microphone;
    return html`${toolbarButton(this, {
      icon: on ? microphoneIcon : microphoneOffIcon,
      label: this.#words.term('microphone'),
      hint: this.#words.term(on ? 'turnOffMicrophone' : 'turnOnMicrophone'),
      pressed: on,
      busy: starting,
      disabled: !isAllowed,
      shortcut: this.#key.value,
      onClick: () => this.#microphone.toggle(),
    })}<i part="level" aria-hidden="true"></i>`;
  }

  /** Many times a second, and only the style: nothing is rendered for it. */
  #show(level: number): void {
    this.renderRoot.querySelector('i')?.style.setProperty('scale', `${level} 1`);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rtc-mic-button': RtcMicButton;
  }
}
