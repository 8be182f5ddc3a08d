// Which lines of code a run of Node has been through, by what V8 counted and the source maps that it was told.
// A line counts if code was made of it: no comment, no type, no line of brackets alone.
import { transform } from 'esbuild';
import { readdir, readFile } from 'node:fs/promises';
import { SourceMap } from 'node:module';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The lines of every TypeScript file below `folder`: from the number of a line to whether it ran. `counted` is the folder that
 * NODE_V8_COVERAGE named. A file that was never loaded has not run at all.
 */
export async function coveredLines(folder, counted) {
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.ts'));
  const files = new Map(names.sort().map((name) => [relative('.', join(folder, name)), new Map()]));
  for (const name of await readdir(counted)) {
    const { result, 'source-map-cache': maps = {} } = JSON.parse(await readFile(join(counted, name), 'utf8'));
    for (const script of result) {
      const lines = script.url.startsWith('file:') && files.get(relative('.', fileURLToPath(script.url)));
      if (lines && maps[script.url]) addScript(lines, script, maps[script.url]);
    }
  }
  for (const [file, lines] of files) {
    const source = await readFile(file, 'utf8');
    if (lines.size === 0) await addUnloaded(lines, source);
    const text = source.split('\n');
    for (const line of lines.keys()) if (/^[\s()[\]{};,]*$/.test(text[line - 1] ?? '')) lines.delete(line);
  }
  return files;
}

/** One file may be several scripts: whatever ran in one of them ran. */
function addScript(lines, { functions }, { lineLengths, data }) {
  const ran = new Uint8Array(lineLengths.reduce((sum, length) => sum + length + 1, 0));
  const ranges = functions.flatMap(({ ranges }) => ranges);
  // From the outermost to the innermost.
  ranges.sort((a, b) => a.startOffset - b.startOffset || b.endOffset - a.endOffset);
  for (const { startOffset, endOffset, count } of ranges) ran.fill(Math.min(count, 1), startOffset, endOffset);
  for (const { line, offset } of origins(data, lineLengths)) lines.set(line, lines.get(line) || ran[offset] === 1);
}

async function addUnloaded(lines, source) {
  const { code, map } = await transform(source, { loader: 'ts', sourcemap: 'external', sourcefile: 'source.ts' });
  const lengths = code.split('\n').map((line) => line.length);
  for (const { line } of origins(JSON.parse(map), lengths)) lines.set(line, false);
}

/** Where a map says that code comes from a line. */
function* origins(data, lineLengths) {
  const map = new SourceMap(data);
  let start = 0;
  for (const [row, length] of lineLengths.entries()) {
    for (let column = 0; column < length; column++) {
      const entry = map.findEntry(row, column);
      const isExact = entry.generatedLine === row && entry.generatedColumn === column;
      if (isExact && entry.originalSource) yield { line: entry.originalLine + 1, offset: start + column };
    }
    start += length + 1;
  }
}
