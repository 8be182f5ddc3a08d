import { css } from 'lit';

/** While it rings, and in the call. */
export const ringingStyles = css`
  .call {
    block-size: 100%;
    min-block-size: 0;
    --rtc-radius: 0px;
  }

  .ringing {
    block-size: 100%;
    grid-row: 1 / -1;
    display: flex;
    flex-direction: column;
    gap: 16px;
    justify-content: safe center;
    padding: 16px;
    text-align: center;
    overflow: auto;
  }

  .preview {
    flex: none;
    inline-size: 100%;
    aspect-ratio: 4 / 3;
    border-radius: 12px;
    overflow: hidden;
  }

  .rings {
    display: grid;
    gap: 4px;
  }

  .line {
    font-size: 16px;
    line-height: 24px;
    font-weight: 600;
  }

  .controls {
    display: flex;
    flex-wrap: wrap;
    gap: 12px;
    justify-content: center;
    align-items: center;
  }

  .danger {
    color: #fff;
    background: var(--_danger);
    min-block-size: 44px;
  }
`;
