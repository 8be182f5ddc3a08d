import { css } from 'lit';

/** What there is to press beside a message, and under it. */
export const messageButtonStyles = css`
  .dots {
    flex: none;
    inline-size: 36px;
    padding: 0;
    border: 0;
    border-radius: 22px;
    font-size: 12px;
    line-height: 1;
    letter-spacing: 1px;
    color: var(--_text-muted);
    background: none;
  }

  .dots::before {
    content: '•••' / '';
  }

  .dots:hover {
    color: var(--_text);
    background: var(--_raised);
  }

  .deleted .dots {
    visibility: hidden;
  }

  .reactions {
    display: flex;
    flex-wrap: wrap;
    gap: 0;
    margin-block: -4px;
  }

  /* Easier to hit than it looks. */
  .reaction {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 4px;
    min-inline-size: 44px;
    padding: 0 8px;
    border: 4px solid transparent;
    border-radius: 22px;
    font-size: 14px;
    line-height: 20px;
    color: var(--_text);
    background: var(--_raised) padding-box;
    box-shadow: none;
  }

  .reaction .count {
    font-size: 12px;
    line-height: 16px;
  }

  .reaction:hover {
    background: color-mix(in oklch, var(--_raised), var(--_text) 10%) padding-box;
  }

  .reaction[aria-pressed='true'] {
    font-weight: 600;
    background: color-mix(in oklch, var(--_surface), var(--_accent) 28%) padding-box;
  }

  .retry {
    padding: 0 8px;
    border-color: var(--_line);
    border-radius: 22px;
    font-size: 12px;
    line-height: 16px;
    color: var(--_text);
    background: none;
  }

  @media (hover: hover) {
    .message:not(:hover, :focus-within) .dots {
      opacity: 0;
    }
  }

  @media (pointer: coarse) {
    .dots {
      inline-size: 44px;
    }

    .reaction {
      border-width: 8px;
    }

    .reactions {
      margin-block: -8px;
    }
  }

  @media (forced-colors: active) {
    .reaction[aria-pressed='true'] {
      color: SelectedItemText;
      background: SelectedItem padding-box;
      forced-color-adjust: none;
    }
  }
`;
