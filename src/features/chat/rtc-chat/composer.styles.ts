import { css } from 'lit';

/** The field, and what is around it. */
export const composerStyles = css`
  .composer {
    flex: none;
    position: relative;
    padding: 0 8px 8px;
  }

  .fields {
    display: flex;
    align-items: end;
    border: 1px solid color-mix(in oklch, var(--_text-muted) 70%, var(--_surface));
    border-radius: 12px;
    background: var(--_surface);
  }

  .is-private .fields {
    border-style: dashed;
  }

  .fields:has(textarea:focus-visible) {
    outline: 2px solid var(--_accent);
    outline-offset: -1px;
  }

  .fields > button {
    min-inline-size: 44px;
    min-block-size: 44px;
  }

  textarea {
    flex: 1;
    font: inherit;
    font-size: 16px;
    line-height: 24px;
    min-inline-size: 0;
    min-block-size: 44px;
    /* Six lines. */
    max-block-size: 164px;
    padding: 12px 0 8px;
    border: 0;
    outline: none;
    resize: none;
    unicode-bidi: plaintext;
    overflow-wrap: anywhere;
    color: var(--_text);
    background: none;
  }

  textarea::placeholder {
    overflow: hidden;
    white-space: nowrap;
    text-overflow: ellipsis;
    color: var(--_text-muted);
    opacity: 1;
  }

  .send:dir(rtl) svg {
    transform: scaleX(-1);
  }

  .send.ready:not(:disabled) {
    color: var(--_strong);
  }

  .composer {
    --_strong: color-mix(in oklch, var(--_accent), var(--_text) 45%);
  }

  .about {
    display: flex;
    align-items: center;
    padding-block: 4px;
    padding-inline: 8px 0;
    border-inline-start: 2px solid var(--_accent);
  }

  .about-text {
    flex: 1;
    display: grid;
    min-inline-size: 0;
    font-size: 12px;
    line-height: 16px;
  }

  .about-text > * {
    overflow: hidden;
    white-space: nowrap;
    text-overflow: ellipsis;
  }

  .about-text strong {
    font-weight: 600;
  }

  .about-text span {
    color: var(--_text-muted);
  }

  .recipients {
    font: inherit;
    font-size: 12px;
    line-height: 16px;
    min-block-size: 36px;
    field-sizing: content;
    max-inline-size: 100%;
    padding: 0 8px;
    /* Seen where colours are forced. */
    border: 1px solid transparent;
    border-radius: 8px;
    color: var(--_text-muted);
    background: var(--_surface);
  }

  .is-private .recipients {
    font-weight: 600;
    color: var(--_text);
  }

  .problem {
    margin: 0;
    padding: 0 8px;
    font-size: 12px;
    line-height: 16px;
    color: light-dark(#b42323, #ff8f8f);
  }

  .problem:not(:empty) {
    padding-block-start: 4px;
  }

  .suggestions {
    position: absolute;
    z-index: 1;
    inset-inline: 8px;
    inset-block-end: calc(100% - 4px);
    padding: 4px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
    box-shadow: var(--_shadow);
  }

  .suggestions > * {
    overflow: hidden;
    padding: 8px 12px;
    border-radius: 8px;
    white-space: nowrap;
    text-overflow: ellipsis;
    cursor: pointer;
  }

  .suggestions > [aria-selected='true'] {
    background: var(--_raised);
  }

  @media (pointer: coarse) {
    .recipients,
    .suggestions > * {
      min-block-size: 44px;
      align-content: center;
    }
  }

  @media (forced-colors: active) {
    .suggestions > [aria-selected='true'] {
      color: SelectedItemText;
      background: SelectedItem;
      forced-color-adjust: none;
    }
  }
`;
