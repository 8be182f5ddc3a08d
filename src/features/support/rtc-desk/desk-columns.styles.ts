import { css } from 'lit';

/** One column in a narrow place, three in a wide one; what is narrow depends on how large letters are. */
export const columnStyles = css`
  .columns {
    flex: 1;
    display: flex;
    flex-direction: column;
    min-block-size: 0;
    /* A page may give it less room than it needs. */
    overflow: auto;
  }

  .columns > * {
    flex: none;
  }

  .lists {
    display: flex;
    flex-direction: column;
    min-inline-size: 0;
    min-block-size: 0;
  }

  .columns section {
    min-inline-size: 0;
    padding: 16px;
  }

  .queue {
    display: flex;
    flex-direction: column;
    gap: 12px;
  }

  /* Where there is one column, the list says it all. */
  .stage,
  .stage:not(.on) :is(.large, .quiet) {
    display: none;
  }

  .stage {
    outline-offset: -2px;
  }

  .stage:has([part='notice']) {
    display: block;
    order: -1;
    border-block-end: 1px solid var(--_line);
  }

  .stage.on {
    display: grid;
    order: -1;
    padding: 8px;
    border-block-end: 1px solid var(--_line);
  }

  .stage rtc-call {
    min-block-size: 400px;
  }

  .stage.on .idle {
    min-block-size: 240px;
  }

  .idle {
    display: grid;
    gap: 8px;
    align-content: center;
    justify-items: center;
    text-align: center;
    text-wrap: balance;
  }

  .large {
    font-size: 20px;
    line-height: 28px;
    font-weight: 600;
  }

  .recent,
  .details {
    border-block-start: 1px solid var(--_line);
    outline-offset: -2px;
  }

  @container (inline-size >= 43em) {
    .columns {
      display: grid;
      grid-template: "lists stage" minmax(440px, 1fr) "lists details" minmax(0, auto) / minmax(240px, 2fr) minmax(0, 3fr);
    }

    .lists {
      grid-area: lists;
      /* The middle says how high a desk is; what is longer scrolls. */
      contain: size;
      border-inline-end: 1px solid var(--_line);
    }

    .queue {
      flex: 1;
      min-block-size: 200px;
      overflow: auto;
    }

    .recent {
      flex: 0 1 auto;
      min-block-size: 96px;
      max-block-size: 40%;
      overflow: auto;
    }

    .stage.stage {
      grid-area: stage;
      display: grid;
      border: none;
    }

    .stage:not(.on) :is(.large, .quiet) {
      display: block;
    }

    .details {
      grid-area: details;
      max-block-size: 320px;
      overflow: auto;
    }
  }

  @container (inline-size >= 68em) {
    .columns {
      grid-template: "lists stage details" minmax(560px, 1fr) / minmax(240px, 1fr) minmax(0, 2.2fr) minmax(240px, 1fr);
    }

    .details {
      contain: size;
      max-block-size: none;
      border-block-start: none;
      border-inline-start: 1px solid var(--_line);
    }
  }
`;
