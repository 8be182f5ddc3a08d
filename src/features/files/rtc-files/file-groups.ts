import { isOver, type TransferPhase, type TransferState } from '../transfer-state.ts';

/** One file, and everybody whom it goes to. */
export interface FileGroup {
  readonly key: string;
  readonly first: TransferState;
  readonly all: readonly TransferState[];
  /** Of the file as a whole. */
  readonly phase: TransferPhase;
}

/** In the order in which the files were offered. */
export function groupsOf(transfers: readonly TransferState[]): readonly FileGroup[] {
  const groups = new Map<string, TransferState[]>();
  for (const each of transfers) {
    // What comes has a group of its sender's choice.
    const key = each.direction === 'in' ? each.id : `to-${each.group}`;
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups].flatMap(([key, all]) => {
    const [first] = all;
    return first ? [{ key, first, all, phase: phaseOf(all) }] : [];
  });
}

/** What goes on comes before what waits, and what came to something before what did not. */
const order: readonly TransferPhase[] = ['running', 'waiting', 'paused', 'offered', 'done', 'failed'];

function phaseOf(all: readonly TransferState[]): TransferPhase {
  return order.find((phase) => all.some((each) => each.phase === phase)) ?? 'failed';
}

export function isGroupOver({ all }: FileGroup): boolean {
  return all.every(isOver);
}
