import { sources, type ShownHeights, type Source } from '../../../core/transport.ts';

/** Packets that came so far, by source. */
export type Received = Readonly<Partial<Record<Source, number>>>;

/** What should have come on a link, and did not. */
export interface Drought {
  /** Looks in a row in which a source brought nothing. */
  readonly looks: Readonly<Partial<Record<Source, number>>>;
  /** So many are too many. */
  readonly patience: number;
  readonly isOver: boolean;
}

/**
 * As many looks, at two seconds each, are waited for at first; after each vain attempt twice as many. After the last, it is not the
 * link: a telephone whose screen is off keeps its camera on, and sends nothing of it.
 */
const patience = { first: 5, last: 10 } as const;
/** A screen on which nothing moves may send nothing. */
const steady: readonly Source[] = ['microphone', 'camera'];

export const noDrought: Drought = { looks: {}, patience: patience.first, isOver: false };

/** What is on at the other end, and wanted here. */
export function expected(on: readonly Source[], shown: ShownHeights): Source[] {
  return sources.filter((source) => steady.includes(source) && on.includes(source) && !(source === 'camera' && shown.camera === 0));
}

/**
 * What one more look says. `isOver`: a source that is on and wanted has brought nothing for so long that the link is no good,
 * whatever else it carries.
 */
export function nextDrought({ looks, patience: most, isOver }: Drought, wanted: readonly Source[], before: Received, now: Received): Drought {
  const dry = wanted.filter((source) => (now[source] ?? 0) <= (before[source] ?? 0));
  // Another link is on its way, or stands by now.
  const counted = isOver ? {} : looks;
  const next = Object.fromEntries(dry.map((source) => [source, (counted[source] ?? 0) + 1]));
  const isTooMuch = most <= patience.last && Object.values(next).some((count) => count >= most);
  // As soon as something of everything has come, patience is what it was.
  const isWell = wanted.length > 0 && dry.length === 0;
  return { looks: next, patience: isWell ? patience.first : isTooMuch ? most * 2 : most, isOver: isTooMuch };
}
