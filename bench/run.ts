// npm run bench -- [size] [setup] [leaks] [tiles] [chat] [support] [idle] [mesh] [loss] [voice] [data] [streams] [files] [--rounds N] [--quick]
// npm run bench -- gates: measures what CI guards, and lowers bench/gates.json where it has become less.
import { parseArgs } from 'node:util';
import { measureData } from './data.ts';
import { measureFiles } from './files.ts';
import { leftoverFigures, lowerGates, readGates, roundTripFigures, sizeFigures, worse } from './gates.ts';
import { measureChat } from './chat.ts';
import { measureIdle } from './idle.ts';
import { measureLeaks } from './leaks.ts';
import { measureLoss } from './loss.ts';
import { measureMesh } from './mesh.ts';
import { publish, type Report } from './report.ts';
import { measureSetup } from './setup.ts';
import { measureSize } from './size.ts';
import { measureStreams } from './streams.ts';
import { measureSupport } from './support.ts';
import { measureTiles } from './tiles.ts';
import { measureVoice } from './voice.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string' }, quick: { type: 'boolean', default: false } },
});
const rounds = (usual: number, quick: number) => Number(values.rounds ?? (values.quick ? quick : usual));

const benches: Record<string, () => Promise<Report>> = {
  size: () => measureSize(),
  setup: () => measureSetup({ rounds: rounds(15, 3) }),
  leaks: () => measureLeaks({ rounds: rounds(100, 10) }),
  tiles: () => measureTiles({ rounds: rounds(60, 15) }),
  chat: () => measureChat({ rounds: rounds(30, 8) }),
  mesh: () => measureMesh({ rounds: rounds(5, 1) }),
  loss: () => measureLoss({ rounds: rounds(5, 1) }),
  idle: () => measureIdle({ rounds: rounds(15, 10) }),
  support: () => measureSupport({ rounds: rounds(15, 3) }),
  voice: () => measureVoice(),
  data: () => measureData({ rounds: rounds(5, 1) }),
  files: () => measureFiles({ rounds: rounds(5, 1), mebibytes: values.quick ? 256 : 1024 }),
  streams: () => measureStreams({ rounds: rounds(5, 1) }),
};

async function measureGates(): Promise<Report> {
  const gates = readGates();
  const figures = { ...(await sizeFigures()), ...(await roundTripFigures()), ...(await leftoverFigures()) };
  for (const words of worse(figures, gates)) console.error(`Worse: ${words}`);
  lowerGates(figures);
  const rows = Object.entries(figures).map(([measure, value]) => ({ id: '', measure, value, target: gates[measure] ?? value }));
  return { name: 'gates', figures: rows };
}

if (positionals.includes('gates')) publish(await measureGates());
const named = positionals.filter((name) => name !== 'gates');
const unknown = named.filter((name) => !(name in benches));
if (unknown.length > 0) throw new Error(`No bench ${unknown.join(', ')}: there are ${Object.keys(benches).join(', ')}`);
for (const [name, measure] of Object.entries(benches)) {
  if (positionals.length === 0 || named.includes(name)) publish(await measure());
}
