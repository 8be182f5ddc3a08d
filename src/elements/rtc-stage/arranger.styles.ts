import { css } from 'lit';

export const arrangerStyles = css`
  .arranged {
    /* For its gap alone: every tile is told its place. */
    display: flex;
  }

  .arranged > * {
    position: absolute;
    transform-origin: 0 0;
  }

  .floating {
    z-index: 1;
    border: 2px solid var(--_surface);
    box-shadow: var(--_shadow);
    cursor: grab;
    touch-action: none;
    user-select: none;
  }

  .floating:active {
    cursor: grabbing;
  }

  /* One knows who that is. */
  .floating::part(name) {
    display: none;
  }

  /* Clear of that, and of the line at the top. */
  .under::part(name) {
    max-inline-size: 60cqi;
  }

  .under::part(quality) {
    inset: auto auto calc(16px + 4em / 3) 0;
  }

  [data-corner='bottom-start'] > .under::part(name),
  [data-corner='bottom-start'] > .under::part(quality) {
    margin-inline-start: calc(var(--_float) + 4px);
  }

  .sharing {
    display: grid;
    gap: 8px;
    place-content: center;
    justify-items: center;
    padding: 8px;
    overflow: hidden;
    container-type: size;
    border-radius: var(--_radius);
    background: var(--_raised);
    color: var(--_text-muted);
    font-family: var(--rtc-font, inherit);
    font-size: 14px;
    line-height: 20px;
    text-align: center;
    text-wrap: balance;
  }

  @container (inline-size < 220px) {
    .sharing > span {
      font-size: 12px;
      line-height: 16px;
    }
  }

  @container (block-size < 96px) {
    .sharing > svg {
      display: none;
    }
  }

  /* No room for words, with letters of any size. */
  @container (inline-size < 5em) or (block-size < 3.5em) {
    .sharing > span {
      position: absolute;
      clip-path: inset(50%);
    }

    .sharing > svg {
      display: block;
    }
  }

  .controls {
    position: absolute;
    inset-block-start: 4px;
    inset-inline-end: 4px;
    display: flex;
    gap: 4px;
  }

  [data-corner='top-end'] > .under > .controls {
    inset-inline: 4px auto;
  }

  .controls button {
    display: grid;
    place-content: center;
    inline-size: 36px;
    padding: 0;
    border-radius: 18px;
    color: #fff;
    background: rgb(0 0 0 / 0.6);
    opacity: 0;
    pointer-events: none;
  }

  .controls button[aria-pressed='true'] {
    color: #1a1c20;
    background: #fff;
  }

  rtc-video-tile:is(:hover, :focus-visible, :focus-within) > .controls button,
  .controls button[aria-pressed='true'] {
    opacity: 1;
    pointer-events: auto;
  }

  /* Nothing to point with: they are always there, but for where they would hide a face. */
  @media (pointer: coarse) {
    .controls button {
      inline-size: 44px;
      border-radius: 22px;
    }

    rtc-video-tile:not(.under)::part(quality) {
      inset-block-start: 44px;
    }

    @container (inline-size >= 120px) and (block-size >= 80px) {
      .controls button {
        opacity: 1;
        pointer-events: auto;
      }
    }
  }

  /* Side by side, one above the other, or only one: whoever hides oneself can do so by the layout control, too. */
  @container (inline-size < 84px) {
    .controls {
      flex-direction: column;
    }
  }

  @container (inline-size < 84px) and (block-size < 84px) {
    .controls button + button {
      display: none;
    }
  }

  @container (inline-size < 44px) or (block-size < 44px) {
    .controls {
      display: none;
    }
  }

  @media (pointer: coarse) {
    @container (inline-size < 100px) {
      .controls {
        flex-direction: column;
      }
    }

    @container (inline-size < 100px) and (block-size < 100px) {
      .controls button + button {
        display: none;
      }
    }
  }

  .chip {
    position: absolute;
    z-index: 2;
    inset-block-end: 8px;
    inset-inline-end: 8px;
    display: flex;
    gap: 8px;
    align-items: center;
    padding: 4px 12px;
    border-radius: 22px;
    font-family: var(--rtc-font, inherit);
    font-size: 12px;
    line-height: 16px;
    color: #fff;
    /* On somebody's name, it may be. */
    background: #1b1b1b;
  }
`;
