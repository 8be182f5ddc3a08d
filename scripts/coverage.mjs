// How much of the core and of the mesh the tests of the engine in Node went through, and how much test there is for the source: fails below the least.
//   npm run coverage        those tests, then this
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { coveredLines } from './covered-lines.mjs';

/** Of the lines of each folder, in percent. */
const least = { 'src/core': 95, 'src/transports/mesh': 95 };
/** Lines of test for one of source. */
const leastTests = 1.3;
/** Tables of words in every language: whether they are complete is a matter of types. */
const tables = ['src/words/', 'src/ui/words/'];

const [, , counted] = process.argv;
const shortfalls = [];

for (const [folder, wanted] of Object.entries(least)) {
  const files = [...(await coveredLines(folder, counted))].map(([file, lines]) => ({
    file,
    count: lines.size,
    missing: [...lines].filter(([, ran]) => !ran).map(([line]) => line).sort((a, b) => a - b),
  }));
  for (const { file, missing } of files) if (missing.length > 0) console.log(`${file}: not ${missing.join(' ')}`);
  const count = sum(files.map(({ count }) => count));
  const percent = 100 * (1 - sum(files.map(({ missing }) => missing.length)) / count);
  console.log(`${folder}: ${percent.toFixed(2)} % of ${count} lines`);
  // Not a number if there was nothing to count.
  if (!(percent >= wanted)) shortfalls.push(`${folder} is below ${wanted} %`);
}

const [tests, source] = [await linesIn('test', []), await linesIn('src', tables)];
const ratio = tests / source;
console.log(`${tests} lines of test for ${source} of source, without blank lines, comments and tables of words: ${ratio.toFixed(2)}`);
if (ratio < leastTests) shortfalls.push(`There are less than ${leastTests} lines of test for one of source`);

for (const shortfall of shortfalls) console.error(shortfall);
process.exitCode = shortfalls.length > 0 ? 1 : 0;

async function linesIn(folder, without) {
  const names = (await readdir(folder, { recursive: true })).map((name) => join(folder, name));
  const files = names.filter((name) => name.endsWith('.ts') && !without.some((start) => name.startsWith(start)));
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
  return sum(texts.map((text) => text.split('\n').filter((line) => !/^\s*(\/\/.*|\/?\*.*)?$/.test(line)).length));
}

function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}
