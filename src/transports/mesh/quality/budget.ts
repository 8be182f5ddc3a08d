import type { LinkSample } from './link-sample.ts';

/** What pictures may take. */
export interface Budget {
  /** All together, in kilobits per second; undefined while there is plenty. */
  readonly bitrate: number | undefined;
  /** The browser does not say what it could send, so it is found out here. */
  readonly isGuessed: boolean;
  /** How tall a camera's picture may be, in pixels; undefined: as tall as it is. Firefox sees to that by itself, and takes long to grow again if told. */
  readonly height: number | undefined;
  /** Nothing is in the way at the moment: a good time to find out whether there is more. */
  readonly isClear: boolean;
  /** The shortest round trip that was seen, in milliseconds. */
  readonly shortest: number;
  /** What pictures took when the way was full last, in kilobits per second: taken with care. */
  readonly ceiling: number;
  /** Samples in a row in which the other end told nothing. */
  readonly unheard: number;
  /** Samples in a row that were far too late. */
  readonly late: number;
}

export const unlimited: Budget = {
  bitrate: undefined,
  isGuessed: false,
  height: undefined,
  isClear: true,
  shortest: Number.POSITIVE_INFINITY,
  ceiling: 0,
  unheard: 0,
  late: 0,
};

/** What sound takes, redundancy and headers included, in kilobits per second. */
const soundNeeds = 80;
/** Below this nothing can be seen, and nobody would notice that there is more again. */
const least = 80;
/** From here on pictures have all they need. */
const plenty = 2500;
/** What is lost without a queue may be a bad radio: less is sent, but not less and less. */
const leastOnBadRadio = 250;
/** A way is clear when it loses less than this share, and takes so many milliseconds longer than it can at most. */
const clear = { loss: 0.02, roundTrip: 100 } as const;
/** A way is full when it loses this share, or takes so many milliseconds, and so many times, longer than it can. */
const full = { loss: 0.12, roundTrip: 300, times: 3, unheard: 2, late: 2 } as const;
/** A single late sample may be a busy moment of a machine, unless so much was lost with it. */
const lostWithIt = 0.05;
const step = { down: 0.5, back: 0.9, careful: 1.25, up: 1.6 } as const;
const belowCeiling = 0.9;

/** A picture of more lines than these is blurred, or jerks, at less than so many kilobits per second. */
const lines = [
  { height: 180, from: 0 },
  { height: 270, from: 130 },
  { height: 360, from: 260 },
  { height: undefined, from: 500 },
] as const;
/** Taller again only when there is so many times what it takes: each change costs a whole picture. */
const margin = 1.3;

/** What one more sample leaves for pictures. */
export function nextBudget(before: Budget, sample: LinkSample): Budget {
  const shortest = Math.min(before.shortest, sample.roundTrip ?? Number.POSITIVE_INFINITY);
  // Before the first report there is nothing to miss.
  const unheard = sample.reported || shortest === Number.POSITIVE_INFINITY ? 0 : before.unheard + 1;
  const isGuessed = sample.estimate === undefined;
  const late = isLate(sample, shortest, full.roundTrip) ? before.late + 1 : 0;
  const seen = { ...before, shortest, unheard, late };
  const guessed = isGuessed ? guess(seen, sample) : { bitrate: limited(Math.max(0, (sample.estimate ?? 0) - soundNeeds)), ceiling: 0 };
  const isClear = sample.lossOut < clear.loss && !isLate(sample, shortest, clear.roundTrip) && sample.reported;
  return { ...seen, ...guessed, isGuessed, isClear, height: isGuessed ? undefined : heightFor(guessed.bitrate, before.height) };
}

/** Half of what arrived as soon as the way is full; then more, with care where it was full before, and a little less while a queue builds up. */
function guess({ bitrate, ceiling, shortest, unheard, late }: Budget, sample: LinkSample): Pick<Budget, 'bitrate' | 'ceiling'> {
  const { sent, lossOut } = sample;
  if (sent < least) return { bitrate, ceiling };
  const arrived = Math.max(0, sent - soundNeeds) * (1 - lossOut);
  const isFull = unheard >= full.unheard || late >= full.late || (late > 0 && lossOut > lostWithIt);
  if (isFull) return { bitrate: Math.max(least, arrived * step.down), ceiling: arrived };
  if (lossOut > full.loss) return { bitrate: Math.max(leastOnBadRadio, arrived), ceiling };
  if (bitrate === undefined || !sample.reported) return { bitrate, ceiling };
  if (isLate(sample, shortest, clear.roundTrip)) return { bitrate: Math.max(least, bitrate * step.back), ceiling };
  const edge = ceiling * belowCeiling;
  if (bitrate < edge) return { bitrate: limited(Math.min(edge, bitrate * step.up)), ceiling };
  return bitrate > ceiling ? { bitrate: limited(bitrate * step.up), ceiling: 0 } : { bitrate: bitrate * step.careful, ceiling };
}

/** There is a queue on the way: it takes so many milliseconds longer than it can, and several times as long. */
function isLate({ roundTrip }: LinkSample, shortest: number, by: number): boolean {
  return roundTrip !== undefined && roundTrip > shortest + by && roundTrip > shortest * full.times;
}

function limited(bitrate: number): number | undefined {
  return bitrate < plenty ? bitrate : undefined;
}

function heightFor(bitrate = Number.POSITIVE_INFINITY, before: number | undefined): number | undefined {
  const current = lines.findIndex(({ height }) => height === before);
  const fits = (from: number, index: number) => bitrate >= (index > current ? from * margin : from);
  return lines.findLast(({ from }, index) => fits(from, index))?.height;
}
