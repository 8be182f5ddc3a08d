import type { Figure, Report } from './report.ts';
import { failures, roundTrips, timesOf } from './rounds.ts';
import type { Side } from './setup-arms.ts';
import { control, runSetups, type SetupOptions, type SetupResult } from './setup-runs.ts';
import { median, paired, spread } from './statistics.ts';

/** How many times as long as raw WebRTC with an open socket, near. */
function ratios(result: SetupResult, name: string): number[] {
  const times = (arm: string) => timesOf(result, arm, 'near', 'joiner');
  return paired(times(name), times('raw, socket open'), (a, b) => a / b);
}

export async function measureSetup(options: SetupOptions): Promise<Report> {
  const result = await runSetups(options);
  const ratio = (measure: string, name: string, more: Partial<Figure> = {}): Figure => {
    const values = ratios(result, name);
    return { id: '', measure, value: median(values), spread: spread(values), ...more };
  };
  const trips = (measure: string, name: string, more: Partial<Figure> = {}, side: Side = 'joiner'): Figure => ({
    id: '',
    measure,
    ...roundTrips(result, name, side),
    ...more,
  });
  const first = { id: 'C1', target: 1.1, beyond: 0.85 };
  const cold = { id: 'C2', target: 7.3, beyond: 6.6 };
  const open = { id: 'C2', target: 4, beyond: 3.6 };
  const standby = { id: 'C3', target: 1, beyond: 0.6 };
  return {
    name: 'setup',
    figures: [
      ratio('join → first frame ÷ raw with an open socket: from standby', 'standby', first),
      ratio('… without standby, joiner dials', 'joiner dials', first),
      ratio('… without standby, joiner is dialled', 'joiner is dialled', first),
      ratio('… raw again: what a difference is worth', control),
      ratio('… raw, cold', 'raw, cold'),
      ratio('… PeerJS, socket open', 'PeerJS, socket open'),
      ratio('… PeerJS, cold', 'PeerJS, cold'),
      trips('round trips, cold: joiner dials', 'joiner dials', cold),
      trips('… joiner is dialled', 'joiner is dialled', cold),
      trips('… joiner is dialled, at the other', 'joiner is dialled', cold, 'other'),
      trips('… raw', 'raw, cold'),
      trips('… PeerJS with an id of its own', 'PeerJS, cold'),
      trips('round trips, socket open: from the offer, joiner dials', 'joiner dials', open, 'fromOffer'),
      trips('… joiner is dialled', 'joiner is dialled', open, 'fromOffer'),
      trips('… raw, at the one who dials', 'raw, socket open'),
      trips('… raw again', control),
      trips('… raw, at the one who is dialled', 'raw, socket open', {}, 'other'),
      trips('… PeerJS, at the one who dials', 'PeerJS, socket open'),
      trips('round trips from standby: at the joiner', 'standby', standby),
      trips('… at the other', 'standby', standby, 'other'),
      trips('… at a joiner who was dialled', 'standby, joiner was dialled', standby),
      trips('… at the other', 'standby, joiner was dialled', standby, 'other'),
      { id: 'C4', measure: 'set-ups that failed, of all of these', value: failures(result), target: 0 },
    ],
    data: { roundTrip: result.roundTrip, samples: Object.fromEntries(result.samples) },
  };
}
