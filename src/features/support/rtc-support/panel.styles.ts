import { css } from 'lit';

/** The sheet, and its first lines. */
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
`;
