import { css } from 'lit';

/** The line at the top, and the search under it. */
export const chatHeadStyles = css`
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
`;
