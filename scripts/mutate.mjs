// Breaks the core a little at a time, and says how much of that its tests in Node notice: fails below the least.
//   npm run mutate                            all of it: a quarter of an hour; bench/results/mutation.json
//   npm run mutate -- src/core/topic.ts       some files
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';

/** Of everything that was broken, in percent. */
const least = 80;
const result = 'bench/results/mutation.json';

const files = process.argv.slice(2);

// Whatever else this machine does comes first.
setPriority(constants.priority.PRIORITY_LOW);
// Where the copies are that are broken, tsx is to read them as it does here.
mkdirSync('.cache', { recursive: true });
writeFileSync('.cache/tsconfig.json', JSON.stringify({ extends: '../tsconfig.json', include: ['stryker'] }));

const some = files.length > 0 ? ['--mutate', files.join()] : [];
const stryker = spawn(process.execPath, ['node_modules/@stryker-mutator/core/bin/stryker.js', 'run', ...some], {
  stdio: 'inherit',
  env: { ...process.env, TSX_TSCONFIG_PATH: '.cache/tsconfig.json' },
});
const [code] = await once(stryker, 'exit');
if (code !== 0) process.exit(1);

const report = JSON.parse(readFileSync('.cache/mutation.json', 'utf8'));
const counts = Object.entries(report.files).map(([file, { mutants }]) => ({ file, ...count(mutants) }));
const all = ['noticed', 'unnoticed'].map((key) => counts.reduce((sum, each) => sum + each[key], 0));
const total = { noticed: all[0], unnoticed: all[1], score: scoreOf(...all) };
counts.sort((a, b) => a.score - b.score || b.unnoticed - a.unnoticed);
for (const { file, score, noticed, unnoticed } of [...counts, { file: 'all', ...total }]) {
  console.log(`${String(score).padStart(6)} %  ${String(noticed).padStart(5)} noticed  ${String(unnoticed).padStart(4)} not  ${file}`);
}
if (files.length === 0) writeFileSync(result, `${JSON.stringify({ command: 'npm run mutate', total, files: counts }, null, 2)}\n`);
process.exitCode = total.score >= least ? 0 : 1;

/** As Stryker counts: whoever hangs is noticed, and what no test goes through is not. */
function count(mutants) {
  const having = (...states) => mutants.filter(({ status }) => states.includes(status)).length;
  const [noticed, unnoticed] = [having('Killed', 'Timeout'), having('Survived', 'NoCoverage')];
  return { noticed, unnoticed, score: scoreOf(noticed, unnoticed) };
}

function scoreOf(noticed, unnoticed) {
  return Math.round((1000 * noticed) / Math.max(1, noticed + unnoticed)) / 10;
}
