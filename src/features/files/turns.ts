import type { Incoming } from './incoming.ts';
import { isOver } from './transfer-state.ts';

/** Files that come from one participant at a time; the others wait for their turn. */
const mostAtOnce = 3;

/** Those to begin now, of what comes from one participant: in the order of their offers, and what is paused lets others pass. */
export function whoseTurn(comes: readonly Incoming[]): readonly Incoming[] {
  const open = comes.filter(({ state, isPaused }) => state.phase !== 'offered' && !isOver(state) && !isPaused);
  const running = open.filter(({ isBegun }) => isBegun);
  return open.filter(({ isBegun }) => !isBegun).slice(0, Math.max(0, mostAtOnce - running.length));
}
