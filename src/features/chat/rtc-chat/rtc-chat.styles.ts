import { css } from 'lit';

/** How the chat is laid out, and what is around its messages. */
export const chatStyles = css`
  :host {
    container-type: inline-size;
    display: flex;
    flex-direction: column;
    block-size: 480px;
    min-block-size: 0;
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

  .top,
  .search {
    flex: none;
    display: flex;
    align-items: center;
    padding: 0 8px;
    padding-inline-start: 16px;
    border-block-end: 1px solid var(--_line);
  }

  .who {
    flex: 1;
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
    overflow-wrap: anywhere;
    font-size: 12px;
    line-height: 16px;
    color: var(--_text-muted);
  }

  .search input {
    flex: 1;
    font: inherit;
    min-inline-size: 64px;
    min-block-size: 44px;
    padding: 0;
    border: 0;
    color: inherit;
    background: none;
  }

  .search input:focus-visible {
    outline-offset: -2px;
    border-radius: 4px;
  }

  .found {
    padding-inline: 8px;
    font-size: 12px;
    line-height: 16px;
    color: var(--_text-muted);
    white-space: nowrap;
  }

  @container (inline-size < 320px) {
    .search {
      flex-wrap: wrap;
    }

    .found {
      order: 1;
      inline-size: 100%;
      padding: 0 0 8px;
    }

    .found:empty {
      display: none;
    }
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

  .menu:popover-open {
    display: grid;
    min-inline-size: 200px;
    max-inline-size: 280px;
    white-space: normal;
    font-size: 14px;
    line-height: 20px;
  }

  .item {
    padding: 8px 12px;
    border: 0;
    border-radius: 8px;
    text-align: start;
    color: inherit;
    background: none;
  }

  .item:hover,
  .item:focus-visible {
    background: var(--_raised);
  }

  .item.danger {
    color: light-dark(#b42323, #ff8f8f);
  }

  .quick,
  .emoji {
    display: flex;
    flex-wrap: wrap;
  }

  .quick {
    padding-block-end: 4px;
    margin-block-end: 4px;
    border-block-end: 1px solid var(--_line);
  }

  .emoji-item,
  .emoji button {
    inline-size: 36px;
    padding: 0;
    border: 0;
    border-radius: 8px;
    font-size: 20px;
    line-height: 1;
    text-align: center;
    color: inherit;
    background: none;
  }

  .emoji button:hover {
    background: var(--_raised);
  }

  .about-message,
  .hint {
    margin: 0;
    padding: 8px 12px 4px;
    font-size: 12px;
    line-height: 16px;
    color: var(--_text-muted);
  }

  .emoji-picker:popover-open {
    inline-size: 298px;
    max-block-size: 320px;
    padding: 4px;
    overflow: auto;
    overscroll-behavior: contain;
  }

  .emoji-title {
    padding: 8px 8px 4px;
    font-size: 12px;
    line-height: 16px;
    color: var(--_text-muted);
  }

  @media (pointer: coarse) {
    .quiet,
    .jump,
    .emoji-item,
    .emoji button {
      min-inline-size: 44px;
    }

    .emoji-picker:popover-open {
      inline-size: 318px;
    }

    .menu:popover-open {
      max-inline-size: 320px;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .jump {
      animation: none;
    }
  }
`;
