import { css } from 'lit';

/** Cards below each other, in however little room. */
export const filesStyles = css`
  :host {
    container-type: inline-size;
    display: block;
    position: relative;
    overflow-y: auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
    scrollbar-color: color-mix(in oklch, var(--_text-muted) 60%, transparent) transparent;
    font-family: var(--rtc-font, inherit);
    font-size: 14px;
    line-height: 20px;
    color: var(--_text);
    background: var(--_surface);
  }

  /* As if it were not there: what is around it does not move when its code comes. */
  :host(:state(empty)) {
    container-type: normal;
    overflow: visible;
  }

  p,
  ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }

  .list {
    display: grid;
    gap: 8px;
    padding: 8px;
  }

  .list[hidden] {
    display: none;
  }

  .card {
    display: grid;
    grid-template-columns: 36px minmax(0, 1fr) auto;
    gap: 4px 12px;
    min-inline-size: 0;
    padding: 8px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }

  .icon {
    display: grid;
    place-items: center;
    inline-size: 36px;
    block-size: 36px;
    border-radius: 8px;
    color: var(--_text-muted);
    background: var(--_raised);
  }

  .facts {
    align-self: center;
    min-inline-size: 0;
  }

  .name {
    overflow-wrap: anywhere;
    font-weight: 600;
  }

  .about,
  .status,
  .recipient,
  .digest,
  .warning,
  .problem {
    font-size: 12px;
    line-height: 16px;
    overflow-wrap: anywhere;
  }

  .about,
  .status,
  .recipient,
  .digest {
    color: var(--_text-muted);
  }

  .status {
    font-variant-numeric: tabular-nums;
  }

  .tools {
    display: flex;
    gap: 0;
  }

  .tool {
    display: grid;
    place-items: center;
    min-inline-size: 36px;
    padding: 0;
    border: 0;
    border-radius: 22px;
    color: var(--_text-muted);
    background: none;
  }

  .tool:hover {
    color: var(--_text);
    background: var(--_raised);
  }

  .rest {
    grid-column: 2 / -1;
    display: grid;
    gap: 8px;
    min-inline-size: 0;
  }

  .rest:not(:has(> :not(:empty))),
  .rest > :empty:not(progress, img, audio, video) {
    display: none;
  }

  .warning {
    display: flex;
    gap: 8px;
    padding: 8px;
    border: 1px solid transparent;
    border-radius: 8px;
    color: light-dark(#6b4200, #ffd48a);
    background: light-dark(#fff3dc, #3a2c12);
  }

  .warning svg {
    flex: none;
    inline-size: 16px;
    block-size: 16px;
  }

  .problem {
    color: light-dark(#b42323, #ff8f8f);
  }

  progress {
    appearance: none;
    display: block;
    inline-size: 100%;
    block-size: 8px;
    overflow: hidden;
    border: 0;
    border-radius: 4px;
    color: var(--_accent);
    background: color-mix(in oklch, var(--_text-muted) 30%, transparent);
  }

  progress::-webkit-progress-bar {
    background: none;
  }

  progress::-webkit-progress-value {
    border-radius: 4px;
    background: var(--_accent);
  }

  progress::-moz-progress-bar {
    border-radius: 4px;
    background: var(--_accent);
  }

  @container (inline-size < 320px) {
    .card {
      grid-template-columns: 20px minmax(0, 1fr) auto;
      gap: 4px 8px;
    }

    .icon {
      inline-size: 20px;
      background: none;
    }

    .rest {
      grid-column: 1 / -1;
    }
  }

  @media (pointer: coarse) {
    .tool {
      min-inline-size: 44px;
    }

    summary {
      min-block-size: 44px;
    }
  }

  @media (forced-colors: active) {
    progress {
      border: 1px solid CanvasText;
    }

    progress::-webkit-progress-value {
      background: Highlight;
      forced-color-adjust: none;
    }

    progress::-moz-progress-bar {
      background: Highlight;
      forced-color-adjust: none;
    }
  }
`;
