import { css } from 'lit';

/** What every step may have: words, fields and buttons. */
export const stepStyles = css`
  h3 {
    font-size: 20px;
    line-height: 28px;
    font-weight: 600;
    text-wrap: balance;
  }

  h3:focus-visible,
  .line:focus-visible {
    outline: none;
  }

  .step {
    display: grid;
    gap: 16px;
    align-content: start;
    padding: 24px 16px;
  }

  .hint {
    font-size: 12px;
    line-height: 16px;
    color: var(--_text-muted);
  }

  /* Small letters need more contrast than a button. */
  .problem {
    color: color-mix(in oklch, var(--_danger) 80%, var(--_text));
  }

  label .problem {
    font-size: 12px;
  }

  .wide {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    inline-size: 100%;
    min-block-size: 44px;
  }

  .actions {
    display: flex;
    gap: 8px;
    justify-content: space-between;
  }

  .actions button {
    min-block-size: 44px;
    flex: 1;
  }

  textarea {
    font: inherit;
    font-size: 16px;
    line-height: 24px;
    inline-size: 100%;
    min-block-size: 72px;
    padding: 8px 12px;
    border: 1px solid color-mix(in oklch, var(--_text-muted) 70%, var(--_surface));
    border-radius: 8px;
    color: var(--_text);
    background: var(--_surface);
    resize: vertical;
  }

  [aria-invalid='true'] {
    border-color: var(--_danger);
  }

  @media (forced-colors: active) {
    [aria-invalid='true'] {
      border-width: 2px;
    }
  }
`;
