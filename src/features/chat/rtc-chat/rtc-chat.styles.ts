import { css } from 'lit';

/** How the chat is laid out, and what is around its messages. */
export const chatStyles = css`
  :host {
    container-type: inline-size;
    display: flex;
    flex-direction: column;
    block-size: 480px;
    min-block-size: 0;
    position: relative;
    font-family: var(--rtc-font, inherit);
    font-size: 14px;
    line-height: 20px;
    color: var(--_text);
    background: var(--_surface);
  }

  .quiet {
    flex: none;
    display: grid;
    place-items: center;
    min-inline-size: 36px;
    padding: 0;
    border: 0;
    border-radius: 22px;
    color: var(--_text-muted);
    background: none;
  }

  .quiet:hover:not(:disabled) {
    color: var(--_text);
    background: var(--_raised);
  }

  .area {
    flex: 1;
    position: relative;
    display: grid;
    min-block-size: 0;
  }

  .list {
    grid-area: 1 / 1;
    overflow: auto;
    overscroll-behavior: contain;
    padding: 8px 0;
    scrollbar-width: thin;
    scrollbar-color: color-mix(in oklch, var(--_text-muted) 60%, transparent) transparent;
  }

  .empty {
    grid-area: 1 / 1;
    place-self: center;
    margin: 0;
    padding: 16px;
    text-align: center;
    color: var(--_text-muted);
    pointer-events: none;
  }

  .jump {
    position: absolute;
    inset-block-end: 8px;
    inset-inline: 0;
    margin-inline: auto;
    inline-size: fit-content;
    display: flex;
    align-items: center;
    gap: 8px;
    min-inline-size: 36px;
    justify-content: center;
    padding: 0 8px;
    border-color: var(--_line);
    border-radius: 22px;
    font-weight: 600;
    color: var(--_text);
    background: var(--_surface);
    box-shadow: var(--_shadow);
    animation: jump-comes 160ms ease-out;
  }

  @keyframes jump-comes {
    from {
      opacity: 0;
      transform: translateY(8px);
    }
  }

  .jump.counted {
    padding-inline: 16px 12px;
  }

  /* What is written is not to vanish behind what is sent. */
  .files {
    flex: none;
    max-block-size: 45%;
    border-block-start: 1px solid var(--_line);
  }

  .drop-target {
    position: absolute;
    z-index: 2;
    inset: 8px;
    display: grid;
    place-items: center;
    padding: 16px;
    border: 2px dashed var(--_accent);
    border-radius: var(--_radius);
    text-align: center;
    font-size: 16px;
    line-height: 24px;
    font-weight: 600;
    color: var(--_text);
    background: color-mix(in srgb, var(--_surface) 92%, transparent);
    pointer-events: none;
  }

  .typing {
    flex: none;
    min-block-size: 16px;
    margin: 0;
    padding: 0 16px;
    overflow: hidden;
    white-space: nowrap;
    text-overflow: ellipsis;
    font-size: 12px;
    line-height: 16px;
    color: var(--_text-muted);
  }

  .unseen {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  @media (pointer: coarse) {
    .quiet,
    .jump {
      min-inline-size: 44px;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .jump {
      animation: none;
    }
  }
`;
