import { css } from 'lit';

export const peopleStyles = css`
  :host {
    display: block;
    font-family: var(--rtc-font, inherit);
    font-size: 14px;
    line-height: 20px;
    color: var(--_text);
    background: var(--_surface);
  }

  .search {
    position: sticky;
    z-index: 1;
    inset-block-start: 0;
    padding: 4px 16px 8px;
    background: inherit;
  }

  ul {
    margin: 0;
    padding: 0 8px 8px;
    list-style: none;
  }

  .person {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: end;
    gap: 0 8px;
    min-block-size: 52px;
    padding-inline-start: 8px;
  }

  .avatar {
    flex: none;
    display: grid;
    place-items: center;
    inline-size: max(36px, 2em);
    aspect-ratio: 1;
    margin-inline-end: 4px;
    border-radius: 50%;
    overflow: hidden;
    font-size: 14px;
    line-height: 1;
    font-weight: 600;
    color: #fff;
    background: oklch(0.5 0.1 var(--_hue));
  }

  /* Nobody's initials, nobody's colour. */
  .avatar:has(svg) {
    color: var(--_text-muted);
    background: color-mix(in srgb, var(--_raised), var(--_text-muted) 24%);
  }

  .avatar img {
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
  }

  .about {
    /* Beside the signs, however narrow it is; larger letters have a line of their own. */
    flex: 1 1 calc(12em - 144px);
    display: grid;
    min-inline-size: 0;
  }

  .name {
    overflow: hidden;
    white-space: nowrap;
    text-overflow: ellipsis;
  }

  .connection {
    font-size: 12px;
    line-height: 16px;
    color: var(--_text-muted);
  }

  .signs {
    display: flex;
    gap: 4px;
    color: var(--_text-muted);
  }

  .sign,
  .sign svg {
    display: block;
    inline-size: 16px;
    block-size: 16px;
  }

  .screen {
    color: var(--_accent);
  }

  .hand {
    inline-size: 24px;
    block-size: 24px;
    margin: -4px;
    padding: 4px;
    border-radius: 8px;
    color: #1b1b1b;
    background: #ffd666;
  }

  .quiet {
    flex: none;
    display: grid;
    place-items: center;
    inline-size: 36px;
    block-size: 36px;
    margin-inline-start: -4px;
    padding: 0;
    border: 0;
    border-radius: 22px;
    color: inherit;
    background: none;
  }

  .quiet:hover,
  .item:hover {
    background: var(--_raised);
  }

  .menu:popover-open {
    display: grid;
    gap: 4px;
    min-inline-size: 192px;
  }

  .item,
  .volume {
    padding: 8px 12px;
    font-size: 14px;
    line-height: 20px;
    color: inherit;
  }

  .item {
    border: 0;
    border-radius: 8px;
    text-align: start;
    background: none;
  }

  .volume {
    display: grid;
    grid-template-columns: 1fr auto;
  }

  .volume input {
    grid-column: 1 / -1;
    min-block-size: 36px;
    padding: 0;
    border: 0;
    accent-color: var(--_accent);
    background: none;
  }

  .nobody {
    margin: 0;
    padding: 0 8px;
    color: var(--_text-muted);
  }

  .nobody:empty {
    display: contents;
  }

  @media (pointer: coarse) {
    .quiet {
      inline-size: 44px;
      block-size: 44px;
    }

    .volume input {
      min-block-size: 44px;
    }
  }

  @media (forced-colors: active) {
    .avatar,
    .hand {
      border: 1px solid CanvasText;
    }
  }
`;
