import { css } from 'lit';

/** The line at the top. */
export const headerStyles = css`
  header,
  .controls {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
  }

  header {
    justify-content: space-between;
    gap: 8px 16px;
    padding: 12px 16px;
    border-block-end: 1px solid var(--_line);
  }

  .titles {
    min-inline-size: 0;
  }

  .status {
    display: inline-flex;
    align-items: center;
    gap: 8px;
  }

  .status::before {
    content: '';
    inline-size: 8px;
    block-size: 8px;
    border-radius: 50%;
    background: var(--_success);
  }

  .status.away::before,
  .status.notOnline::before {
    background: none;
    border: 2px solid var(--_text-muted);
  }

  .status.inCall::before {
    background: var(--_danger);
  }

  .switch {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    padding: 4px 12px;
    border-radius: 999px;
    color: inherit;
    background: none;
    border-color: var(--_line);
  }

  .track {
    flex: none;
    inline-size: 32px;
    block-size: 20px;
    padding: 2px;
    border: 2px solid var(--_text-muted);
    border-radius: 10px;
  }

  .track::before {
    content: '';
    display: block;
    inline-size: 12px;
    block-size: 12px;
    border-radius: 50%;
    background: var(--_text-muted);
    transition: transform 120ms ease-out;
  }

  [aria-checked='true'] .track {
    border-color: var(--_accent);
    background: var(--_accent);
  }

  [aria-checked='true'] .track::before {
    background: var(--_on-accent);
    transform: translateX(12px);
  }

  [aria-checked='true'] .track:dir(rtl)::before {
    transform: translateX(-12px);
  }

  @media (forced-colors: active) {
    .status::before {
      forced-color-adjust: none;
    }

    .track::before {
      background: ButtonText;
    }

    [aria-checked='true'] .track,
    .toggle[aria-pressed='true'] {
      forced-color-adjust: none;
      color: HighlightText;
      border-color: Highlight;
      background: Highlight;
    }

    [aria-checked='true'] .track::before {
      background: HighlightText;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .track::before {
      transition: none;
    }
  }

  .toggle[aria-pressed='true'] {
    color: var(--_surface);
    background: var(--_text);
  }
`;
