import { css } from 'lit';

/** Every button of the library. */
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
