// Writes custom-elements.json from the elements' own comments; with --check, fails when the committed one is stale.
import { cli } from '@custom-elements-manifest/analyzer/cli.js';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { elementFiles } from './entries.mjs';

const root = join(import.meta.dirname, '..');
const file = join(root, 'custom-elements.json');

const manifest = await cli({ argv: ['analyze'], cwd: root, noWrite: true });
const text = `${JSON.stringify(manifest, null, 2)}\n`;

const declarations = manifest.modules.flatMap((module) => module.declarations);
const tags = Object.keys(elementFiles(root));
const missing = tags.filter((tag) => !declarations.some(({ tagName }) => tagName === tag));
// HTML has no capitals: such a name is a property's, and the real attribute went unseen.
const unnamed = declarations.flatMap(({ attributes = [] }) => attributes.map(({ name }) => name)).filter((name) => /[A-Z]/.test(name));

if (missing.length > 0 || unnamed.length > 0) {
  if (missing.length > 0) console.error(`The analyzer does not see ${missing.join(', ')}: is the decorator written @customElement('…')?`);
  if (unnamed.length > 0) console.error(`The analyzer does not see what attribute these are: ${unnamed.join(', ')}`);
  process.exitCode = 1;
} else if (!process.argv.includes('--check')) {
  writeFileSync(file, text);
  console.log(`custom-elements.json: ${tags.length} elements`);
} else if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
  console.error('custom-elements.json is stale: run `npm run manifest` and commit it.');
  process.exitCode = 1;
} else {
  console.log('custom-elements.json is up to date.');
}
