import { html, type SVGTemplateResult, type TemplateResult } from 'lit';

export type Icon = TemplateResult;

/** An icon as all are: 20 px, drawn with lines in the colour of the text. `shape` fits into 24 by 24. */
export function icon(shape: SVGTemplateResult): Icon {
  return html`<svg
    aria-hidden="true"
    width="20"
    height="20"
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width="2"
    stroke-linecap="round"
    stroke-linejoin="round"
  >
    ${shape}
  </svg>`;
}
