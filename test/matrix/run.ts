// npm run test:matrix -- [family, name or pair …] [--again] [--rounds N]
//   npm run test:matrix                          whatever was not measured with the present code yet
//   npm run test:matrix -- cut chromium-firefox  silent cuts, Chromium being the one that is cut off
// Each part is kept on its own (bench/results/matrix/), so that it can be interrupted at any time.
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { refusal } from '../network/permitted.ts';
import { writeDocument } from './document.ts';
import { chosen, companyOf, type Part } from './parts.ts';
import { inWords, missed, type Result } from './result.ts';
import { keep, kept, present } from './results.ts';
import { summarise, type Summary } from './summary.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { again: { type: 'boolean', default: false }, rounds: { type: 'string' } },
});
const wanted = chosen(positionals);
if (wanted.length === 0) throw new Error(`No part of the matrix is ${positionals.join(' ')}`);
const why = await refusal();
if (why) {
  console.log(`skipped: ${why}\n0 passed, 0 failed, ${wanted.length} skipped (${why})`);
  process.exit(0);
}

// The driver of the browsers takes these for itself; the lab goes with the process.
for (const signal of ['SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1));
const { commit, source } = present();
const isDone = (part: Part) => !values.again && !source.endsWith('+') && kept(part)?.source === source && kept(part)?.verdict !== 'broken';
for (const part of wanted) {
  if (isDone(part)) continue;
  console.log(`\n── ${part.name} ${companyOf(part)}: ${part.title} ──`);
  const summary = await measure(part, Number(values.rounds ?? part.rounds));
  keep(part, summary);
  writeDocument();
  console.log(`${summary.verdict}${summary.missed.map((line) => `\n  ${line}`).join('')}`);
}
writeDocument();
const verdicts = wanted.map((part) => kept(part)?.verdict);
const passed = verdicts.filter((verdict) => verdict === 'met').length;
console.log(`\n${passed} passed, ${verdicts.length - passed} failed`);
process.exit(passed === verdicts.length ? 0 : 1);

async function measure(part: Part, rounds: number): Promise<Summary> {
  const date = new Date().toISOString();
  const before = loadavg()[0] ?? 0;
  const results: Result[] = [];
  const troubles: string[] = [];
  let browsers: Summary['browsers'] = {};
  for (let round = 1; round <= rounds; round++) {
    const { stage, run } = await part.open();
    try {
      browsers = await stage.versions();
      const result = await run();
      results.push(result);
      console.log(`  round ${round}: ${missed(result.figures).map(inWords).join('; ') || 'met'}`);
    } catch (error) {
      troubles.push(`round ${round}: ${String(error)}`);
      console.log(`  round ${round} broke: ${String(error)}\n${await stage.stories()}`);
    } finally {
      await stage.close();
    }
  }
  const { family, name, title } = part;
  const load = { before, after: loadavg()[0] ?? 0, cores: cpus().length };
  const summary = { part: name, family, title, pair: companyOf(part), date, commit, source, browsers, load, ...summarise(results) };
  return troubles.length === 0 ? summary : { ...summary, verdict: 'broken', missed: [...troubles, ...summary.missed] };
}
