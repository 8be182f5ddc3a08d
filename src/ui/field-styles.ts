import { css } from 'lit';

/** What is typed into, and chosen from. */
export const fieldStyles = css`
  label {
    display: grid;
    gap: 4px;
    font-size: 12px;
    line-height: 16px;
    color: var(--_text-muted);
    min-inline-size: 0;
  }

  input,
  select {
    font: inherit;
    font-size: 16px;
    line-height: 24px;
    inline-size: 100%;
    min-inline-size: 0;
    min-block-size: 44px;
    padding: 8px 12px;
    border: 1px solid color-mix(in oklch, var(--_text-muted) 70%, var(--_surface));
    border-radius: 8px;
    color: var(--_text);
    background: var(--_surface);
  }

  select {
    font-size: 14px;
    cursor: pointer;
  }
`;
