import type { Quality, QualityCause } from '../../../core/transport.ts';
import { type Budget, nextBudget, unlimited } from './budget.ts';
import type { LinkSample } from './link-sample.ts';

/** What is known of a link from all samples so far, and what follows from it. */
export interface Judgement {
  readonly quality: Quality;
  readonly cause: Extract<QualityCause, '' | 'network' | 'your-device' | 'their-device'>;
  /** Sound is held back a little longer before it is played, so that its second copy is there in time. */
  readonly holdsSound: boolean;
  readonly budget: Budget;
  readonly evidence: Evidence;
}

interface Evidence {
  /** How many samples in a row were worse, or better, than `quality`; and the best, or worst, of those. */
  readonly worse: number;
  readonly better: number;
  readonly candidate: Grade;
  /** Samples in a row without loss. */
  readonly clean: number;
}

type Grade = Exclude<Quality, 'unknown'>;
const grades: readonly Grade[] = ['poor', 'fair', 'good'];

/** Worse is believed after so many samples, better after so many: what comes and goes is no news. */
const patience = { worse: 2, better: 4 } as const;
const limits = {
  fair: { loss: 0.05, concealed: 0.05, frozen: 0.15, roundTrip: 400, estimate: 350 },
  poor: { loss: 0.15, concealed: 0.15, frozen: 0.5, roundTrip: 1000, estimate: 150 },
} as const;
/** Kilobits per second of sound, with its second copies. */
const soundAtMost = 110;
/** Sound is repeated once (RED): worth waiting for from this loss on, and for so many clean samples after. */
const lossy = 0.02;
const cleanAfter = 10;
export const unjudged: Judgement = {
  quality: 'unknown',
  cause: '',
  holdsSound: false,
  budget: unlimited,
  evidence: { worse: 0, better: 0, candidate: 'good', clean: 0 },
};

/** What one more sample says. */
export function judge(before: Judgement, sample: LinkSample): Judgement {
  const { grade, cause } = look(sample);
  const isNoisy = Math.max(sample.lossIn, sample.concealed) >= lossy;
  const clean = isNoisy ? 0 : before.evidence.clean + 1;
  const holdsSound = isNoisy || (before.holdsSound && clean < cleanAfter);
  return { ...weigh(before, grade, cause, clean), holdsSound, budget: nextBudget(before.budget, sample) };
}

function weigh(before: Judgement, grade: Grade, cause: Judgement['cause'], clean: number): Pick<Judgement, 'quality' | 'cause' | 'evidence'> {
  const { quality, evidence } = before;
  const settled = (now: Grade) => ({
    quality: now,
    cause: now === 'good' ? ('' as const) : cause || before.cause,
    evidence: { worse: 0, better: 0, candidate: now, clean },
  });
  if (quality === 'unknown' || grade === quality) return settled(grade);
  const isWorse = rank(grade) < rank(quality);
  const count = isWorse ? evidence.worse + 1 : evidence.better + 1;
  // The mildest of what was seen in a row: once poor and once fair is fair.
  const candidate = count === 1 ? grade : isWorse ? max(evidence.candidate, grade) : min(evidence.candidate, grade);
  if (count >= (isWorse ? patience.worse : patience.better)) return settled(candidate);
  return { quality, cause: before.cause, evidence: { worse: isWorse ? count : 0, better: isWorse ? 0 : count, candidate, clean } };
}

function look(sample: LinkSample): { grade: Grade; cause: Judgement['cause'] } {
  for (const grade of ['poor', 'fair'] as const) if (isBad(sample, limits[grade])) return { grade, cause: 'network' };
  if (sample.busy > 0.5) return { grade: 'fair', cause: 'your-device' };
  if (sample.deaf) return { grade: 'fair', cause: 'their-device' };
  return { grade: 'good', cause: '' };
}

function isBad(sample: LinkSample, limit: (typeof limits)[keyof typeof limits]): boolean {
  return (
    Math.max(sample.lossIn, sample.lossOut) > limit.loss ||
    sample.concealed > limit.concealed ||
    sample.frozen > limit.frozen ||
    (sample.roundTrip ?? 0) > limit.roundTrip ||
    (isLimited(sample) && (sample.estimate ?? Number.POSITIVE_INFINITY) < limit.estimate)
  );
}

/** A browser that sends sound alone never finds out how much more there is. */
function isLimited({ sent, estimate = 0 }: LinkSample): boolean {
  return sent > soundAtMost && sent > estimate * 0.6;
}

const rank = (quality: Grade) => grades.indexOf(quality);
const max = (a: Grade, b: Grade) => (rank(a) > rank(b) ? a : b);
const min = (a: Grade, b: Grade) => (rank(a) < rank(b) ? a : b);
