import { css } from 'lit';

/** The stars after a call. */
export const ratingStyles = css`
  @media (forced-colors: active) {
    .stars:has(:checked) .star:has(:checked),
    .stars:has(:checked) .star:has(~ .star :checked) {
      color: Highlight;
    }
  }

  .stars {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
    margin: 0;
    padding: 0;
    border: 0;
  }

  .stars legend {
    padding: 0 0 4px;
    font-size: 14px;
    color: var(--_text);
  }

  .star {
    position: relative;
    display: grid;
    place-items: center;
    inline-size: 48px;
    block-size: 48px;
    border-radius: 8px;
    cursor: pointer;
    color: var(--_text-muted);
  }

  .star svg {
    inline-size: 28px;
    block-size: 28px;
  }

  .star:has(:focus-visible) {
    outline: 2px solid var(--_accent);
  }

  .stars:has(:checked) .star:has(:checked),
  .stars:has(:checked) .star:has(~ .star :checked) {
    color: var(--_accent);
  }

  .stars:has(:checked) .star:has(:checked) svg,
  .stars:has(:checked) .star:has(~ .star :checked) svg {
    fill: currentColor;
  }
`;
