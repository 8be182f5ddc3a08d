import { css } from 'lit';

export const deskStyles = css`
  :host {
    display: block;
    min-inline-size: 0;
  }

  .desk {
    container-type: inline-size;
    display: flex;
    flex-direction: column;
    block-size: 100%;
    min-block-size: 480px;
    overflow: hidden;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    font-family: var(--rtc-font, inherit);
    font-size: 14px;
    line-height: 20px;
    color: var(--_text);
    background: var(--_surface);
  }

  .light {
    color-scheme: light;
    color: var(--_text);
  }

  .dark {
    color-scheme: dark;
    color: var(--_text);
  }

  h2,
  h3,
  h4,
  p,
  ol,
  ul,
  dl,
  dd,
  pre {
    margin: 0;
    padding: 0;
    overflow-wrap: anywhere;
  }

  h2 {
    font-size: 16px;
    line-height: 24px;
    font-weight: 600;
  }

  h3 {
    font-size: 14px;
    line-height: 20px;
    font-weight: 600;
  }

  h4 {
    font-size: 12px;
    line-height: 16px;
    font-weight: 600;
    color: var(--_text-muted);
  }

  .quiet {
    color: var(--_text-muted);
  }

  .unseen {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }

  .bar {
    padding: 8px 16px;
    border-block-end: 1px solid var(--_line);
    background: var(--_raised);
  }

  .secondary {
    padding: 4px 16px;
    font-weight: 400;
  }

  .secondary:hover,
  .switch:hover {
    background: color-mix(in oklch, var(--_text) 6%, transparent);
  }
`;

export const signInStyles = css`
  .sign-in {
    display: grid;
    gap: 16px;
    inline-size: min(100%, 400px);
    margin: auto;
    padding: 24px 16px;
  }

  .sign-in h2 {
    font-size: 20px;
    line-height: 28px;
  }

  .sign-in .primary {
    min-block-size: 44px;
    font-size: 14px;
    line-height: 20px;
    text-align: center;
  }

  .file {
    position: relative;
    display: block;
    padding-block: 12px;
    border: 1px solid transparent;
    cursor: pointer;
  }

  .file input {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    opacity: 0;
    cursor: pointer;
  }

  .file:has(:focus-visible) {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }

  .complaint:empty {
    display: none;
  }

  .complaint {
    padding: 8px 12px;
    border-inline-start: 3px solid var(--_danger);
    background: var(--_raised);
  }
`;
