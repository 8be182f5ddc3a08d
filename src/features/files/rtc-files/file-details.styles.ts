import { css } from 'lit';

/** What unfolds under the facts of a file: its preview, choices, sum, and who else gets it. */
export const detailsStyles = css`
  .preview {
    display: block;
    max-inline-size: 100%;
    max-block-size: 160px;
    border-radius: 8px;
  }

  video.preview {
    inline-size: 100%;
    max-block-size: 240px;
    background: #000;
  }

  audio.preview {
    inline-size: 100%;
    block-size: 44px;
  }

  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }

  .choices button {
    min-inline-size: 88px;
    padding: 4px 16px;
  }

  summary {
    display: flex;
    align-items: center;
    gap: 4px;
    inline-size: fit-content;
    min-block-size: 24px;
    border-radius: 4px;
    cursor: pointer;
  }

  summary::-webkit-details-marker {
    display: none;
  }

  summary svg {
    inline-size: 16px;
    block-size: 16px;
    color: var(--_success);
  }

  summary span {
    text-decoration: underline dotted;
    text-underline-offset: 3px;
  }

  .sum {
    display: grid;
    justify-items: start;
    gap: 4px;
    padding-block-start: 4px;
  }

  .sum code {
    font-size: 12px;
    overflow-wrap: anywhere;
    user-select: all;
    color: var(--_text);
  }

  .link {
    padding: 0 12px;
    border-color: var(--_line);
    border-radius: 22px;
    color: inherit;
    background: none;
  }

  .recipients {
    display: grid;
    gap: 4px;
  }

  .recipient {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 12px;
    font-variant-numeric: tabular-nums;
  }

  .who {
    color: var(--_text);
  }

  .unseen {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
