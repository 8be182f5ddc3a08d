import { css, html, LitElement, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { CallController } from '../../controllers/call-controller.ts';
import { canShareScreen } from '../../media/display-capture.ts';
import { customElement } from '../../ui/define.ts';
import { Localize } from '../../ui/localize.ts';
import { tokens } from '../../ui/tokens.ts';
import '../rtc-camera-button/rtc-camera-button.ts';
import '../rtc-leave-button/rtc-leave-button.ts';
import '../rtc-mic-button/rtc-mic-button.ts';

const buttons: Readonly<Record<string, TemplateResult>> = {
  microphone: html`<rtc-mic-button exportparts="button"></rtc-mic-button>`,
  camera: html`<rtc-camera-button exportparts="button"></rtc-camera-button>`,
  screen: html`<rtc-screen-button exportparts="button"></rtc-screen-button>`,
  hand: html`<rtc-hand-button exportparts="button"></rtc-hand-button>`,
  reaction: html`<rtc-reaction-button exportparts="button, reactions"></rtc-reaction-button>`,
  leave: html`<rtc-leave-button exportparts="button"></rtc-leave-button>`,
};

/** Controls of what some calls do not send. */
const sentNames: readonly string[] = ['microphone', 'camera', 'screen'];

/** What may be used in a call, not on the way into it: its code comes when it is shown. */
const later: Readonly<Record<string, () => Promise<unknown>>> = {
  screen: () => import('../rtc-screen-button/rtc-screen-button.ts'),
  reaction: () => import('../rtc-reaction-button/rtc-reaction-button.ts'),
  hand: () => import('../rtc-hand-button/rtc-hand-button.ts'),
};

/**
 * The bar with the controls of a call, those for what the call does not send left out.
 *
 * @slot - More controls: before the one that leaves, if that is last.
 * @csspart bar - What holds the controls.
 * @csspart button - The native button of a control.
 * @csspart reactions - What holds the emoji to choose from.
 */
@customElement('rtc-toolbar')
export class RtcToolbar extends LitElement {
  static override styles = [
    tokens,
    css`
      :host {
        display: block;
        container-type: inline-size;
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

      @container (inline-size < 384px) {
        div {
          gap: 4px;
          padding-inline: 8px;
        }
      }

      /* Until its code is here. */
      rtc-screen-button:not(:defined),
      rtc-hand-button:not(:defined),
      rtc-reaction-button:not(:defined) {
        inline-size: 44px;
      }
    `,
  ];

  /** Which controls, in which order, by name: `microphone camera screen hand reaction leave`. Empty: all. */
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
    const isPossible = (name: string) => (name !== 'screen' || canShareScreen()) && (sends.includes(name) || !sentNames.includes(name));
    const isShown = (name: string) => Object.hasOwn(buttons, name) && isPossible(name);
    const shown = (wanted.length > 0 ? wanted : Object.keys(buttons)).filter(isShown);
    for (const name of shown) void later[name]?.();
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
