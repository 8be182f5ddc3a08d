import { css } from 'lit';

export const pagerStyles = css`
  .pager {
    position: absolute;
    z-index: 1;
    display: flex;
    flex-wrap: wrap;
    gap: 0 12px;
    align-items: center;
    place-content: center;
    font-family: var(--rtc-font, inherit);
    font-size: 14px;
    line-height: 20px;
    color: var(--_text-muted);
    font-variant-numeric: tabular-nums;
  }

  .pager button {
    display: grid;
    place-content: center;
    inline-size: 36px;
    padding: 0;
    border-radius: 22px;
    color: var(--_text);
    background: none;
  }

  .pager button:hover {
    background: var(--_raised);
  }

  .pager button[aria-disabled='true'] {
    cursor: default;
    opacity: 0.4;
  }

  .pager .speaking {
    border: 3px solid var(--_success);
  }

  .stacked {
    gap: 0 8px;
    font-size: 12px;
    line-height: 16px;
  }

  .stacked span {
    order: 1;
    inline-size: 100%;
    text-align: center;
  }

  .pager:dir(rtl) svg {
    scale: -1 1;
  }

  @media (pointer: coarse) {
    .pager button {
      inline-size: 44px;
    }
  }
`;
