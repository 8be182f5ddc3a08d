import { Site } from '../test/e2e/support/site.ts';
import { startWires } from '../test/network/wires.ts';
import { openBrowser } from './browser.ts';
import { startRawRelay } from './raw-relay.ts';
import type { Figure, Report } from './report.ts';
import { type Arm, type ArmName, arms, type Sample, type Stage } from './setup-arms.ts';
import { median, paired, shuffled, spread } from './statistics.ts';

export interface SetupOptions {
  readonly rounds: number;
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
export async function runSetups({ rounds, arms: wanted = everything, roundTrip = 100 }: SetupOptions): Promise<SetupResult> {
  const runs: { name: string; arm: Arm }[] = wanted.map((name) => ({ name, arm: arms[name] }));
  if (wanted === everything) runs.push({ name: control, arm: arms['raw, socket open'] });
  const samples = new Map<string, Samples>(runs.map(({ name }) => [name, { near: [], far: [] }]));
  await onStage(async (stage, setDelay) => {
    // The first round warms up.
    for (let round = -1; round < rounds; round++) {
      for (const distance of shuffled(['near', 'far'] as const)) {
        setDelay(distance === 'far' ? roundTrip / 2 : 0);
        for (const { name, arm } of shuffled(runs)) {
          const sample = await arm(stage).catch((error: unknown) => console.error(`${name}, ${distance}: ${String(error)}`));
          if (round >= 0) samples.get(name)?.[distance].push(sample ?? undefined);
        }
      }
    }
  });
  return { roundTrip, samples };
}

async function onStage(play: (stage: Stage, setDelay: (milliseconds: number) => void) => Promise<void>): Promise<void> {
  // Greetings that wait at the server for a newcomer are forgotten soon: whoever is there has been there for a while.
  const server = { expireTimeout: 100 };
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

/** Round trips, by the slope between near and far. */
export function roundTrips({ samples, roundTrip }: SetupResult, name: string, side: Side = 'joiner'): number[] {
  const { near = [], far = [] } = samples.get(name) ?? {};
  return paired(far.map((sample) => sample?.[side]), near.map((sample) => sample?.[side]), (a, b) => (a - b) / roundTrip);
}

/** How many times as long as raw WebRTC with an open socket, near. */
function ratios({ samples }: SetupResult, name: string): number[] {
  const times = (arm: string) => (samples.get(arm)?.near ?? []).map((sample) => sample?.joiner);
  return paired(times(name), times('raw, socket open'), (a, b) => a / b);
}

export async function measureSetup(options: SetupOptions): Promise<Report> {
  const result = await runSetups(options);
  const figure = (measure: string, values: readonly number[], more: Partial<Figure> = {}): Figure => ({
    id: '',
    measure,
    value: median(values),
    spread: spread(values),
    ...more,
  });
  const cold = { id: 'C2', target: 7.3, beyond: 6.6 };
  const open = { id: 'C2', target: 4, beyond: 3.6 };
  const standby = { id: 'C3', target: 1, beyond: 0.6 };
  const first = { id: 'C1', target: 1.1, beyond: 0.85 };
  const trips = (name: string, side?: Side) => roundTrips(result, name, side);
  const failures = [...result.samples.values()].flatMap(({ near, far }) => [...near, ...far]).filter((sample) => !sample).length;
  return {
    name: 'setup',
    figures: [
      figure('join → first frame ÷ raw with an open socket: from standby', ratios(result, 'standby'), first),
      figure('… without standby, joiner dials', ratios(result, 'joiner dials'), first),
      figure('… without standby, joiner is dialled', ratios(result, 'joiner is dialled'), first),
      figure('… raw again: what a difference is worth', ratios(result, control)),
      figure('… raw, cold', ratios(result, 'raw, cold')),
      figure('… PeerJS, socket open', ratios(result, 'PeerJS, socket open')),
      figure('… PeerJS, cold', ratios(result, 'PeerJS, cold')),
      figure('round trips, cold: joiner dials', trips('joiner dials'), cold),
      figure('… joiner is dialled', trips('joiner is dialled'), cold),
      figure('… raw', trips('raw, cold')),
      figure('… PeerJS with an id of its own', trips('PeerJS, cold')),
      figure('round trips, socket open: from the offer, joiner dials', trips('joiner dials', 'fromOffer'), open),
      figure('… joiner is dialled', trips('joiner is dialled', 'fromOffer'), open),
      figure('… raw', trips('raw, socket open')),
      figure('… raw again', trips(control)),
      figure('… PeerJS', trips('PeerJS, socket open')),
      figure('round trips from standby: at the joiner', trips('standby'), standby),
      figure('… at the other', trips('standby', 'other'), standby),
      figure('… at a joiner who was dialled', trips('standby, joiner was dialled'), standby),
      figure('… at the other', trips('standby, joiner was dialled', 'other'), standby),
      { id: 'C4', measure: 'set-ups that failed, of all of these', value: failures, target: 0 },
    ],
    data: { roundTrip: result.roundTrip, samples: Object.fromEntries(result.samples) },
  };
}
