import type { Figure, Report } from './report.ts';
import { failures, type Result, roundTrips, type RoundsOptions, runRounds, timesOf } from './rounds.ts';
import { median, paired, spread } from './statistics.ts';
import { type ArmName, arms, type Part } from './support-arms.ts';

/** The support call, from the hover to the picture, beside raw WebRTC with an open socket. */
export async function measureSupport(options: RoundsOptions): Promise<Report> {
  const result = await runRounds<Part>(arms, options);
  const standby = { id: 'C3', target: 1, beyond: 0.6 };
  return {
    name: 'support',
    figures: [
      time(result, 'hover → ready, ms at RTT 0', 'late', 'ready'),
      trips(result, '… round trips', 'late', 'ready'),
      time(result, 'click → ringing, ms at RTT 0', 'late', 'ringing'),
      trips(result, '… round trips', 'late', 'ringing'),
      ...answer(result, 'answer → frame', 'late', 'agent'),
      ...answer(result, 'answer → frame', 'late', 'visitor'),
      ...answer(result, 'answer → frame', 'standby', 'agent', standby),
      ...answer(result, 'answer → frame', 'standby', 'visitor', standby),
      ...answer(result, 'dial → frame', 'raw', 'agent'),
      ...answer(result, 'dial → frame', 'raw', 'visitor'),
      ratio(result, '… raw again ÷ raw: what a difference is worth', 'raw, again', 'agent'),
      trips(result, '… raw again, round trips', 'raw, again', 'agent'),
      { id: 'C4', measure: 'calls that failed, of all of these', value: failures(result), target: 0 },
    ],
    data: { roundTrip: result.roundTrip, samples: Object.fromEntries(result.samples) },
  };
}

/** One end of one arm. */
function answer(result: Result<Part>, what: string, arm: ArmName, end: 'agent' | 'visitor', more: Partial<Figure> = {}): Figure[] {
  const figures = [
    time(result, `${what}, ${arm}, at the ${end}: ms at RTT 0`, arm, end),
    trips(result, '… round trips', arm, end, more),
  ];
  return arm === 'raw' ? figures : [...figures, ratio(result, '… ÷ raw at RTT 0', arm, end)];
}

function time(result: Result<Part>, measure: string, arm: ArmName, part: Part): Figure {
  const known = timesOf(result, arm, 'near', part).filter((value) => value !== undefined);
  return { id: '', measure, value: median(known), spread: spread(known) };
}

/** How many times as long as raw WebRTC at the same end. */
function ratio(result: Result<Part>, measure: string, arm: ArmName, end: 'agent' | 'visitor'): Figure {
  const values = paired(timesOf(result, arm, 'near', end), timesOf(result, 'raw', 'near', end), (a, b) => a / b);
  return { id: '', measure, value: median(values), spread: spread(values) };
}

function trips(result: Result<Part>, measure: string, arm: ArmName, part: Part, more: Partial<Figure> = {}): Figure {
  return { id: '', measure, ...roundTrips(result, arm, part), ...more };
}
