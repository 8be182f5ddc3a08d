import { tokenText } from '../../../ui/token-text.ts';

// A plain text: the button is shown before Lit is there.
const css = String.raw;

const launcherText = css`
  :host {
    position: fixed;
    z-index: 2147483000;
    inset-block-end: calc(16px + env(safe-area-inset-bottom) + var(--rtc-support-offset, 0px));
    inset-inline-end: calc(16px + env(safe-area-inset-right));
    font-family: var(--rtc-font, inherit);
    font-size: 14px;
    line-height: 20px;
  }

  :host([position='bottom-start']) {
    inset-inline: calc(16px + env(safe-area-inset-left)) auto;
  }

  :host([position='inline']) {
    position: static;
    display: inline-block;
  }

  .theme {
    display: contents;
    color: var(--_text);
  }

  .light {
    color-scheme: light;
  }

  .dark {
    color-scheme: dark;
  }

  .launcher {
    position: relative;
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    min-inline-size: 56px;
    min-block-size: 56px;
    padding: 0;
    /* Seen where colours are forced. */
    border: 1px solid transparent;
    border-radius: 28px;
    font: inherit;
    font-weight: 600;
    cursor: pointer;
    color: var(--_on-accent);
    background: var(--_accent);
    box-shadow: var(--_shadow);
  }

  .launcher:hover {
    background: color-mix(in oklch, var(--_accent), var(--_text) 12%);
  }

  .launcher svg {
    inline-size: 24px;
    block-size: 24px;
    fill: none;
    stroke: currentColor;
    stroke-width: 2;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  .inline {
    min-block-size: 44px;
    padding: 0 20px;
    border-radius: 22px;
    box-shadow: none;
  }

  .dot {
    position: absolute;
    inset-block-start: 2px;
    inset-inline-end: 2px;
    inline-size: 14px;
    block-size: 14px;
    border: 2px solid var(--_surface);
    border-radius: 50%;
    background: light-dark(#767c86, #8d95a1);
    forced-color-adjust: none;
  }

  .dot[data-status='online'] {
    background: var(--_success);
  }

  .dot[data-status='busy'] {
    background: light-dark(#b45f06, #f0a04b);
  }

  .tip {
    position: absolute;
    inset: 0;
  }

  .hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;

/** What is styled before Lit is there. */
export function launcherSheet(): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(tokenText + launcherText);
  return sheet;
}
