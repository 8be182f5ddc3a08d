import { html, type TemplateResult } from 'lit';

/** Shows how loud a microphone is. Its style says where: `--_level` goes from 0 to 1. */
export function levelMeter(label: string): TemplateResult {
  return html`<div part="meter" class="meter" role="meter" aria-label=${label} aria-valuenow="0"><i></i></div>`;
}

/** Sets the meter within `root`, if there is one. It changes as often as the page is drawn: too often for a template. */
export function showLevel(root: ParentNode, level: number): void {
  const meter = root.querySelector<HTMLElement>('.meter');
  meter?.style.setProperty('--_level', level.toFixed(2));
  // A tenth is as fine as anybody listens.
  meter?.setAttribute('aria-valuenow', String(Math.round(level * 10) * 10));
}
