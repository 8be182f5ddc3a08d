import { css } from 'lit';

/** The menus of the chat and of its messages, and the emoji to choose from. */
export const chatPopupStyles = css`
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
`;
