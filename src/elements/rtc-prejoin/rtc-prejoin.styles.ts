import { css } from 'lit';

export const prejoinStyles = css`
  :host {
    display: block;
    container-type: inline-size;
    font-family: var(--rtc-font, inherit);
    font-size: 14px;
    line-height: 20px;
    color: var(--_text);
  }

  form {
    display: grid;
    gap: 12px 24px;
    inline-size: min(100%, 560px);
    margin: auto;
    padding: 12px;
  }

  .preview {
    position: relative;
    aspect-ratio: 16 / 9;
    min-inline-size: 0;
  }

  rtc-video-tile {
    aspect-ratio: auto;
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

  .controls {
    position: absolute;
    inset-block-end: 12px;
    inset-inline: 0;
    display: flex;
    justify-content: center;
    gap: 12px;
    pointer-events: none;
  }

  .controls > * {
    pointer-events: auto;
  }

  .meter {
    position: absolute;
    inset-block: 12px;
    inset-inline-end: 12px;
    inline-size: 6px;
    overflow: hidden;
    border-radius: 3px;
    background: rgb(0 0 0 / 0.5);
  }

  .meter i {
    position: absolute;
    inset: 0;
    background: #57c785;
    transform: scaleY(var(--_level, 0));
    transform-origin: bottom;
  }

  .advice {
    margin: 0;
    color: var(--_text);
    text-wrap: pretty;
  }

  .advice:empty {
    display: none;
  }

  .entry {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: 8px;
    align-items: end;
    min-inline-size: 0;
  }

  .entry .primary {
    min-block-size: 44px;
    max-inline-size: 100%;
  }

  .menus {
    display: grid;
    gap: 8px;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 150px), 1fr));
  }

  @container (inline-size < 400px) {
    .preview {
      aspect-ratio: 2;
    }
  }

  @container (inline-size >= 720px) {
    form {
      inline-size: min(100%, 1040px);
      grid-template-columns: minmax(0, 3fr) minmax(240px, 2fr);
      grid-template-rows: 1fr auto auto auto 1fr;
      padding: 24px;
    }

    form.silent {
      inline-size: min(100%, 400px);
      grid-template-columns: 1fr;
      grid-template-rows: auto;
    }

    .preview {
      grid-area: 1 / 1 / -1 / 2;
      align-self: center;
    }

    form:not(.silent) > :not(.preview) {
      grid-column: 2;
    }

    .advice {
      grid-row: 2;
    }

    .entry {
      grid-row: 3;
      grid-template-columns: 1fr;
    }

    .menus {
      grid-row: 4;
      grid-template-columns: 1fr;
    }
  }
`;
