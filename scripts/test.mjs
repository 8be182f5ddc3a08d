// Everything that must hold, in one command. The last line is `N passed, N failed`, and what this machine cannot run, if any.
//   npm test                                        all of it
//   npm test -- unit                                Node, Chromium, Firefox, WebKitGTK
//   npm test -- chromium test/elements/x.test.ts    one stage, some files
import { inWords, runStages } from './stages.mjs';

const groups = {
  check: ['lint', 'types', 'manifest'],
  unit: ['node', 'chromium', 'firefox', 'webkit'],
};

const node = (...args) => ({ command: process.execPath, args });
const bin = (name) => `node_modules/${name}`;

const stages = {
  lint: node(bin('eslint/bin/eslint.js'), '.', '--max-warnings', '0'),
  types: node(bin('typescript/bin/tsc'), '--noEmit'),
  manifest: node('scripts/manifest.mjs', '--check'),
  build: node('scripts/build.mjs'),
  node: mocha(10_000, ['test/**/*.node.test.ts', 'test/core/**/*.test.ts'], ['--ignore', 'test/**/*.render.test.ts']),
  chromium: webTestRunner('chromium'),
  firefox: webTestRunner('firefox'),
  webkit: webTestRunner('webkit'),
  e2e: { ...mocha(120_000, ['test/e2e/**/*.e2e.ts', 'test/screenshots/**/*.e2e.ts', 'test/accessibility/**/*.e2e.ts']), needs: 'build' },
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
const counts = await runStages(chosen.map((name) => ({ name, ...stages[name] })), files);
console.log(inWords(counts));
process.exitCode = counts.failed > 0 ? 1 : 0;
