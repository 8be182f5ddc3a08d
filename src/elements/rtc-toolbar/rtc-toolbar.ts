import { css, html, LitElement, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { CallController } from '../../controllers/call-controller.ts';
import { customElement } from '../../ui/define.ts';
import { Localize } from '../../ui/localize.ts';
import { tokens } from '../../ui/tokens.ts';
import '../rtc-camera-button/rtc-camera-button.ts';
import '../rtc-leave-button/rtc-leave-button.ts';
import '../rtc-mic-button/rtc-mic-button.ts';

const buttons: Readonly<Record<string, TemplateResult>> = {
  microphone: html`<rtc-mic-button exportparts="button, level"></rtc-mic-button>`,
  camera: html`<rtc-camera-button exportparts="button"></rtc-camera-button>`,
  leave: html`<rtc-leave-button exportparts="button"></rtc-leave-button>`,
};

/**
 * The bar with the controls of a call, those for what the call does not send left out.
 *
 * @slot - More controls: before the one that leaves, if that is last.
 * @csspart bar - What holds the controls.
 * @csspart button - The native button of a control.
 * @csspart level - How loud one's own microphone is, on its control.
 */
@customElement('rtc-toolbar')
export class RtcToolbar extends LitElement {
  static override styles = [
    tokens,
    css`
      :host {
        display: block;
      }

      div {
        display: flex;
        justify-content: center;
        gap: 12px;
        padding: 12px;
      }

      rtc-leave-button {
        margin-inline-start: 12px;
      }
    `,
  ];

  /** Which controls, in which order, by name: `microphone camera leave`. Empty: all. */
  @property() controls: string | null = null;

  /** The id of the `<rtc-call>` this belongs to, for a toolbar that is not inside it. */
  @property() for: string | null = null;

  readonly #sends = new CallController(this, ({ sends }) => sends, { relay: true });
  readonly #words = new Localize(this);

  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>('[exportparts]')?.focus(options);
  }

  override render() {
    const wanted = this.controls?.split(/\s+/).filter(Boolean) ?? [];
    const sends: readonly string[] = this.#sends.value;
    const isShown = (name: string) => Object.hasOwn(buttons, name) && (name === 'leave' || sends.includes(name));
    const shown = (wanted.length > 0 ? wanted : Object.keys(buttons)).filter(isShown);
    const last = shown.at(-1) === 'leave' ? shown.pop() : undefined;
    return html`<div part="bar" role="group" aria-label=${this.#words.term('callControls')}>
      ${shown.map((name) => buttons[name])}<slot></slot>${last && buttons[last]}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rtc-toolbar': RtcToolbar;
  }
}
