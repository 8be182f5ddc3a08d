import { css } from 'lit';

export const prejoinStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    container-type: inline-size;
    font-family: var(--rtc-font, inherit);
    font-size: 14px;
    line-height: 20px;
    color: var(--_text);
  }

  form {
    display: flex;
    flex-direction: column;
    gap: 12px 24px;
    inline-size: min(100%, 560px);
    max-block-size: 100%;
    margin: auto;
    padding: 12px;
  }

  form > * {
    flex: none;
  }

  /* In a low place it is the picture that gives way. */
  .preview {
    position: relative;
    flex: 0 1 auto;
    aspect-ratio: 16 / 9;
    min-block-size: 112px;
    min-inline-size: 0;
    container-type: size;
  }

  /* Without a picture, down to its buttons. */
  .preview:has(+ .advice:not(:empty)):not(:has(> button)) {
    min-block-size: 68px;
  }

  @container (block-size < 104px) {
    rtc-video-tile::part(placeholder) {
      visibility: hidden;
    }
  }

  rtc-video-tile {
    aspect-ratio: auto;
    block-size: 100%;
  }

  /* Above the controls. */
  rtc-video-tile::part(placeholder) {
    padding-block-end: 56px;
  }

  .preview > button {
    position: absolute;
    inset: 8px 8px 64px;
    inline-size: fit-content;
    block-size: fit-content;
    margin: auto;
    color: var(--_text);
    background: var(--_surface);
  }

  .preview:has(> button) > rtc-video-tile::part(placeholder) {
    visibility: hidden;
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

  .controls > :state(on)::part(button) {
    background: var(--_surface);
  }

  .meter {
    position: absolute;
    inset-block-end: 12px;
    inset-inline-end: 12px;
    block-size: 44px;
    inline-size: 8px;
    overflow: hidden;
    border-radius: 4px;
    background: rgb(0 0 0 / 0.5);
    forced-color-adjust: none;
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

  /* It takes no room, and is there: else screen readers would not hear it fill. */
  .advice:empty {
    position: absolute;
  }

  .entry {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    align-items: end;
    min-inline-size: 0;
  }

  .entry label {
    flex: 999 1 max(144px, 10em);
  }

  .entry .primary {
    flex: 1 0 auto;
    min-block-size: 44px;
    max-inline-size: 100%;
  }

  .menus {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }

  .menus > * {
    flex: 1 1 8em;
  }

  @container (inline-size >= 720px) {
    form {
      display: grid;
      inline-size: min(100%, 1040px);
      grid-template-columns: minmax(0, 3fr) minmax(240px, 2fr);
      grid-template-rows: 1fr auto auto auto 1fr;
      padding: 24px;
    }

    form.silent {
      inline-size: min(100%, 400px);
      grid-template-columns: minmax(0, 1fr);
      grid-template-rows: auto;
    }

    .preview {
      grid-area: 1 / 1 / -1 / 2;
      align-self: center;
    }

    .preview + .advice:not(:empty) {
      margin-block-end: 8px;
    }

    form:not(.silent) > :not(.preview) {
      grid-column: 2;
    }

    .advice {
      grid-row: 2;
    }

    .entry {
      grid-row: 3;
    }

    .menus > * {
      flex-basis: 100%;
    }

    .menus {
      grid-row: 4;
      margin-block-start: 8px;
    }
  }
`;
