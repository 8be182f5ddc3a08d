import { constants } from 'node:os';
import type { RunningServer } from './serve.ts';

// One Ctrl-C under `npm start` arrives twice: from the terminal, and passed on by npm.
const SAME_KEYSTROKE_MS = 300;

/** Stops the server on SIGINT or SIGTERM and exits with 0; a second signal exits at once, with 128 + its number. */
export function stopOnSignal(server: RunningServer): void {
  let askedAt: number | undefined;
  const onSignal = (signal: 'SIGINT' | 'SIGTERM') => {
    if (askedAt === undefined) {
      askedAt = performance.now();
      void server.stop().then(() => process.exit(0));
    } else if (performance.now() - askedAt > SAME_KEYSTROKE_MS) {
      process.exit(128 + constants.signals[signal]);
    }
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
}
