// Runs the stages of `npm test` and adds up what they report: one after another, but for those that run beside another one.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const longestStage = 30 * 60_000;
let interrupted = false;

export async function runStages(stages, files) {
  const folder = mkdtempSync(join(tmpdir(), 'rtc-test-'));
  const results = [];
  const isBeside = ({ beside }) => stages.some(({ name }) => name === beside);
  for (const stage of stages.filter((each) => !isBeside(each))) {
    if (interrupted) break;
    const others = runHeld(stages.filter(({ beside }) => beside === stage.name), files, folder);
    console.log(`\n── ${stage.name} ──`);
    const blocked = results.some(({ name, failed }) => name === stage.needs && failed > 0);
    if (blocked) console.error(`Not run: it needs ${stage.needs}.`);
    const counts = blocked ? { passed: 0, failed: 1 } : await runLanes(stage, files, join(folder, stage.name));
    for (const { said, ...result } of await others) {
      process.stdout.write(`\n── ${result.name} ──\n${said}`);
      results.push(result);
    }
    results.push({ name: stage.name, ...counts });
  }
  rmSync(folder, { recursive: true, force: true });
  report(results);
  const reasons = [...new Set(results.flatMap((result) => result.reasons ?? []))];
  const skipped = reasons.length > 0 ? { skipped: sum(results, 'skipped'), reasons } : {};
  return { passed: sum(results, 'passed'), failed: sum(results, 'failed'), ...skipped };
}

// One after another, beside what is read meanwhile: what they say is kept.
async function runHeld(stages, files, folder) {
  const results = [];
  for (const stage of stages) {
    if (interrupted) break;
    const said = [];
    const counts = await run(stage, files, join(folder, stage.name), said);
    results.push({ name: stage.name, ...counts, said: Buffer.concat(said) });
  }
  return results;
}

// Its lanes at the same time, unless somebody names files; what all but the first say comes after.
async function runLanes(stage, files, countsFile) {
  if (!stage.lanes || files.length > 0) return run(stage, files, countsFile);
  const said = stage.lanes.map((_, index) => (index > 0 ? [] : undefined));
  const counts = await Promise.all(stage.lanes.map((lane, index) => run({ ...stage, files: lane }, [], `${countsFile}-${index}`, said[index])));
  process.stdout.write(Buffer.concat(said.flatMap((chunks) => chunks ?? [])));
  return added(counts);
}

function added(counts) {
  const lists = { failures: counts.flatMap(({ failures = [] }) => failures), reasons: counts.flatMap(({ reasons = [] }) => reasons) };
  return { passed: sum(counts, 'passed'), failed: sum(counts, 'failed'), skipped: sum(counts, 'skipped'), ...lists };
}

async function run(stage, files, countsFile, said) {
  const wanted = files.length > 0 && stage.counts ? files : (stage.files ?? []);
  const flag = wanted.length > 0 && stage.filesFlag ? [stage.filesFlag] : [];
  const child = spawn(stage.command, [...stage.args, ...flag, ...wanted], {
    env: { ...process.env, ...stage.env, RTC_COUNTS: countsFile },
    stdio: said ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
    timeout: longestStage,
    killSignal: 'SIGINT',
  });
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => said.push(chunk));
  const code = await ending(child);
  const counts = stage.counts ? read(countsFile) : { passed: code === 0 ? 1 : 0, failed: 0 };
  const ran = counts.passed + counts.failed + (counts.skipped ?? 0);
  if (ran === 0 && stage.counts) console.error(`${stage.name}: no test ran.`);
  // Green needs both: tests that ran and passed, or have a reason not to, and a runner that ended well.
  const unexplained = counts.failed === 0 && (code !== 0 || ran === 0);
  return unexplained ? { ...counts, failed: 1 } : counts;
}

// Whoever ends the whole ends the stage, and by SIGINT: that is what runners close their browsers on.
async function ending(child) {
  const interrupt = () => {
    interrupted = true;
    child.kill('SIGINT');
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.once(signal, interrupt);
  const [code] = await once(child, 'close');
  for (const signal of signals) process.off(signal, interrupt);
  return code;
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { passed: 0, failed: 0 };
  }
}

// Once more what failed, since the last lines of a long log are what is read.
function report(results) {
  console.log('');
  for (const { name, failures = [] } of results) {
    for (const { title, why } of failures) console.log(`${name}: ${title}\n    ${String(why).split('\n').slice(0, 12).join('\n    ')}\n`);
  }
  for (const { name, ...counts } of results) console.log(`${name.padEnd(10)}${inWords(counts)}`);
}

/** `N passed, N failed`, and how many could not run on this machine, if any, and why. */
export function inWords({ passed, failed, skipped = 0, reasons = [] }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped (${reasons.join('; ')})` : ''}`;
}

function sum(results, key) {
  return results.reduce((total, result) => total + (result[key] ?? 0), 0);
}
