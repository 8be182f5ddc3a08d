// npm run bench -- [size] [setup] [leaks] [--rounds N] [--quick]
import { parseArgs } from 'node:util';
import { measureLeaks } from './leaks.ts';
import { publish, type Report } from './report.ts';
import { measureSetup } from './setup.ts';
import { measureSize } from './size.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string' }, quick: { type: 'boolean', default: false } },
});
const rounds = (usual: number, quick: number) => Number(values.rounds ?? (values.quick ? quick : usual));

const benches: Record<string, () => Promise<Report>> = {
  size: () => measureSize(),
  setup: () => measureSetup({ rounds: rounds(15, 3) }),
  leaks: () => measureLeaks({ rounds: rounds(100, 10) }),
};

const unknown = positionals.filter((name) => !(name in benches));
if (unknown.length > 0) throw new Error(`No bench ${unknown.join(', ')}: there are ${Object.keys(benches).join(', ')}`);
for (const [name, measure] of Object.entries(benches)) {
  if (positionals.length === 0 || positionals.includes(name)) publish(await measure());
}
