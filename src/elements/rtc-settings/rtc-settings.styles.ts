import { css } from 'lit';

export const settingsStyles = css`
  :host {
    display: block;
    font-family: var(--rtc-font, inherit);
    font-size: 14px;
    line-height: 20px;
    color: var(--_text);
  }

  .settings {
    display: grid;
    /* Beside each other, where there is room for the names of devices. */
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 240px), 1fr));
    align-items: start;
    gap: 20px;
    padding: 8px 16px 20px;
  }

  .device {
    display: grid;
    gap: 8px;
    min-inline-size: 0;
  }

  .meter {
    position: relative;
    block-size: 6px;
    overflow: hidden;
    border-radius: 3px;
    background: color-mix(in oklch, var(--_text-muted) 30%, var(--_surface));
    forced-color-adjust: none;
  }

  .meter i {
    position: absolute;
    inset: 0;
    background: var(--_success);
    transform: scaleX(var(--_level, 0));
    transform-origin: left;
  }

  .meter i:dir(rtl) {
    transform-origin: right;
  }

  .device .secondary {
    justify-self: start;
  }

  fieldset {
    display: grid;
    gap: 4px;
    margin: 0;
    padding: 16px 0 0;
    border: 0;
    border-block-start: 1px solid var(--_line);
    min-inline-size: 0;
  }

  legend {
    float: inline-start;
    padding: 0;
    font-size: 12px;
    line-height: 16px;
    color: var(--_text-muted);
  }

  .choice {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 0 12px;
    align-items: center;
    min-block-size: 36px;
    font-size: 14px;
    line-height: 20px;
    color: var(--_text);
    cursor: pointer;
  }

  .choice:has(:disabled) {
    color: var(--_text-muted);
    cursor: default;
  }

  .choice input {
    inline-size: 20px;
    block-size: 20px;
    min-block-size: 0;
    margin: 0;
    padding: 0;
    accent-color: var(--_accent);
    cursor: inherit;
  }

  .choice input:focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }

  .about {
    margin: 0;
    padding-inline-start: 32px;
    font-size: 12px;
    line-height: 16px;
    color: var(--_text-muted);
    text-wrap: pretty;
  }

  @media (pointer: coarse) {
    .choice {
      min-block-size: 44px;
    }
  }

  fieldset {
    grid-column: 1 / -1;
  }
`;
