// Writes docs/parity.md from the tables in test/parity/.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parityPage, tables } from '../test/parity/page.ts';

const root = join(import.meta.dirname, '..');
const sourceOf = (name) => JSON.parse(readFileSync(join(root, `test/parity/${name}.json`), 'utf8')).source;
const sources = Object.fromEntries(Object.keys(tables).map((name) => [name, sourceOf(name)]));
writeFileSync(join(root, 'docs/parity.md'), parityPage(sources));
console.log('docs/parity.md');
