import { css, html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import type { PanelName } from '../../core/call-view.ts';
import { closeIcon } from '../../ui/close-icon.ts';
import { exported } from '../../ui/exported-parts.ts';
import type { Localize } from '../../ui/localize.ts';
import { addEnglish } from '../../ui/localizer.ts';
import { panelWords } from '../../ui/words/panels.ts';
import { chatParts, peopleParts, settingsParts, shortcutsParts } from './call-parts.ts';
import type { PanelHost } from './call-panels.ts';

addEnglish(panelWords);

const panelStyles = css`
  [part='panel'] {
    display: grid;
    grid-template-rows: auto minmax(0, 1fr);
    grid-area: 1 / 2 / 4;
    inline-size: 320px;
    margin: var(--_gap) 0 0;
    margin-inline-end: var(--_gap);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
    overflow: hidden;
    animation: panel-comes 160ms ease-out;
  }

  @keyframes panel-comes {
    from {
      opacity: 0;
      transform: translateY(8px);
    }
  }

  .panel-head {
    display: flex;
    align-items: center;
    justify-content: space-between;
    padding: 4px;
    padding-inline-start: 16px;
  }

  .panel-head h2 {
    font-size: 16px;
    line-height: 24px;
  }

  .panel-head button {
    display: grid;
    place-items: center;
    inline-size: 44px;
    block-size: 44px;
    padding: 0;
    border: 0;
    border-radius: 22px;
    color: inherit;
    background: none;
  }

  .panel-head button:hover {
    background: var(--_raised);
  }

  .panel-body {
    overflow: auto;
    overscroll-behavior: contain;
  }

  /* It fills the panel, and what is written moves inside of it. */
  .panel-body > rtc-chat {
    block-size: 100%;
  }

  /* Over the tiles, and clear of the controls. */
  @container (inline-size < 640px) {
    [part='panel'] {
      position: absolute;
      /* Else its box would be the column that is not there. */
      grid-area: auto;
      z-index: 3;
      inset: 0 0 68px;
      inline-size: auto;
      margin: var(--_gap) var(--_gap) 0;
      box-shadow: var(--_shadow);
    }
  }

  @media (prefers-reduced-motion: reduce) {
    [part='panel'] {
      animation: none;
    }
  }
`;

const contents: Readonly<Record<PanelName, TemplateResult>> = {
  chat: html`<rtc-chat exportparts=${exported(chatParts, 'chat')}></rtc-chat>`,
  people: html`<rtc-people exportparts=${exported(peopleParts, 'people')}></rtc-people>`,
  settings: html`<rtc-settings exportparts=${exported(settingsParts, 'settings')}></rtc-settings>`,
  shortcuts: html`<rtc-shortcuts exportparts=${exported(shortcutsParts, 'shortcuts')}></rtc-shortcuts>`,
};

/** What opens beside the tiles. It takes the focus, and gives it back to where that came from. */
export class CallPanel implements ReactiveController {
  readonly #host: PanelHost;
  #name: PanelName | '' = '';
  #shown: PanelName | '' = '';
  #opener: HTMLElement | undefined;
  #hadFocus = false;

  constructor(host: PanelHost) {
    this.#host = host;
    const { styleSheet } = panelStyles;
    if (styleSheet) host.shadowRoot?.adoptedStyleSheets.push(styleSheet);
    host.addController(this);
  }

  render(name: PanelName | '', words: Localize, close: () => void): TemplateResult | typeof nothing {
    this.#name = name;
    // Not drawn yet: the focus is where it was.
    if (!this.#shown) this.#opener = focused();
    if (!name) {
      this.#hadFocus = this.#section?.matches(':focus-within') ?? false;
      return nothing;
    }
    const escaped = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      event.preventDefault();
      close();
    };
    const title = words.term(name === 'people' ? 'peopleHere' : name);
    return html`<section part="panel" role="region" aria-label=${title} tabindex="-1" @keydown=${escaped}>
      <div class="panel-head">
        <h2>${title}</h2>
        <button part="close-panel-button" type="button" title=${words.term('close')} @click=${close}>${closeIcon}</button>
      </div>
      <div class="panel-body" tabindex=${name === 'shortcuts' ? 0 : nothing}>${contents[name]}</div>
    </section>`;
  }

  hostUpdated(): void {
    const [before, now] = [this.#shown, this.#name];
    if (before === now) return;
    this.#shown = now;
    if (now) this.#section?.focus();
    else if (this.#hadFocus) this.#giveBack();
  }

  /** What opened it may be gone, or was a key pressed nowhere in particular. */
  #giveBack(): void {
    this.#opener?.focus();
    if (document.activeElement === document.body) this.#host.shadowRoot?.querySelector<HTMLElement>('rtc-toolbar')?.focus();
  }

  get #section(): HTMLElement | null | undefined {
    return this.#host.shadowRoot?.querySelector<HTMLElement>('[part="panel"]');
  }
}

/** Wherever it is, shadow roots crossed; nothing, if that is the page as a whole. */
function focused(): HTMLElement | undefined {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element instanceof HTMLElement && element !== document.body ? element : undefined;
}
