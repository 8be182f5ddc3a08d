import { css } from 'lit';

export const panelStyles = css`
  .panel {
    container-type: inline-size;
    position: fixed;
    inset: auto;
    inset-block-end: calc(84px + env(safe-area-inset-bottom) + var(--rtc-support-offset, 0px));
    inset-inline-end: calc(16px + env(safe-area-inset-right));
    margin: 0;
    padding: 0;
    inline-size: 360px;
    block-size: 560px;
    max-block-size: calc(100dvh - 100px);
    max-inline-size: calc(100vw - 32px);
    overflow: hidden;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    color: var(--_text);
    background: var(--_surface);
    box-shadow: var(--_shadow);
    font-size: 14px;
    line-height: 20px;
    text-align: start;
  }

  :host([position='bottom-start']) .panel {
    inset-inline: calc(16px + env(safe-area-inset-left)) auto;
  }

  .panel:popover-open,
  .panel[open] {
    display: flex;
    flex-direction: column;
    animation: appear 160ms ease-out;
  }

  .panel:focus-visible {
    outline: none;
  }

  .panel::backdrop {
    background: none;
  }

  @keyframes appear {
    from {
      opacity: 0;
      transform: translateY(8px);
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .panel {
      animation: none !important;
    }
  }

  @media (max-width: 479px) {
    .panel {
      inset: 0 !important;
      inline-size: 100vw;
      block-size: 100dvh;
      max-inline-size: none;
      max-block-size: none;
      border: 0;
      border-radius: 0;
    }
  }

  .header {
    position: relative;
    flex: none;
    display: grid;
    gap: 2px;
    padding-block: 12px;
    padding-inline: 16px 60px;
    border-block-end: 1px solid var(--_line);
  }

  h2,
  h3,
  p {
    margin: 0;
    overflow-wrap: anywhere;
  }

  h2 {
    font-size: 16px;
    line-height: 24px;
    font-weight: 600;
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
  }

  h3 {
    font-size: 20px;
    line-height: 28px;
    font-weight: 600;
    text-wrap: balance;
  }

  h3:focus-visible,
  .line:focus-visible {
    outline: none;
  }

  .status {
    display: flex;
    align-items: center;
    gap: 8px;
    font-size: 12px;
    line-height: 16px;
    color: var(--_text-muted);
  }

  .status .dot {
    position: static;
    flex: none;
    inline-size: 10px;
    block-size: 10px;
    border: 0;
  }

  .close {
    position: absolute;
    inset-block-start: 8px;
    inset-inline-end: 8px;
    display: grid;
    place-items: center;
    inline-size: 44px;
    block-size: 44px;
    padding: 0;
    border: 0;
    border-radius: 22px;
    color: inherit;
    background: none;
  }

  .close:hover {
    background: var(--_raised);
  }

  .unverified {
    flex: none;
    padding: 8px 16px;
    font-size: 12px;
    line-height: 16px;
    color: var(--_text-muted);
    background: var(--_raised);
  }

  .body {
    flex: 1;
    min-block-size: 0;
    overflow: auto;
    display: grid;
  }

  .step {
    display: grid;
    gap: 16px;
    align-content: start;
    padding: 24px 16px;
  }

  .hint {
    font-size: 12px;
    line-height: 16px;
    color: var(--_text-muted);
  }

  /* Small letters need more contrast than a button. */
  .problem {
    color: color-mix(in oklch, var(--_danger) 80%, var(--_text));
  }

  label .problem {
    font-size: 12px;
  }

  .wide {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    inline-size: 100%;
    min-block-size: 44px;
  }

  .actions {
    display: flex;
    gap: 8px;
    justify-content: space-between;
  }

  .actions button {
    min-block-size: 44px;
    flex: 1;
  }

  textarea {
    font: inherit;
    font-size: 16px;
    line-height: 24px;
    inline-size: 100%;
    min-block-size: 72px;
    padding: 8px 12px;
    border: 1px solid color-mix(in oklch, var(--_text-muted) 70%, var(--_surface));
    border-radius: 8px;
    color: var(--_text);
    background: var(--_surface);
    resize: vertical;
  }

  [aria-invalid='true'] {
    border-color: var(--_danger);
  }

  @media (forced-colors: active) {
    [aria-invalid='true'] {
      border-width: 2px;
    }

    .stars:has(:checked) .star:has(:checked),
    .stars:has(:checked) .star:has(~ .star :checked) {
      color: Highlight;
    }
  }

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
