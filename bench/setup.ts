import { Site } from '../test/e2e/support/site.ts';
import { startWires } from '../test/network/wires.ts';
import { openBrowser } from './browser.ts';
import { startRawRelay } from './raw-relay.ts';
import type { Figure, Report } from './report.ts';
import { type Arm, type ArmName, arms, type Sample, type Stage } from './setup-arms.ts';
import { fastest, median, paired, shuffled, type Spread, spread } from './statistics.ts';

export interface SetupOptions {
  /** After the least, they go on until what was measured pleases. */
  readonly rounds: { readonly least: number; readonly most: number };
  /** One more round, which does not count. Default true. */
  readonly warmUp?: boolean;
  /** Default: all, and the first twice. */
  readonly arms?: readonly ArmName[];
  /** Milliseconds of the long round trip; the short one takes none. */
  readonly roundTrip?: number;
}

/** Every arm's samples, by round; undefined where a set-up failed. */
type Samples = Record<'near' | 'far', (Sample | undefined)[]>;

export interface SetupResult {
  readonly roundTrip: number;
  readonly samples: ReadonlyMap<string, Samples>;
}

/** The first twice: how far apart two of the same kind come out tells what a difference is worth. */
const control = 'raw, socket open, again';

const everything: readonly ArmName[] = Object.keys(arms) as ArmName[];

/** Sets calls up, again and again, near and far, every arm once in every round and in random order. */
export async function runSetups(
  { rounds, warmUp = true, arms: wanted = everything, roundTrip = 100 }: SetupOptions,
  pleases: (result: SetupResult) => boolean = () => true,
): Promise<SetupResult> {
  const runs: { name: string; arm: Arm }[] = wanted.map((name) => ({ name, arm: arms[name] }));
  if (wanted === everything) runs.push({ name: control, arm: arms['raw, socket open'] });
  const samples = new Map<string, Samples>(runs.map(({ name }) => [name, { near: [], far: [] }]));
  const result = { roundTrip, samples };
  await onStage(async (stage, setDelay) => {
    const play = async (counts: boolean) => {
      for (const distance of shuffled(['near', 'far'] as const)) {
        setDelay(distance === 'far' ? roundTrip / 2 : 0);
        for (const { name, arm } of shuffled(runs)) {
          const sample = await arm(stage).catch((error: unknown) => console.error(`${name}, ${distance}: ${String(error)}`));
          if (counts) samples.get(name)?.[distance].push(sample ?? undefined);
        }
      }
    };
    if (warmUp) await play(false);
    for (let round = 1; round <= rounds.most; round++) {
      await play(true);
      if (round >= rounds.least && pleases(result)) break;
    }
  });
  return result;
}

async function onStage(play: (stage: Stage, setDelay: (milliseconds: number) => void) => Promise<void>): Promise<void> {
  // Greetings do not wait at the server for a newcomer: whoever is there has been there for a while.
  const server = { expireTimeout: 10 };
  const [relay, site, peer] = await Promise.all([startRawRelay(), Site.open(), startWires({ server })]);
  const raw = await startWires({ origin: relay.origin });
  const browsers = await Promise.all([openBrowser(site.origin), openBrowser(site.origin)]);
  const page = (head: string) => site.put(`<!doctype html><title>Bench</title>${head}`);
  const stage: Stage = {
    browsers,
    pages: { blank: page(''), library: page(`<script type="module" src="${peer.url}/rtc-elements.js"></script>`) },
    servers: { peer: peer.url, raw: raw.url },
  };
  try {
    await play(stage, (milliseconds) => {
      peer.delay = raw.delay = milliseconds;
    });
  } finally {
    await Promise.all(browsers.map((browser) => browser.close()));
    await Promise.all([peer.close(), raw.close()]);
    await Promise.all([relay.close(), site.close()]);
  }
}

type Side = keyof Sample;

/** Round trips, by the slope between near and far; and round by round, to show how sure that is. */
export function roundTrips({ samples, roundTrip }: SetupResult, name: string, side: Side = 'joiner'): { value: number; spread: Spread } {
  const times = (distance: keyof Samples) => (samples.get(name)?.[distance] ?? []).map((sample) => sample?.[side]);
  const [near, far] = [times('near'), times('far')];
  const known = (values: typeof near) => values.filter((value) => value !== undefined);
  return {
    value: (fastest(known(far)) - fastest(known(near))) / roundTrip,
    spread: spread(paired(far, near, (a, b) => (a - b) / roundTrip)),
  };
}

/** How many times as long as raw WebRTC with an open socket, near. */
function ratios({ samples }: SetupResult, name: string): number[] {
  const times = (arm: string) => (samples.get(arm)?.near ?? []).map((sample) => sample?.joiner);
  return paired(times(name), times('raw, socket open'), (a, b) => a / b);
}

export async function measureSetup(options: SetupOptions): Promise<Report> {
  const result = await runSetups(options);
  const ratio = (measure: string, name: string, more: Partial<Figure> = {}): Figure => {
    const values = ratios(result, name);
    return { id: '', measure, value: median(values), spread: spread(values), ...more };
  };
  const trips = (measure: string, name: string, more: Partial<Figure> = {}, side?: Side): Figure => ({
    id: '',
    measure,
    ...roundTrips(result, name, side),
    ...more,
  });
  const first = { id: 'C1', target: 1.1, beyond: 0.85 };
  const cold = { id: 'C2', target: 7.3, beyond: 6.6 };
  const open = { id: 'C2', target: 4, beyond: 3.6 };
  const standby = { id: 'C3', target: 1, beyond: 0.6 };
  const failures = [...result.samples.values()].flatMap(({ near, far }) => [...near, ...far]).filter((sample) => !sample).length;
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
      trips('… raw', 'raw, cold'),
      trips('… PeerJS with an id of its own', 'PeerJS, cold'),
      trips('round trips, socket open: from the offer, joiner dials', 'joiner dials', open, 'fromOffer'),
      trips('… joiner is dialled', 'joiner is dialled', open, 'fromOffer'),
      trips('… raw', 'raw, socket open'),
      trips('… raw again', control),
      trips('… PeerJS', 'PeerJS, socket open'),
      trips('round trips from standby: at the joiner', 'standby', standby),
      trips('… at the other', 'standby', standby, 'other'),
      trips('… at a joiner who was dialled', 'standby, joiner was dialled', standby),
      trips('… at the other', 'standby, joiner was dialled', standby, 'other'),
      { id: 'C4', measure: 'set-ups that failed, of all of these', value: failures, target: 0 },
    ],
    data: { roundTrip: result.roundTrip, samples: Object.fromEntries(result.samples) },
  };
}
