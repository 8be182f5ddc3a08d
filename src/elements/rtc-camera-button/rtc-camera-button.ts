import { LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import { CallController } from '../../controllers/call-controller.ts';
import { DeviceController } from '../../controllers/device-controller.ts';
import { buttonStyles } from '../../ui/button-styles.ts';
import { customElement } from '../../ui/define.ts';
import { cameraIcon, cameraOffIcon } from '../../ui/icons.ts';
import { Localize } from '../../ui/localize.ts';
import { tokens } from '../../ui/tokens.ts';
import { controlStyles, toolbarButton } from '../../ui/toolbar-button.ts';

/**
 * Turns one's own camera on and off. Before joining, it says whether it will be on.
 *
 * @slot - What to show as words; without, they are read but not seen.
 * @slot icon - What to show instead of the icon.
 * @csspart button - The native button.
 * @cssstate on - The camera is on or, before joining, will be.
 * @cssstate starting - The camera is being opened.
 */
@customElement('rtc-camera-button')
export class RtcCameraButton extends LitElement {
  static override shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, delegatesFocus: true };
  static override styles = [tokens, buttonStyles, controlStyles];

  /** The id of the `<rtc-call>` this belongs to, for a button that is not inside it. */
  @property() for: string | null = null;

  readonly #camera = new DeviceController(this, this.attachInternals(), 'camera');
  readonly #words = new Localize(this);
  readonly #key = new CallController(this, ({ keys }) => keys.camera);

  override render() {
    const { on, starting, isAllowed } = this.#camera;
    return toolbarButton(this, {
      icon: on ? cameraIcon : cameraOffIcon,
      label: this.#words.term('camera'),
      hint: this.#words.term(on ? 'turnOffCamera' : 'turnOnCamera'),
      pressed: on,
      busy: starting,
      disabled: !isAllowed,
      shortcut: this.#key.value,
      onClick: () => this.#camera.toggle(),
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rtc-camera-button': RtcCameraButton;
  }
}
