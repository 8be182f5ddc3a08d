import { css, html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { Icon } from './icons.ts';

export interface ToolbarButton {
  readonly icon: Icon;
  /** The accessible name; it stays while `pressed` changes. */
  readonly label: string;
  /** What is read instead, where there is more to say. */
  readonly name?: string;
  /** What a click will do. */
  readonly hint?: string;
  /** For what is on or off; absent for what just happens. */
  readonly pressed?: boolean;
  /** For what opens something elsewhere: whether that is open. */
  readonly expanded?: boolean;
  /** A number in its corner, read after the words. */
  readonly count?: number;
  /** Neither yet: the device is starting. */
  readonly busy?: boolean;
  /** Off is how it usually is: it stands out while it is on. Default: the other way round. */
  readonly rests?: boolean;
  readonly danger?: boolean;
  /** The key that does the same, if there is one. */
  readonly shortcut?: string;
  readonly disabled?: boolean;
  /** Absent for one that the browser opens something by. */
  readonly onClick?: () => void;
}

/** The one button that all controls of a call are. The words are seen only where the page gives its own. */
export function toolbarButton(host: HTMLElement & ReactiveControllerHost, button: ToolbarButton): TemplateResult {
  const isLabelled = [...host.childNodes].some((node) => !(node as Partial<Element>).slot && node.nodeType !== Node.COMMENT_NODE && node.textContent?.trim());
  const hint = button.hint ?? button.label;
  const key = button.shortcut && button.shortcut !== 'space' ? button.shortcut.toUpperCase() : '';
  return html`<button
    type="button"
    part="button"
    class="control ${button.danger ? 'danger' : ''} ${button.rests ? 'rests' : ''} ${isLabelled ? 'labelled' : ''}"
    aria-label=${button.name ?? nothing}
    title=${key ? `${hint} (${key})` : hint}
    aria-keyshortcuts=${key || nothing}
    aria-pressed=${button.pressed ?? nothing}
    aria-expanded=${button.expanded ?? nothing}
    aria-busy=${button.busy ? 'true' : nothing}
    ?disabled=${button.disabled}
    @click=${button.onClick}
  >
    <slot name="icon">${button.icon}</slot>
    <span class="label"><slot @slotchange=${() => host.requestUpdate()}>${button.label}</slot></span>
    ${button.count === undefined ? nothing : html`<span part="count" class="count">${button.count}</span>`}
  </button>`;
}

export const controlStyles = css`
  :host {
    display: inline-block;
  }

  .control {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    min-inline-size: 44px;
    min-block-size: 44px;
    position: relative;
    padding: 0;
    border-radius: 22px;
    color: var(--_text);
    background: var(--_raised);
    border-color: var(--_line);
  }

  .control:hover {
    background: color-mix(in oklch, var(--_raised), var(--_text) 10%);
  }

  .control[aria-pressed='false']:not(.rests),
  .rests[aria-pressed='true'],
  .control[aria-expanded='true'] {
    color: var(--_surface);
    background: var(--_text);
  }

  .control[aria-pressed='false']:not(.rests):hover,
  .rests[aria-pressed='true']:hover,
  .control[aria-expanded='true']:hover {
    background: color-mix(in oklch, var(--_text), var(--_surface) 20%);
  }

  .control[aria-busy] {
    opacity: 0.6;
  }

  .labelled {
    padding: 0 16px;
  }

  .control:not(.labelled) .label {
    position: absolute;
    inline-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  .count {
    position: absolute;
    /* Larger letters grow away from the icon. */
    inset-block-end: calc(100% - 16px);
    inset-inline-end: -4px;
    min-inline-size: 20px;
    padding: 0 4px;
    border: 1px solid var(--_line);
    border-radius: 10px;
    font-size: 12px;
    line-height: 18px;
    color: var(--_text);
    background: var(--_surface);
  }

  .labelled .count {
    position: static;
  }

  .danger,
  .danger:hover {
    color: #fff;
    background: var(--_danger);
  }

  @media (forced-colors: active) {
    .control[aria-pressed='false']:not(.rests),
    .rests[aria-pressed='true'],
    .control[aria-expanded='true'] {
      color: SelectedItemText;
      background: SelectedItem;
    }
  }
`;
