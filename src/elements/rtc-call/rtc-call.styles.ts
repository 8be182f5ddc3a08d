import { css } from 'lit';

export const callStyles = css`
  :host {
    display: block;
    /* Else its height, by its shape, would widen a grid or a row. */
    min-inline-size: 0;
  }

  .call {
    container-type: size;
    position: relative;
    aspect-ratio: 16 / 9;
    block-size: 100%;
    inline-size: 100%;
    min-block-size: 400px;
    overflow: hidden;
    border-radius: var(--_radius);
    display: grid;
    grid-template: minmax(0, 1fr) auto auto auto / minmax(0, 1fr) auto;
    font-family: var(--rtc-font, inherit);
    font-size: 14px;
    line-height: 20px;
    color: var(--_text);
    background: var(--_surface);
  }

  :host(:fullscreen) .call {
    border-radius: 0;
  }

  /* A page that shows something else above gives it less. */
  .strip {
    min-block-size: 204px;
  }

  .light {
    color-scheme: light;
    color: var(--_text);
  }

  .dark {
    color-scheme: dark;
    color: var(--_text);
  }

  rtc-stage,
  slot[name='stage'] {
    min-block-size: 0;
  }

  rtc-stage {
    aspect-ratio: auto;
    block-size: auto;
    margin: var(--_gap) var(--_gap) 0;
  }

  /* Until their code is here. */
  rtc-stage:not(:defined),
  rtc-prejoin:not(:defined) {
    display: block;
    margin: var(--_gap);
    border-radius: var(--_radius);
    background: var(--_raised);
  }

  rtc-toolbar {
    min-block-size: 68px;
  }

  rtc-prejoin {
    grid-area: 1 / 1 / -1 / -1;
    min-block-size: 0;
    overflow: auto;
  }

  .unseen {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }

  .notice {
    position: absolute;
    z-index: 2;
    inset-block-start: 12px;
    inset-inline: 12px;
    inline-size: fit-content;
    max-inline-size: min(100% - 24px, 640px);
    margin-inline: auto;
    /* Above the controls, however large its letters are. */
    max-block-size: calc(100% - 84px);
    overflow: auto;
    display: flex;
    gap: 4px 12px;
    align-items: safe center;
    justify-content: center;
    padding: 8px 12px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
    box-shadow: var(--_shadow);
  }

  .notice[data-empty] {
    /* Out of sight, still a live region. */
    opacity: 0;
    pointer-events: none;
  }

  .notice button {
    padding: 4px 12px;
  }

  rtc-toolbar {
    grid-area: 4 / 1 / auto / -1;
  }

  /* Two lines, whatever is in it: words that come and go move nothing, and lie on nobody's name. */
  .captions {
    grid-area: 2 / 1;
    block-size: 48px;
    margin: var(--_gap) var(--_gap) 0;
    padding: 8px 12px;
    overflow: auto;
    border-radius: var(--_radius);
    font-size: 16px;
    line-height: 24px;
    text-align: center;
    background: var(--_raised);
  }

  .captions:focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: -2px;
  }

  .sharing {
    grid-area: 3 / 1;
    max-block-size: 40cqb;
    overflow: auto;
    display: flex;
    flex-wrap: wrap;
    gap: 4px 12px;
    align-items: center;
    justify-content: center;
    padding: 8px 12px 0;
  }

  .sharing button {
    flex: none;
    /* Within reach, where there is more to read than room. */
    position: sticky;
    inset-block-end: 0;
    background: var(--_surface);
    padding: 4px 12px;
  }

  .screen {
    grid-area: 1 / 1 / -1 / -1;
    display: grid;
    gap: 16px;
    align-content: safe center;
    justify-items: center;
    padding: 24px;
    min-block-size: 0;
    overflow: auto;
    text-align: center;
  }

  h2,
  p {
    margin: 0;
    text-wrap: balance;
  }

  h2 {
    font-size: 20px;
    line-height: 28px;
    font-weight: 600;
  }

  p {
    max-inline-size: 480px;
    font-size: 16px;
    line-height: 24px;
    color: var(--_text-muted);
  }

  @container (inline-size < 400px) {
    .screen {
      padding: 12px;
    }

    .notice {
      flex-wrap: wrap;
      inset-block-start: 4px;
      max-inline-size: calc(100% - 8px);
    }
  }
`;
