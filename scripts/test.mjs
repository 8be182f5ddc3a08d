// Everything that must hold, in one command. The last line is `N passed, N failed`, and what this machine cannot run, if any.
//   npm test                                        all of it
//   npm test -- unit                                Node (engine, node), Chromium, Firefox, WebKitGTK
//   npm test -- chromium test/elements/x.test.ts    one stage, some files
import { rmSync } from 'node:fs';
import { inWords, runStages } from './stages.mjs';

const groups = {
  check: ['lint', 'types', 'manifest'],
  unit: ['engine', 'node', 'chromium', 'firefox', 'webkit'],
  covered: ['engine', 'coverage'],
};
/** What V8 counted in the tests of the engine. */
const coverage = '.cache/coverage';

const node = (...args) => ({ command: process.execPath, args });
// The tests of the engine are one process, nearly all of them, and touch neither the tree nor the build.
const check = (...args) => ({ ...node(...args), beside: 'engine' });
const bin = (name) => `node_modules/${name}`;

const stages = {
  lint: check('scripts/lint.mjs'),
  types: check(bin('typescript/bin/tsc'), '--noEmit'),
  manifest: check('scripts/manifest.mjs', '--check'),
  build: check('scripts/build.mjs'),
  node: { ...mocha(10_000, ['test/*.node.test.ts', 'test/!(core|transports)/**/*.node.test.ts']), beside: 'engine' },
  // The core and what carries a call, apart from the rest: counting slows what it counts.
  engine: mocha(10_000, ['test/core/**/*.test.ts', 'test/transports/**/*.node.test.ts'], ['--ignore', 'test/**/*.render.test.ts']),
  coverage: { ...node('scripts/coverage.mjs', coverage), needs: 'engine' },
  chromium: webTestRunner('chromium'),
  // They wait for their browsers and for deadlines, most of the time, and share nothing.
  firefox: { ...webTestRunner('firefox'), beside: 'chromium' },
  webkit: { ...webTestRunner('webkit'), beside: 'chromium' },
  e2e: {
    ...mocha(120_000),
    // As long as each other.
    lanes: [
      ['test/e2e/[a-m]*.e2e.ts', 'test/accessibility/**/*.e2e.ts'],
      ['test/e2e/[!a-m]*.e2e.ts', 'test/screenshots/**/*.e2e.ts'],
    ],
    needs: 'build',
  },
  network: { ...mocha(180_000, ['test/network/**/*.net.ts', 'test/matrix/**/*.net.ts']), needs: 'build' },
};

function mocha(timeout, files, more = []) {
  const reporter = ['--reporter', './test/support/mocha-counts.cjs'];
  return { ...node('--import', 'tsx', bin('mocha/bin/mocha.js'), ...reporter, '--timeout', String(timeout), ...more), files, counts: true };
}

function webTestRunner(browser) {
  const env = { RTC_BROWSER: browser };
  return { ...node('--import', 'tsx', bin('@web/test-runner/dist/bin.js')), filesFlag: '--files', env, counts: true };
}

const words = process.argv.slice(2);
const named = words.filter((word) => word in stages || word in groups);
const files = words.filter((word) => !named.includes(word));
if (files.length > 0 && named.length === 0) {
  console.error(`Which stage? One of: ${[...Object.keys(stages), ...Object.keys(groups)].join(' ')}`);
  process.exit(1);
}

const chosen = named.length > 0 ? named.flatMap((name) => groups[name] ?? [name]) : Object.keys(stages);
if (chosen.includes('coverage')) {
  rmSync(coverage, { recursive: true, force: true });
  stages.engine.env = { NODE_V8_COVERAGE: coverage };
}
const counts = await runStages(chosen.map((name) => ({ name, ...stages[name] })), files);
console.log(inWords(counts));
process.exitCode = counts.failed > 0 ? 1 : 0;
