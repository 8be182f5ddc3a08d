import { css } from 'lit';

export const tileStyles = css`
  :host {
    display: block;
    position: relative;
    overflow: hidden;
    container-type: size;
    aspect-ratio: 16 / 9;
    border-radius: var(--_radius);
    background: var(--_raised);
    isolation: isolate;
    font-family: var(--rtc-font, inherit);
  }

  video,
  .placeholder {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
  }

  video {
    object-fit: cover;
    transition: opacity 200ms ease-out;
  }

  :host(:state(mirrored)) video {
    transform: scaleX(-1);
  }

  :host(:state(screen)) video {
    object-fit: contain;
  }

  :host(:state(reconnecting)) {
    background: #15171b;
  }

  :host(:state(reconnecting)) :is(video, .placeholder) {
    opacity: 0.5;
  }

  .placeholder {
    display: grid;
    place-items: center;
    background: oklch(0.36 0.04 var(--_hue));
  }

  /* Nobody's initials, nobody's colour. */
  .placeholder:has(svg) {
    background: var(--_raised);
  }

  .initials {
    display: grid;
    place-items: center;
    /* As large as its letters, where only they are enlarged. */
    inline-size: max(min(40cqmin, 144px), 2.5em);
    aspect-ratio: 1;
    border-radius: 50%;
    overflow: hidden;
    font-size: min(16cqmin, 56px);
    line-height: 1;
    font-weight: 600;
    color: #fff;
    background: oklch(0.5 0.1 var(--_hue));
  }

  .initials:has(svg) {
    inline-size: min(40cqmin, 144px);
    color: var(--_text-muted);
    background: color-mix(in srgb, var(--_raised), var(--_text-muted) 24%);
  }

  .initials svg {
    inline-size: 56%;
    block-size: 56%;
  }

  .initials img {
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
  }

  .line {
    position: absolute;
    inset: 8px;
    display: flex;
    gap: 4px;
    align-items: end;
    color: #fff;
    font-size: 12px;
    line-height: 16px;
  }

  .line > * {
    min-inline-size: 0;
    padding: 4px 8px;
    border-radius: 8px;
    background: rgb(0 0 0 / 0.6);
  }

  .name {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .badge {
    display: grid;
    flex: none;
    padding: 4px;
  }

  .badge svg {
    inline-size: 16px;
    block-size: 16px;
  }

  .hand {
    position: absolute;
    inset-block-start: 0;
    inset-inline-start: 0;
    display: grid;
    padding: 4px;
    color: #1b1b1b;
    background: #ffd666;
  }

  .reaction {
    position: absolute;
    inset: 0;
    margin: auto;
    block-size: fit-content;
    inline-size: fit-content;
    padding: 0;
    font-size: min(40cqmin, 96px);
    line-height: 1.2;
    background: none;
    animation: appear 200ms ease-out;
  }

  @keyframes appear {
    from {
      opacity: 0;
      transform: scale(0.5);
    }
  }

  .quality {
    position: absolute;
    inset-block-start: 0;
    inset-inline-end: 0;
  }

  :host(:state(speaking))::after {
    content: '';
    position: absolute;
    inset: 0;
    border: 3px solid var(--_success);
    /* On any picture, one of the two is seen. */
    box-shadow: inset 0 0 0 2px var(--_surface);
    border-radius: inherit;
    pointer-events: none;
  }

  @container (inline-size < 160px) {
    .line {
      inset: 4px;
    }

    .quality {
      display: none;
    }
  }

  @container (inline-size < 96px) or (block-size < 56px) {
    .name {
      display: none;
    }
  }

  @container (block-size < 32px) {
    .line {
      display: none;
    }
  }

  @container (inline-size > 960px) {
    .line {
      font-size: 14px;
      line-height: 20px;
    }
  }

  @media (forced-colors: active) {
    :host {
      border: 1px solid CanvasText;
    }

    /* Its own colours would shine through behind what the browser puts under words. */
    .line > :not(.reaction) {
      background: Canvas;
    }

    :host(:state(speaking))::after {
      border-color: Highlight;
      outline: 2px solid Canvas;
      outline-offset: -5px;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    video {
      transition: none;
    }

    .reaction {
      animation: none;
    }
  }
`;
