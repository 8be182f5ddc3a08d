import { css } from 'lit';

/** What is in a message: its text, what it answers, and whom it is for. */
export const bubbleStyles = css`
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

  @media (forced-colors: active) {
    .bubble {
      border: 1px solid CanvasText;
    }
  }
`;
