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
    /* The accent, dark or light enough to be read on the ground and in a bubble. */
    --_strong: color-mix(in oklch, var(--_accent), var(--_text) 45%);
    position: relative;
    display: grid;
    grid-template-columns: max(28px, 2em) minmax(0, 1fr);
    column-gap: 8px;
    justify-items: start;
    padding: 2px 12px;
  }

  .new-line {
    --_strong: color-mix(in oklch, var(--_accent), var(--_text) 45%);
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

  .bubble {
    min-inline-size: 0;
    padding: 8px 12px;
    border-radius: 12px;
    background: var(--_raised);
  }

  .own .bubble {
    background: color-mix(in oklch, var(--_surface), var(--_accent) 20%);
  }

  .private .bubble {
    border: 1px dashed var(--_text-muted);
  }

  .to-me .bubble {
    box-shadow: inset 4px 0 0 var(--_accent);
  }

  .to-me .bubble:dir(rtl) {
    box-shadow: inset -4px 0 0 var(--_accent);
  }

  .deleted .bubble {
    border: 1px solid var(--_line);
    font-style: italic;
    color: var(--_text-muted);
    background: none;
  }

  .text {
    /* Each line in its own direction, whatever is written around it. */
    unicode-bidi: plaintext;
    text-align: start;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }

  .bubble:has(> .large:only-child) {
    padding: 0 4px;
    background: none;
  }

  .large {
    font-size: 32px;
    line-height: 40px;
  }

  .text a {
    color: var(--_strong);
    text-decoration: underline;
    text-underline-offset: 2px;
  }

  .mention {
    font-weight: 600;
    color: var(--_strong);
  }

  .audience,
  .edited {
    font-size: 12px;
    line-height: 16px;
    color: color-mix(in oklch, var(--_text-muted), var(--_text) 30%);
  }

  .audience {
    padding-block-end: 4px;
    overflow-wrap: anywhere;
    font-weight: 600;
  }

  .quote {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0;
    inline-size: 100%;
    margin-block-end: 4px;
    padding: 4px 8px;
    border: 0;
    border-inline-start: 2px solid var(--_accent);
    border-radius: 4px;
    font-size: 12px;
    line-height: 16px;
    text-align: start;
    color: inherit;
    background: color-mix(in oklch, var(--_text) 6%, transparent);
  }

  .quoted-author {
    font-weight: 600;
  }

  .quoted-author,
  .quoted-text {
    overflow: hidden;
    white-space: nowrap;
    text-overflow: ellipsis;
  }

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
    .bubble {
      border: 1px solid CanvasText;
    }

    .reaction[aria-pressed='true'] {
      color: SelectedItemText;
      background: SelectedItem padding-box;
      forced-color-adjust: none;
    }
  }
`;
