import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { countLeftovers, growth } from './leaks.ts';
import { type Result, roundTrips, runRounds } from './rounds.ts';
import { runSetups } from './setup-runs.ts';
import { readSizes } from './size.ts';
import { arms, type Part } from './support-arms.ts';

/** What was reached, by name: figures that do not depend on the machine. They only ever go down. */
export type Figures = Readonly<Record<string, number>>;

const file = join(import.meta.dirname, 'gates.json');

export function readGates(): Figures {
  return JSON.parse(readFileSync(file, 'utf8')) as Figures;
}

/** Round trips differ by less from one run to the next. */
const tolerance = 0.5;

function isRoundTrips(name: string): boolean {
  return name.startsWith('round trips');
}

/** Up, so that measuring the same again passes. */
function roundedUp(name: string, value: number): number {
  const parts = name.startsWith('KiB') && value > 1 ? 10 : 100;
  return Math.ceil(value * parts) / parts;
}

/** Those that are worse than their gate, in words. */
export function worse(figures: Figures, gates: Figures = readGates()): string[] {
  return Object.entries(figures).flatMap(([name, value]) => {
    const limit = (gates[name] ?? 0) + (isRoundTrips(name) ? tolerance : 0);
    return value <= limit ? [] : [`${name}: ${value.toFixed(2)}, was ${String(gates[name] ?? 'never allowed')}`];
  });
}

/** Lowers the gates to what was measured; the first time, sets them. */
export function lowerGates(figures: Figures): void {
  const gates: Record<string, number> = { ...readGates() };
  for (const [name, value] of Object.entries(figures)) {
    const gate = gates[name] ?? Infinity;
    // What is within the tolerance may be luck: lowered by it again and again, a gate would shut out the truth.
    if (isRoundTrips(name) && value > gate - tolerance) continue;
    gates[name] = Math.min(gate, roundedUp(name, value));
  }
  writeFileSync(file, `${JSON.stringify(gates, null, 2)}\n`);
}

export async function sizeFigures(): Promise<Figures> {
  const { call, script, support } = await readSizes();
  return { 'KiB of a call of two': call, 'KiB of the script tag alone': script, 'KiB of a support button nobody pressed': support.idle };
}

const setupFigures = {
  'round trips, cold, joiner dials': ['joiner dials', 'joiner'],
  'round trips, cold, joiner is dialled': ['joiner is dialled', 'joiner'],
  'round trips from the offer, joiner dials': ['joiner dials', 'fromOffer'],
  'round trips from the offer, joiner is dialled': ['joiner is dialled', 'fromOffer'],
  'round trips from standby, at the joiner': ['standby', 'joiner'],
  'round trips from standby, at the other': ['standby', 'other'],
} as const;

const supportFigures = {
  'round trips from the answer, standby, at the agent': ['standby', 'agent'],
  'round trips from the answer, standby, at the visitor': ['standby', 'visitor'],
} as const;

/** A long way, so that few rounds suffice; more of them as long as the machine is busy and nobody is pleased. */
const options = { rounds: 3, patience: 40_000, warmUp: false, roundTrip: 600 };

/** All round trips, of calls and of support calls; measured until each of the two `pleases`, or patience ends. */
export async function roundTripFigures(pleases: (figures: Figures) => boolean = () => true): Promise<Figures> {
  const setups = await runSetups({ ...options, arms: ['joiner dials', 'joiner is dialled', 'standby'] }, (result) => pleases(figuresOf(result, setupFigures)));
  const { standby } = arms;
  const support = await runRounds<Part>({ standby }, options, (result) => pleases(figuresOf(result, supportFigures)));
  return { ...figuresOf(setups, setupFigures), ...figuresOf(support, supportFigures) };
}

function figuresOf<What extends string>(result: Result<What>, wanted: Readonly<Record<string, readonly [arm: string, what: What]>>): Figures {
  return Object.fromEntries(Object.entries(wanted).map(([name, [arm, what]]) => [name, Math.max(0, roundTrips(result, arm, what).value)]));
}

export async function leftoverFigures(): Promise<Figures> {
  const grown = growth(await countLeftovers(15));
  return Object.fromEntries(Object.entries(grown).map(([name, value]) => [`left over: ${name}`, value]));
}
