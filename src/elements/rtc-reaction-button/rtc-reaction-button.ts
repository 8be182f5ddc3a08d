import { css, html, LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import { CallController } from '../../controllers/call-controller.ts';
import { isInCall } from '../../controllers/selectors.ts';
import type * as ArrowKeys from '../../ui/arrow-keys.ts';
import { buttonStyles } from '../../ui/button-styles.ts';
import { customElement } from '../../ui/define.ts';
import { smileIcon } from '../../ui/icons.ts';
import { Localize } from '../../ui/localize.ts';
import { openPopoverBy } from '../../ui/open-popover.ts';
import { popoverStyles } from '../../ui/popover-styles.ts';
import { tokens } from '../../ui/tokens.ts';
import { controlStyles, toolbarButton } from '../../ui/toolbar-button.ts';

const emoji = ['👍', '❤️', '😂', '😮', '👏', '🎉'];

/**
 * Opens a choice of emoji; the chosen one is shown to everybody for some seconds.
 *
 * @slot - What to show as words; without, they are read but not seen.
 * @slot icon - What to show instead of the icon.
 * @csspart button - The native button.
 * @csspart reactions - What holds the emoji to choose from.
 */
@customElement('rtc-reaction-button')
export class RtcReactionButton extends LitElement {
  static override shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, delegatesFocus: true };
  static override styles = [
    tokens,
    buttonStyles,
    controlStyles,
    popoverStyles,
    css`
      [popover] {
        max-inline-size: calc(100% - 16px);
        white-space: normal;
      }

      [popover] button {
        inline-size: max(44px, 1.5em);
        block-size: max(44px, 1.5em);
        padding: 0;
        border: 0;
        border-radius: 8px;
        font-size: 24px;
        line-height: 1;
        background: none;
      }

      [popover] button:hover {
        background: var(--_raised);
      }
    `,
  ];

  /** The id of the `<rtc-call>` this belongs to, for a button that is not inside it. */
  @property() for: string | null = null;

  readonly #words = new Localize(this);
  readonly #isInCall = new CallController(this, isInCall);
  #moveByArrows: typeof ArrowKeys.moveByArrows | undefined;

  override render() {
    return html`${toolbarButton(this, {
        icon: smileIcon,
        label: this.#words.term('react'),
        disabled: !this.#isInCall.value,
      })}
      <div popover part="reactions" role="group" aria-label=${this.#words.term('react')} @keydown=${this.#pressed}>
        ${emoji.map((each) => html`<button type="button" aria-label=${this.#words.term('reactWith', each)} @click=${() => this.#react(each)}>${each}</button>`)}
      </div>`;
  }

  override firstUpdated(): void {
    const [button, choices] = [this.renderRoot.querySelector('button'), this.#choices];
    if (!button || !choices) return;
    openPopoverBy(button, choices, () => choices.querySelector('button'));
    choices.addEventListener('toggle', () => this.#load(), { once: true });
  }

  #load(): void {
    import('../../ui/arrow-keys.ts').then(
      ({ moveByArrows }) => (this.#moveByArrows = moveByArrows),
      () => undefined,
    );
  }

  readonly #pressed = (event: KeyboardEvent): void => {
    this.#moveByArrows?.(event, [...(this.#choices?.querySelectorAll('button') ?? [])], 'both');
  };

  get #choices(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>('[popover]');
  }

  #react(chosen: string): void {
    this.#choices?.hidePopover();
    // Whoever left meanwhile has nobody to show it to.
    this.#isInCall.session?.react(chosen).catch(() => undefined);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rtc-reaction-button': RtcReactionButton;
  }
}
