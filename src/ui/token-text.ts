// A plain text, for what is shown before Lit is there.
const css = String.raw;

/**
 * What a page can set, and what holds otherwise. `--rtc-…` belongs to the page and is only read here, so that it can be
 * set on any ancestor; `color-scheme` picks the light or the dark default.
 */
export const tokenText = css`
  :host {
    --_accent: var(--rtc-accent, light-dark(#2558d4, #8fb4ff));
    /* Black or white, whichever has 4.5:1 on the accent: 0.18 is the luminance where both have (WCAG 2.2, 1.4.3). */
    --_bright: clamp(0, (0.18 - y) * 9999, 1);
    --_on-accent: color(from var(--_accent) xyz calc(0.95 * var(--_bright)) var(--_bright) calc(1.089 * var(--_bright)));
    --_surface: var(--rtc-surface, light-dark(#fff, #15171b));
    --_raised: var(--rtc-surface-raised, light-dark(#f1f3f5, #24272d));
    --_text: var(--rtc-text, light-dark(#1a1c20, #f3f4f6));
    --_text-muted: var(--rtc-text-muted, light-dark(#565d68, #a9b0bb));
    --_danger: var(--rtc-danger, light-dark(#c22b2b, #d93838));
    --_success: var(--rtc-success, light-dark(#1c7d3f, #57c785));
    --_radius: var(--rtc-radius, 12px);
    --_gap: var(--rtc-gap, 8px);
    --_shadow: var(--rtc-shadow, 0 4px 16px rgb(0 0 0 / 0.24));
    --_line: color-mix(in oklch, var(--_text) 16%, transparent);
    box-sizing: border-box;
  }

  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }

  :focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }

  :host([hidden]),
  [hidden] {
    display: none !important;
  }
`;
