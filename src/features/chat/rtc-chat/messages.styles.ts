import { css } from 'lit';

/** The messages: one’s own at the end, those of others at the start. */
export const messageStyles = css`
  /* The last one is what somebody at the end looks at, and grows. */
  .chunk:not(:last-child) {
    content-visibility: auto;
    contain-intrinsic-block-size: auto 2400px;
  }

  .day {
    display: flex;
    justify-content: center;
    margin: 0;
    padding: 16px 16px 8px;
    font-size: 12px;
    line-height: 16px;
    font-weight: 400;
    color: var(--_text-muted);
  }

  .new-line,
  .message {
    /* The accent, dark or light enough to be read on the ground and in a bubble. */
    --_strong: color-mix(in oklch, var(--_accent), var(--_text) 45%);
  }

  .new-line {
    display: flex;
    align-items: center;
    gap: 8px;
    padding: 12px 16px 4px;
    font-size: 12px;
    line-height: 16px;
    font-weight: 600;
    color: var(--_strong);
  }

  .new-line::before,
  .new-line::after {
    content: '';
    flex: 1;
    border-block-start: 1px solid color-mix(in oklch, var(--_accent) 60%, transparent);
  }

  .message {
    position: relative;
    display: grid;
    grid-template-columns: max(28px, 2em) minmax(0, 1fr);
    column-gap: 8px;
    justify-items: start;
    padding: 2px 12px;
  }

  .message > * {
    grid-column: 2;
    max-inline-size: 100%;
  }

  .message.own {
    grid-template-columns: minmax(0, 1fr);
    justify-items: end;
    padding-inline-start: 36px;
  }

  .message.own > * {
    grid-column: 1;
  }

  .message:focus-visible {
    outline-offset: -2px;
    border-radius: 12px;
  }

  .message.first {
    margin-block-start: 8px;
  }

  .message.found-now .bubble {
    box-shadow: 0 0 0 2px var(--_accent);
  }

  .message > .avatar {
    grid-column: 1;
    grid-row: 1 / span 2;
    align-self: start;
    display: grid;
    place-items: center;
    inline-size: 100%;
    aspect-ratio: 1;
    border-radius: 50%;
    overflow: hidden;
    font-size: 12px;
    line-height: 1;
    font-weight: 600;
    color: #fff;
    background: oklch(0.5 0.1 var(--_hue));
  }

  .byline {
    display: flex;
    align-items: baseline;
    gap: 8px;
    max-inline-size: 100%;
    padding-block-end: 4px;
    padding-inline: 4px;
    font-size: 12px;
    line-height: 16px;
    color: var(--_text-muted);
  }

  .author {
    overflow: hidden;
    white-space: nowrap;
    text-overflow: ellipsis;
    font-weight: 600;
    color: var(--_text);
  }

  .note,
  .time {
    flex: none;
  }

  .line {
    display: flex;
    align-items: center;
    gap: 4px;
    min-inline-size: 0;
    max-inline-size: min(100%, 640px);
  }

  .own .line {
    flex-direction: row-reverse;
  }

  .status {
    padding: 4px 4px 0;
    overflow-wrap: anywhere;
    font-size: 12px;
    line-height: 16px;
    color: var(--_text-muted);
  }

  .failed {
    color: light-dark(#b42323, #ff8f8f);
  }
`;
