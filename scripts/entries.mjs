// What the build makes files of: loader, index, words, data, and every element, each in a folder of its own name.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Language → source file: whatever in src/words/ is named like one. */
function languageFiles(root = '.') {
  const files = readdirSync(join(root, 'src/words')).filter((file) => /^[a-z]{2}(-[a-z]{2})?\.ts$/.test(file));
  return Object.fromEntries(files.map((file) => [`words/${file.slice(0, -3)}`, join('src/words', file)]));
}

/** Tag → source file, sorted by tag. */
export function elementFiles(root = '.') {
  const features = subfolders(join(root, 'src/features'));
  const found = [join(root, 'src/elements'), ...features].flatMap(subfolders).flatMap((folder) => {
    const tag = folder.split(/[\\/]/).at(-1);
    const file = join(folder, `${tag}.ts`);
    return tag.startsWith('rtc-') && existsSync(file) ? [[tag, file]] : [];
  });
  return Object.fromEntries(found.sort(([a], [b]) => a.localeCompare(b)));
}

/** File in dist/ without its ending → source file. */
export function browserEntries() {
  return { 'rtc-elements': 'src/loader.ts', index: 'src/index.ts', words: 'src/words.ts', data: 'src/features/data/data.ts', ...languageFiles(), ...elementFiles() };
}

/** The same for the one file that has everything in it. */
export const globalEntry = { 'rtc-elements.global': 'src/global.ts' };

function subfolders(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [join(folder, entry.name)] : []));
}
