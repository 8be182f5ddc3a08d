import { css, html, LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import { CallController } from '../../controllers/call-controller.ts';
import { isInCall } from '../../controllers/selectors.ts';
import type { Layout } from '../../core/call-view.ts';
import { buttonStyles } from '../../ui/button-styles.ts';
import { customElement } from '../../ui/define.ts';
import { openPopoverBy } from '../../ui/open-popover.ts';
import { popoverStyles } from '../../ui/popover-styles.ts';
import { tokens } from '../../ui/tokens.ts';
import { controlStyles, toolbarButton } from '../../ui/toolbar-button.ts';
import { layoutIcons } from './layout-icons.ts';
import { LayoutLocalizer } from './layout-words.ts';

const layouts: readonly Layout[] = ['auto', 'grid', 'speaker', 'strip'];

/**
 * Opens a choice of how the tiles are laid out here, and whether oneself is among them.
 *
 * @slot - What to show as words; without, they are read but not seen.
 * @slot icon - What to show instead of the icon.
 * @csspart button - The native button.
 * @csspart layouts - What holds the layouts to choose from.
 */
@customElement('rtc-layout-button')
export class RtcLayoutButton extends LitElement {
  static override shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, delegatesFocus: true };
  static override styles = [
    tokens,
    buttonStyles,
    controlStyles,
    popoverStyles,
    css`
      [popover] {
        min-inline-size: 192px;
        font-size: 14px;
        line-height: 20px;
      }

      label {
        display: flex;
        align-items: center;
        gap: 12px;
        min-block-size: 40px;
        padding: 0 12px;
        border-radius: 8px;
        cursor: pointer;
      }

      label:hover {
        background: var(--_raised);
      }

      label span {
        flex: 1;
      }

      label svg {
        color: var(--_text-muted);
      }

      label:has(:checked) svg {
        color: inherit;
      }

      input {
        flex: none;
        inline-size: 16px;
        block-size: 16px;
        margin: 0;
        accent-color: var(--_accent);
        cursor: inherit;
      }

      .own {
        margin-block-start: 4px;
        padding-block-start: 4px;
        border-block-start: 1px solid var(--_line);
      }

      @media (pointer: coarse) {
        label {
          min-block-size: 44px;
        }
      }
    `,
  ];

  /** The id of the `<rtc-call>` this belongs to, for a button that is not inside it. */
  @property() for: string | null = null;

  readonly #words = new LayoutLocalizer(this);
  readonly #layout = new CallController(this, ({ view }) => view.layout);
  readonly #hidesSelf = new CallController(this, ({ view }) => view.hideSelf);
  readonly #isInCall = new CallController(this, isInCall);
  readonly #key = new CallController(this, ({ keys }) => keys.layout);

  override render() {
    const title = this.#words.term('layout');
    return html`${toolbarButton(this, {
        icon: layoutIcons[this.#layout.value],
        label: title,
        disabled: !this.#isInCall.value,
        shortcut: this.#key.value,
      })}
      <div popover part="layouts" role="group" aria-label=${title}>
        <div role="radiogroup" aria-label=${title}>${layouts.map((each) => this.#choice(each))}</div>
        <div class="own">
          <label><span>${this.#words.term('hideMyself')}</span><input type="checkbox" .checked=${this.#hidesSelf.value} @change=${this.#hideSelf} /></label>
        </div>
      </div>`;
  }

  override firstUpdated(): void {
    const [button, choices] = [this.renderRoot.querySelector('button'), this.renderRoot.querySelector<HTMLElement>('[popover]')];
    if (button && choices) openPopoverBy(button, choices, () => choices.querySelector<HTMLElement>(':checked'));
  }

  #choice(layout: Layout) {
    return html`<label>
      ${layoutIcons[layout]}<span>${this.#words.term(`${layout}Layout`)}</span>
      <input type="radio" name="layout" value=${layout} .checked=${this.#layout.value === layout} @change=${() => this.#layout.session?.look({ layout })} />
    </label>`;
  }

  readonly #hideSelf = ({ target }: Event): void => {
    this.#hidesSelf.session?.look({ hideSelf: (target as HTMLInputElement).checked });
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'rtc-layout-button': RtcLayoutButton;
  }
}
