import { Site } from '../test/e2e/support/site.ts';
import { startWires } from '../test/network/wires.ts';
import { openBrowser } from './browser.ts';
import { startRawRelay } from './raw-relay.ts';
import { type Arm, type ArmName, arms, type Sample, type Stage } from './setup-arms.ts';
import { fastest, paired, shuffled, type Spread, spread } from './statistics.ts';

export interface SetupOptions {
  readonly rounds: number;
  /** Milliseconds for more rounds after these, until what was measured pleases. Default 0. */
  readonly patience?: number;
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
export const control = 'raw, socket open, again';

const everything: readonly ArmName[] = Object.keys(arms) as ArmName[];

/** Sets calls up, again and again, near and far, every arm once in every round and in random order. */
export async function runSetups(
  { rounds, patience = 0, warmUp = true, arms: wanted = everything, roundTrip = 100 }: SetupOptions,
  pleases: (result: SetupResult) => boolean = () => true,
): Promise<SetupResult> {
  const runs: { name: string; arm: Arm }[] = wanted.map((name) => ({ name, arm: arms[name] }));
  if (wanted === everything) runs.push({ name: control, arm: arms['raw, socket open'] });
  const samples = new Map<string, Samples>(runs.map(({ name }) => [name, { near: [], far: [] }]));
  const result = { roundTrip, samples };
  await onStage(async (stage) => {
    const play = async (counts: boolean) => {
      for (const distance of shuffled(['near', 'far'] as const)) {
        const delay = distance === 'far' ? roundTrip / 2 : 0;
        for (const { name, arm } of shuffled(runs)) {
          const sample = await attempt(arm, stage, delay, `${name}, ${distance}`);
          if (counts) samples.get(name)?.[distance].push(sample);
        }
      }
    };
    if (warmUp) await play(false);
    for (let round = 0; round < rounds; round++) await play(true);
    const end = performance.now() + patience;
    while (!pleases(result) && performance.now() < end) await play(true);
  });
  return result;
}

/** A set-up that fails is a result; one whose browser was ended by somebody else is not. */
async function attempt(arm: Arm, stage: Stage, delay: number, what: string): Promise<Sample | undefined> {
  try {
    return await arm(stage, delay);
  } catch (error) {
    console.error(`${what}: ${String(error)}`);
    return (await stage.revive()) ? attempt(arm, stage, delay, what) : undefined;
  }
}

async function onStage(play: (stage: Stage) => Promise<void>): Promise<void> {
  // Greetings do not wait at the server for a newcomer: whoever is there has been there for a while.
  const server = { expireTimeout: 10 };
  const [relay, site, peer] = await Promise.all([startRawRelay(), Site.open(), startWires({ server })]);
  const raw = await startWires({ origin: relay.origin });
  const open = () => openBrowser(site.origin);
  const browsers = await Promise.all([open(), open()]);
  const page = (head: string) => site.put(`<!doctype html><title>Bench</title>${head}`);
  const stage: Stage = {
    browsers,
    pages: { blank: page(''), library: page(`<script type="module" src="${peer.url}/rtc-elements.js"></script>`) },
    servers: { peer: peer.url, raw: raw.url },
    setDelay: (milliseconds) => {
      peer.delay = raw.delay = milliseconds;
    },
    async revive() {
      const ended = browsers.flatMap(({ connected }, index) => (connected ? [] : [index]));
      for (const index of ended) {
        const { exitCode, signalCode } = browsers[index]?.process() ?? {};
        console.error(`A browser has ended: ${signalCode ?? exitCode ?? 'nobody knows why'}`);
        browsers[index] = await open();
      }
      return ended.length > 0;
    },
  };
  try {
    await play(stage);
  } finally {
    await Promise.all(browsers.map((browser) => browser.close()));
    await Promise.all([peer.close(), raw.close()]);
    await Promise.all([relay.close(), site.close()]);
  }
}

export type Side = keyof Sample;

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
