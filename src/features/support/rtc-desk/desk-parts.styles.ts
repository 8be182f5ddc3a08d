import { css } from 'lit';

/** What is in the lists, and in the details. */
export const partStyles = css`
  .next {
    flex: none;
    inline-size: 100%;
  }

  [type='search'] {
    flex: none;
    font-size: 14px;
    line-height: 20px;
    min-block-size: 36px;
  }

  @media (pointer: coarse) {
    [type='search'] {
      min-block-size: 44px;
    }
  }

  ol,
  ul {
    list-style: none;
  }

  [part='visitor'] {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: end;
    gap: 8px;
    margin-inline: -8px;
    padding-inline-end: 8px;
    border-radius: 8px;
  }

  [part='visitor'] + [part='visitor'] {
    margin-block-start: 4px;
  }

  [part='visitor']:has([aria-current]) {
    background: var(--_raised);
  }

  .who {
    flex: 1 1 8em;
    min-inline-size: 0;
    display: flex;
    flex-wrap: wrap;
    gap: 0 8px;
    padding: 8px;
    border-radius: 8px;
    text-align: start;
    color: inherit;
    background: none;
  }

  button.who:active {
    transform: none;
  }

  @media (forced-colors: active) {
    button.who[aria-current] {
      border: 2px solid Highlight;
    }
  }

  .who .name,
  [part='past-visitor'] .name {
    font-weight: 600;
  }

  .who .name,
  .topic {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
    overflow-wrap: anywhere;
  }

  .who .name {
    flex: 1 1 4em;
  }

  .topic,
  .where {
    inline-size: 100%;
  }

  .topic:empty {
    display: none;
  }

  .time,
  .where {
    font-size: 12px;
    line-height: 20px;
    color: var(--_text-muted);
  }

  .where {
    display: flex;
    gap: 8px;
    min-inline-size: 0;
  }

  .where .title {
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .mode {
    flex: none;
    display: inline-flex;
    align-items: center;
    gap: 4px;
  }

  .mode svg {
    inline-size: 14px;
    block-size: 14px;
  }

  .recent ul {
    display: grid;
    gap: 12px;
    margin-block-start: 8px;
  }

  [part='past-visitor'] {
    display: flex;
    flex-wrap: wrap;
    gap: 0 8px;
    overflow-wrap: anywhere;
  }

  .rating {
    display: inline-flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 8px;
    inline-size: 100%;
  }

  .stars {
    display: inline-flex;
    color: var(--_text-muted);
  }

  .star svg {
    display: block;
    inline-size: 16px;
    block-size: 16px;
  }

  .star.full svg {
    fill: currentColor;
  }

  .comment {
    inline-size: 100%;
    white-space: pre-wrap;
    color: var(--_text-muted);
  }

  dl {
    display: grid;
    gap: 8px;
    margin-block: 8px;
  }

  .details > p {
    margin-block-start: 8px;
  }

  .details h4 {
    margin-block-start: 16px;
  }

  dt {
    font-size: 12px;
    line-height: 16px;
    color: var(--_text-muted);
    overflow-wrap: anywhere;

    &::first-letter {
      text-transform: uppercase;
    }
  }

  dd,
  pre {
    white-space: pre-wrap;
  }

  .long {
    max-block-size: 160px;
    overflow: auto;
  }

  pre {
    max-block-size: 320px;
    margin-block-start: 8px;
    padding: 8px;
    border-radius: 8px;
    font: 12px/16px ui-monospace, monospace;
    background: var(--_raised);
  }

  a {
    color: var(--_accent);
  }
`;
