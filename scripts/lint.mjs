// What can be said of the code without running it. All checks run, even if one fails; the last lines say which.
import { spawnSync } from 'node:child_process';

const checks = {
  'a rule of ESLint is broken': ['node_modules/eslint/bin/eslint.js', '.', '--max-warnings', '0'],
  'something is used by nobody, or modules import each other in a circle (knip.config.js)': ['node_modules/knip/bin/knip.js', '--no-progress', '--no-config-hints'],
  'the picture of the architecture is not true any more': ['scripts/lint/architecture.mjs'],
  'something is written twice': twice(60, 'src', 'bench', 'demo', 'scripts'),
  // What a test begins with tells its story, and may be like another's.
  'something in the tests is written twice': twice(130, 'test'),
};

function twice(tokens, ...folders) {
  // The analyzer reads the head of a button in the class of the button itself (custom-elements.json).
  const byDesign = String.raw`static override shadowRootOptions[^}]*\};\s*static override styles[^;]*;\s*/\*\*[^*]*\*/\s*@property\(\) for: string \| null = null;`;
  const what = ['--min-tokens', String(tokens), '--min-lines', '8', '--format', 'typescript,javascript,css', '--ignore-pattern', byDesign];
  return ['node_modules/jscpd/run-jscpd.js', ...what, '--mode', 'weak', '--reporters', 'ai', '--exit-code', '--fail-on-empty', '--', ...folders];
}

const failures = Object.entries(checks).filter(([, args]) => spawnSync(process.execPath, args, { stdio: 'inherit' }).status !== 0);
for (const [failure] of failures) console.error(`lint: ${failure}.`);
process.exitCode = failures.length > 0 ? 1 : 0;
