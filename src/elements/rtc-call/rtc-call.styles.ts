import { css } from 'lit';

export const callStyles = css`
  :host {
    display: block;
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
    grid-template-rows: minmax(0, 1fr) auto;
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

  .stage {
    display: grid;
    position: relative;
    min-block-size: 0;
    gap: var(--_gap);
    padding: var(--_gap) var(--_gap) 0;
    grid-template-columns: repeat(var(--_wide), minmax(0, 1fr));
    grid-auto-rows: minmax(0, 1fr);
  }

  .stage rtc-video-tile,
  .preview rtc-video-tile {
    aspect-ratio: auto;
    block-size: 100%;
    min-inline-size: 0;
  }

  .pair {
    grid-template-columns: minmax(0, 1fr);
  }

  .pair rtc-video-tile:first-child {
    position: absolute;
    z-index: 1;
    inset-block-end: calc(var(--_gap) + 4px);
    inset-inline-end: calc(var(--_gap) + 8px);
    inline-size: clamp(96px, 24cqi, 280px);
    block-size: auto;
    aspect-ratio: 4 / 3;
    border: 2px solid var(--_surface);
    box-shadow: var(--_shadow);
  }

  .toolbar {
    display: flex;
    justify-content: center;
    gap: 12px;
    padding: 12px;
  }

  .toolbar .danger {
    margin-inline-start: 12px;
  }

  .notice {
    position: absolute;
    z-index: 2;
    inset-block-start: 12px;
    inset-inline: 12px;
    inline-size: fit-content;
    max-inline-size: min(100% - 24px, 640px);
    margin-inline: auto;
    display: flex;
    gap: 4px 12px;
    align-items: center;
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
    flex: none;
    padding: 4px 12px;
  }

  .screen,
  .prejoin {
    grid-row: 1 / -1;
    display: grid;
    gap: 16px;
    align-content: center;
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

  .prejoin {
    grid-template-columns: minmax(0, 560px);
    grid-template-rows: minmax(120px, 315px) auto;
    justify-content: center;
  }

  .preview {
    position: relative;
    inline-size: 100%;
    block-size: 100%;
  }

  .preview > button {
    position: absolute;
    inset-block-start: 12px;
    inset-inline: 0;
    inline-size: fit-content;
    margin-inline: auto;
    color: var(--_text);
    background: var(--_surface);
  }

  .preview .toolbar {
    position: absolute;
    inset-block-end: 0;
    inset-inline: 0;
  }

  .entry {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: 8px;
    align-items: end;
    inline-size: 100%;
    text-align: start;
  }

  label {
    display: grid;
    gap: 4px;
    font-size: 12px;
    line-height: 16px;
    color: var(--_text-muted);
    min-inline-size: 0;
  }

  input {
    font: inherit;
    font-size: 16px;
    inline-size: 100%;
    min-block-size: 44px;
    padding: 8px 12px;
    border: 1px solid var(--_text-muted);
    border-radius: 8px;
    color: var(--_text);
    background: var(--_surface);
  }

  .entry .primary {
    min-block-size: 44px;
  }

  @container (aspect-ratio < 1) {
    .stage {
      grid-template-columns: repeat(var(--_tall), minmax(0, 1fr));
    }

    .pair {
      grid-template-columns: minmax(0, 1fr);
    }

    .pair rtc-video-tile:first-child {
      aspect-ratio: 3 / 4;
    }
  }

  @container (aspect-ratio > 2.4) {
    .stage:not(.pair) {
      grid-template-columns: repeat(var(--_all), minmax(0, 1fr));
    }
  }

  @container (inline-size < 400px) {
    .screen,
    .prejoin {
      padding: 12px;
    }

    .notice {
      flex-wrap: wrap;
      inset-block-start: 4px;
      max-inline-size: calc(100% - 8px);
    }
  }

  @container (inline-size >= 1200px) {
    .prejoin {
      grid-template-columns: minmax(0, 720px);
      grid-template-rows: minmax(120px, 405px) auto;
    }
  }
`;
