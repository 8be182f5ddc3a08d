import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { CallController } from '../../controllers/call-controller.ts';
import { canShareScreen } from '../../media/display-capture.ts';
import { buttonStyles } from '../../ui/button-styles.ts';
import { customElement } from '../../ui/define.ts';
import { moreIcon } from '../../ui/icons.ts';
import { Localize } from '../../ui/localize.ts';
import { placePopover } from '../../ui/place-popover.ts';
import { popoverStyles } from '../../ui/popover-styles.ts';
import { tokens } from '../../ui/tokens.ts';
import { controlStyles } from '../../ui/toolbar-button.ts';
import '../rtc-camera-button/rtc-camera-button.ts';
import '../rtc-leave-button/rtc-leave-button.ts';
import '../rtc-mic-button/rtc-mic-button.ts';
import { fold } from './fold.ts';

/** With words where there is room for them. */
const buttons: Readonly<Record<string, (words: string | typeof nothing) => TemplateResult>> = {
  microphone: (words) => html`<rtc-mic-button exportparts="button, level">${words}</rtc-mic-button>`,
  camera: (words) => html`<rtc-camera-button exportparts="button">${words}</rtc-camera-button>`,
  screen: (words) => html`<rtc-screen-button exportparts="button">${words}</rtc-screen-button>`,
  hand: (words) => html`<rtc-hand-button exportparts="button">${words}</rtc-hand-button>`,
  reaction: (words) => html`<rtc-reaction-button exportparts="button, reactions">${words}</rtc-reaction-button>`,
  leave: (words) => html`<rtc-leave-button exportparts="button">${words}</rtc-leave-button>`,
};

/** Controls of what some calls do not send. */
const sentNames: readonly string[] = ['microphone', 'camera', 'screen'];

/** What may be used in a call, not on the way into it: its code comes when it is shown. */
const later: Readonly<Record<string, () => Promise<unknown>>> = {
  screen: () => import('../rtc-screen-button/rtc-screen-button.ts'),
  hand: () => import('../rtc-hand-button/rtc-hand-button.ts'),
  reaction: () => import('../rtc-reaction-button/rtc-reaction-button.ts'),
};

/** What the words of a control are called. */
const labels = { screen: 'shareScreen', hand: 'hand', reaction: 'react' } as const;

/** CSS pixels: of a control, between two, and around all. */
const size = 44;
const gap = 12;
const padding = 12;

/**
 * The bar with the controls of a call, those for what the call does not send left out. Where it is narrow, what is needed least goes
 * behind “more”.
 *
 * @slot - More controls: before the one that leaves, if that is last.
 * @csspart bar - What holds the controls.
 * @csspart button - The native button of a control.
 * @csspart more - What holds the controls that have no room in the bar.
 * @csspart reactions - What holds the emoji to choose from.
 * @csspart level - How loud one's own microphone is, on its control.
 */
@customElement('rtc-toolbar')
export class RtcToolbar extends LitElement {
  static override styles = [
    tokens,
    buttonStyles,
    controlStyles,
    popoverStyles,
    css`
      :host {
        display: block;
      }

      .bar {
        display: flex;
        justify-content: center;
        gap: ${gap}px;
        padding: ${padding}px;
      }

      rtc-leave-button {
        margin-inline-start: ${gap}px;
      }

      .more:popover-open {
        display: grid;
        gap: 4px;
      }

      /* Until their code is here. */
      .bar > :not(:defined) {
        inline-size: ${size}px;
      }
    `,
  ];

  /** Which controls, in which order, by name: `microphone camera screen hand reaction leave`. Empty: all. */
  @property() controls: string | null = null;

  /** The id of the `<rtc-call>` this belongs to, for a toolbar that is not inside it. */
  @property() for: string | null = null;

  /** So many controls have room. */
  @state() private room = Number.POSITIVE_INFINITY;

  readonly #sends = new CallController(this, ({ sends }) => sends, { relay: true });
  readonly #words = new Localize(this);
  readonly #resized = new ResizeObserver(() => this.#measure());

  override connectedCallback(): void {
    super.connectedCallback();
    this.#resized.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resized.disconnect();
  }

  override focus(options?: FocusOptions): void {
    for (const control of this.renderRoot.querySelectorAll<HTMLElement>('[exportparts]:defined')) {
      control.focus(options);
      // One that is disabled, or whose code has just come, takes none.
      if (control.matches(':focus-within')) return;
    }
  }

  override render() {
    const { seen, folded } = fold(this.#controls, this.room);
    for (const name of [...seen, ...folded]) void later[name]?.();
    const inBar = [...seen];
    const last = inBar.at(-1) === 'leave' ? inBar.pop() : undefined;
    return html`<div part="bar" class="bar" role="group" aria-label=${this.#words.term('callControls')}>
      ${inBar.map((name) => buttons[name]?.(nothing))}<slot @slotchange=${() => this.#measure()}></slot>${folded.length > 0 ? this.#more(folded) : nothing}${
        last && buttons[last]?.(nothing)
      }
    </div>`;
  }

  override updated(): void {
    const [button, more] = [this.renderRoot.querySelector<HTMLButtonElement>('.bar > button'), this.renderRoot.querySelector<HTMLElement>('.more')];
    if (button && more) button.popoverTargetElement = more;
  }

  get #controls(): readonly string[] {
    const wanted = this.controls?.split(/\s+/).filter(Boolean) ?? [];
    const sends: readonly string[] = this.#sends.value;
    const isPossible = (name: string) => (name !== 'screen' || canShareScreen()) && (sends.includes(name) || !sentNames.includes(name));
    return (wanted.length > 0 ? wanted : Object.keys(buttons)).filter((name) => Object.hasOwn(buttons, name) && isPossible(name));
  }

  #more(folded: readonly string[]): TemplateResult {
    const wordsOf = (name: string) => (name in labels ? this.#words.term(labels[name as keyof typeof labels]) : nothing);
    const more = this.#words.term('more');
    return html`<button type="button" part="button" class="control" title=${more} aria-label=${more}>${moreIcon}</button>
      <div popover part="more" class="more" role="group" aria-label=${more} @toggle=${(event: ToggleEvent) => this.#toggled(event)}>
        ${folded.map((name) => buttons[name]?.(wordsOf(name)))}
      </div>`;
  }

  #toggled({ newState, target }: ToggleEvent): void {
    const button = this.renderRoot.querySelector('.bar > button');
    if (newState === 'open' && button && target instanceof HTMLElement) placePopover(target, button);
  }

  /** What the page adds has its own width. */
  #measure(): void {
    const added = this.renderRoot.querySelector('slot:not([name])');
    const widths = added instanceof HTMLSlotElement ? added.assignedElements({ flatten: true }).map((each) => each.getBoundingClientRect().width) : [];
    const taken = widths.filter((width) => width > 0).reduce((sum, width) => sum + width + gap, 0);
    // The one that leaves stands apart.
    this.room = Math.floor((this.clientWidth - 2 * padding - taken) / (size + gap));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rtc-toolbar': RtcToolbar;
  }
}
