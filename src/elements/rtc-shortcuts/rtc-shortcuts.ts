import { css, html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { CallController } from '../../controllers/call-controller.ts';
import type { ShortcutName } from '../../core/shortcut-keys.ts';
import { customElement } from '../../ui/define.ts';
import { tokens } from '../../ui/tokens.ts';
import { ShortcutLocalizer } from './shortcut-words.ts';

/**
 * The list of which keys do what in a call.
 *
 * @csspart list - The list.
 * @csspart key - The name of a key.
 */
@customElement('rtc-shortcuts')
export class RtcShortcuts extends LitElement {
  static override styles = [
    tokens,
    css`
      :host {
        display: block;
        font-family: var(--rtc-font, inherit);
        font-size: 14px;
        line-height: 20px;
        color: var(--_text);
      }

      dl {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 12px 16px;
        margin: 0;
        padding: 4px 16px 16px;
      }

      p {
        margin: 0;
        padding: 4px 16px 16px;
      }

      /* One in a line; its key too, where there is room for both. */
      dt {
        flex: 1 1 51%;
      }

      dd {
        margin: 0;
        margin-inline-start: auto;
      }

      kbd {
        display: inline-block;
        min-inline-size: 28px;
        padding: 4px 8px;
        border: 1px solid var(--_line);
        border-radius: 8px;
        font: inherit;
        text-align: center;
        background: var(--_raised);
      }
    `,
  ];

  /** The id of the `<rtc-call>` this belongs to, for a list that is not inside it. */
  @property() for: string | null = null;

  readonly #words = new ShortcutLocalizer(this);
  readonly #keys = new CallController(this, ({ keys }) => keys);

  override render() {
    // Without a call it takes no place.
    if (!this.#keys.session) return nothing;
    const keys = this.#keys.value;
    const used = (Object.keys(keys) as ShortcutName[]).filter((name) => keys[name]);
    if (used.length === 0) return html`<p>${this.#words.term('noShortcuts')}</p>`;
    return html`<dl part="list">
      ${used.map((name) => html`<dt>${this.#words.term('shortcutFor', name)}</dt><dd><kbd part="key">${this.#nameOf(keys[name])}</kbd></dd>`)}
    </dl>`;
  }

  #nameOf(key: string): string {
    return key === 'space' ? this.#words.term('spaceBar') : key.toUpperCase();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rtc-shortcuts': RtcShortcuts;
  }
}
