import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../snapshots');
const output = 'test/output/accessibility';
const isUpdate = process.env['RTC_UPDATE_ACCESSIBILITY'] === '1';

/** What is other than somebody last read it, in words; as files, in {@link output}. */
export function judge(trees: ReadonlyMap<string, string>): string[] {
  if (isUpdate) update(trees);
  const known = readSnapshots();
  const gone = [...known.keys()].filter((section) => !trees.has(section)).map((section) => `There is no section ${section} any more`);
  return [...[...trees].flatMap(([section, tree]) => difference(section, known.get(section), tree) ?? []), ...gone];
}

/** By section. */
export function readSnapshots(): ReadonlyMap<string, string> {
  const files = readdirSync(folder).filter((file) => file.endsWith('.txt'));
  return new Map(files.map((file) => [file.slice(0, -'.txt'.length), readFileSync(join(folder, file), 'utf8')]));
}

function update(trees: ReadonlyMap<string, string>): void {
  rmSync(folder, { recursive: true });
  mkdirSync(folder);
  for (const [section, tree] of trees) writeFileSync(join(folder, `${section}.txt`), tree);
}

function difference(section: string, wanted: string | undefined, actual: string): string | undefined {
  if (wanted === actual) return undefined;
  mkdirSync(output, { recursive: true });
  const file = join(output, `${section}.txt`);
  writeFileSync(file, actual);
  if (wanted === undefined) return `${section} has no snapshot: ${file} would be one`;
  const [before, now] = [wanted, actual].map((each) => each.split('\n'));
  const line = now?.findIndex((each, index) => each !== before?.[index]) ?? 0;
  return `${section}, line ${line + 1}: ${before?.[line]?.trim() ?? 'nothing'} → ${now?.[line]?.trim() ?? 'nothing'}; all of it is in ${file}`;
}
