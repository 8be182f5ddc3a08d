import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { CallController } from '../../controllers/call-controller.ts';
import { buttonStyles } from '../../ui/button-styles.ts';
import { customElement } from '../../ui/define.ts';
import { moreIcon } from '../../ui/icons.ts';
import { Localize } from '../../ui/localize.ts';
import { addEnglish } from '../../ui/localizer.ts';
import { openPopoverBy } from '../../ui/open-popover.ts';
import { placePopover } from '../../ui/place-popover.ts';
import { popoverStyles } from '../../ui/popover-styles.ts';
import { tokens } from '../../ui/tokens.ts';
import { controlStyles } from '../../ui/toolbar-button.ts';
import { panelWords } from '../../ui/words/panels.ts';
import { viewWords } from '../../ui/words/view.ts';
import { control, labels, loadControls, possibleControls } from './controls.ts';
import { fold, seldom } from './fold.ts';
import type { ToolbarKeys } from './toolbar-keys.ts';

// Those of controls whose code is not here yet.
addEnglish({ ...panelWords, ...viewWords });

/** CSS pixels: of a control, between two, and around all. */
const size = 44;
const gap = 12;
const padding = 12;

/**
 * The bar with the controls of a call, those for what the call does not send left out. Where it is narrow, what is needed least goes
 * behind “more”; what is needed once, if at all, is always there, unless `controls` names it. It is one stop of the Tab key: arrow keys, Home
 * and End move between controls, those of the page among them. Where what the page adds leaves no room for what always stays, there are two lines.
 *
 * @slot - More controls: before the one that leaves, if that is last.
 * @csspart bar - What holds the controls.
 * @csspart button - The native button of a control.
 * @csspart more - What holds the controls that have no room in the bar.
 * @csspart reactions - What holds the emoji to choose from.
 * @csspart layouts - What holds the layouts to choose from.
 * @csspart chat-count - How many messages are unread, on the control that opens the chat.
 * @csspart people-count - How many are in the call, on the control that lists them.
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
        /* Where it is narrow it folds, and widens nothing. */
        min-inline-size: 0;
      }

      .bar {
        display: flex;
        justify-content: center;
        gap: ${gap}px;
        padding: ${padding}px;
      }

      /* Where even what always stays has no room beside what the page adds. */
      .tight {
        flex-wrap: wrap;
      }

      ::slotted(*) {
        max-inline-size: 100%;
      }

      rtc-leave-button {
        margin-inline-start: ${gap}px;
      }

      .more:popover-open {
        display: grid;
        gap: 4px;
        min-inline-size: 192px;
        font-size: 14px;
        line-height: 20px;
      }

      .more ::part(button) {
        justify-content: start;
        inline-size: 100%;
        border-radius: 8px;
      }

      .more ::part(count) {
        margin-inline-start: auto;
      }

      /* Until their code is here. */
      .bar > :not(:defined) {
        inline-size: ${size}px;
      }

      .more > :not(:defined) {
        padding: 12px 16px;
      }
    `,
  ];

  /**
   * Which controls, in which order, by name: `microphone camera screen hand reaction chat people layout pip fullscreen leave`. Empty: all that
   * this browser can.
   */
  @property() controls: string | null = null;

  /** The id of the `<rtc-call>` this belongs to, for a toolbar that is not inside it. */
  @property() for: string | null = null;

  /** So many controls have room. */
  @state() private room = Number.POSITIVE_INFINITY;

  readonly #sends = new CallController(this, ({ sends }) => sends, { relay: true });
  readonly #words = new Localize(this);
  readonly #resized = new ResizeObserver(() => this.#measure());
  /** CSS pixels for what is not the page's. */
  #space = Number.POSITIVE_INFINITY;
  #focused: Element | null | undefined;
  #keys: ToolbarKeys | undefined;
  #loading: Promise<void> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#resized.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resized.disconnect();
  }

  override focus(options?: FocusOptions): void {
    for (const control of [this.#keys?.stop, ...this.renderRoot.querySelectorAll<HTMLElement>('[exportparts]:defined')]) {
      control?.focus(options);
      // One that is disabled, or whose code has just come, takes none.
      if (control?.matches(':focus-within')) return;
    }
  }

  override willUpdate(): void {
    this.#focused = this.shadowRoot?.activeElement;
  }

  override render() {
    const wanted = this.controls?.split(/\s+/).filter(Boolean) ?? [];
    const { seen, folded } = fold(possibleControls(wanted, this.#sends.value), this.room, wanted.length > 0 ? [] : seldom);
    loadControls(seen);
    const inBar = [...seen];
    const last = inBar.at(-1) === 'leave' ? inBar.pop() : undefined;
    return html`<div part="bar" class="bar" role="toolbar" aria-label=${this.#words.term('callControls')} @focusin=${this.#load}>
      ${repeat(inBar, (name) => name, (name) => control(name, nothing))}<slot @slotchange=${() => this.#measure()}></slot>${
        folded.length > 0 ? this.#more(folded) : nothing
      }${last && control(last, nothing)}
    </div>`;
  }

  override updated(): void {
    const [button, more] = [this.#moreButton, this.#morePopover];
    if (button && more) {
      openPopoverBy(button, more);
      this.#resized.observe(more);
    }
    this.#wrap();
    if (this.#focused?.isConnected === false) this.#followFocus(this.#focused);
  }

  /** For those who come by keyboard. */
  readonly #load = ({ currentTarget }: Event): void => {
    this.#loading ??= import('./toolbar-keys.ts').then(
      ({ ToolbarKeys }) => void (this.#keys = new ToolbarKeys(this, currentTarget as HTMLElement)),
      () => (this.#loading = undefined),
    );
  };

  get #moreButton(): HTMLButtonElement | null {
    return this.renderRoot.querySelector<HTMLButtonElement>('.bar > button');
  }

  get #morePopover(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>('.more');
  }

  #more(folded: readonly string[]): TemplateResult {
    const wordsOf = (name: string) => (name in labels ? this.#words.term(labels[name as keyof typeof labels]) : nothing);
    const more = this.#words.term('more');
    const opens = ({ newState }: ToggleEvent) => newState === 'open' && loadControls(folded);
    // Before the control itself hears of it: what that opens is to find the focus where it can come back to.
    const closes = { handleEvent: (event: Event) => this.#closeMore(event), capture: true };
    return html`<button type="button" part="button" class="control" title=${more}>${moreIcon}</button>
      <div popover part="more" class="more" role="group" aria-label=${more} @beforetoggle=${opens} @click=${closes}>
        ${repeat(folded, (name) => name, (name) => control(name, wordsOf(name)))}
      </div>`;
  }

  /** When something is done; not when that opens more to choose from. */
  #closeMore(event: Event): void {
    const pressed = event.composedPath().find((target) => target instanceof HTMLButtonElement);
    if (pressed && !pressed.popoverTargetElement) this.#morePopover?.hidePopover();
  }

  /** A control that goes behind “more”, or comes back from there, is another one of its kind. */
  #followFocus({ localName }: Element): void {
    const next = this.renderRoot.querySelector<LitElement>(`${localName}[exportparts]`);
    const isHidden = next?.closest('.more:not(:popover-open)');
    if (isHidden) this.#moreButton?.focus();
    else if (next) void next.updateComplete.then(() => next.focus());
    else this.focus();
  }

  /** What the page adds has its own width; “more” is larger when the code of what is in it has come. */
  #measure(): void {
    const [button, more] = [this.#moreButton, this.#morePopover];
    if (button && more?.matches(':popover-open')) placePopover(more, button);
    const added = this.renderRoot.querySelector('slot:not([name])');
    const widths = added instanceof HTMLSlotElement ? added.assignedElements({ flatten: true }).map((each) => each.getBoundingClientRect().width) : [];
    const taken = widths.filter((width) => width > 0).reduce((sum, width) => sum + width + gap, 0);
    this.#space = this.clientWidth - taken;
    // The one that leaves stands apart.
    this.room = Math.floor((this.#space - 2 * padding) / (size + gap));
    this.#wrap();
  }

  /** Into two lines, where one has no room even from edge to edge. */
  #wrap(): void {
    const isTight = this.renderRoot.querySelectorAll('.bar > :not(slot, .more)').length * (size + gap) > this.#space;
    // Another height while sizes are told would be an error in the console.
    requestAnimationFrame(() => this.renderRoot.querySelector('.bar')?.classList.toggle('tight', isTight));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rtc-toolbar': RtcToolbar;
  }
}
