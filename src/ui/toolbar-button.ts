import { css, html, nothing, type TemplateResult } from 'lit';
import type { Icon } from './icons.ts';

export interface ToolbarButton {
  readonly icon: Icon;
  /** The accessible name; it stays while `pressed` changes. */
  readonly label: string;
  /** What a click will do. */
  readonly hint?: string;
  /** For what is on or off; absent for what just happens. */
  readonly pressed?: boolean;
  /** Neither yet: the device is starting. */
  readonly busy?: boolean;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  readonly onClick: () => void;
}

/** The one button that all controls of a call are. */
export function toolbarButton(button: ToolbarButton): TemplateResult {
  return html`<button
    type="button"
    part="button"
    class=${button.danger ? 'control danger' : 'control'}
    title=${button.hint ?? button.label}
    aria-label=${button.label}
    aria-pressed=${button.pressed ?? nothing}
    aria-busy=${button.busy ? 'true' : nothing}
    ?disabled=${button.disabled}
    @click=${button.onClick}
  >
    ${button.icon}
  </button>`;
}

export const buttonStyles = css`
  button {
    font: inherit;
    cursor: pointer;
    border: 1px solid transparent;
    min-block-size: 36px;
    transition:
      opacity 120ms ease-out,
      transform 120ms ease-out;
  }

  button:active {
    transform: scale(0.96);
  }

  button:disabled {
    cursor: default;
    opacity: 0.5;
  }

  .control {
    display: inline-grid;
    place-items: center;
    inline-size: 44px;
    block-size: 44px;
    padding: 0;
    border-radius: 50%;
    color: var(--_text);
    background: var(--_raised);
    border-color: var(--_line);
  }

  .control:hover {
    background: color-mix(in oklch, var(--_raised), var(--_text) 10%);
  }

  .control[aria-pressed='false'] {
    color: var(--_surface);
    background: var(--_text);
  }

  .control[aria-pressed='false']:hover {
    background: color-mix(in oklch, var(--_text), var(--_surface) 20%);
  }

  .control[aria-busy] {
    opacity: 0.6;
  }

  .danger,
  .danger:hover {
    color: #fff;
    background: var(--_danger);
  }

  .primary,
  .secondary {
    padding: 8px 20px;
    border-radius: 999px;
    font-weight: 600;
    color: var(--_on-accent);
    background: var(--_accent);
  }

  .secondary {
    color: inherit;
    background: none;
    border-color: var(--_line);
  }

  @media (pointer: coarse) {
    button {
      min-block-size: 44px;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    button {
      transition: none;
    }
  }
`;
