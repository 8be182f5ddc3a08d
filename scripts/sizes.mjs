// What a visitor downloads, in brotli: each file alone, and with everything it imports before it runs.
import { brotliCompressSync } from 'node:zlib';

export function printSizes(output) {
  const chunks = new Map(output.map((chunk) => [chunk.fileName, { ...chunk, size: brotliCompressSync(chunk.code ?? chunk.source).length }]));
  const rows = [...chunks.values()].sort((a, b) => Number(b.isEntry) - Number(a.isEntry) || a.fileName.localeCompare(b.fileName));
  const width = Math.max(...rows.map(({ fileName }) => fileName.length));
  console.log(`${'brotli, kB'.padEnd(width)}  alone  with its imports`);
  for (const { fileName, size, isEntry } of rows) {
    const all = [...closure(fileName, chunks)].reduce((total, name) => total + chunks.get(name).size, 0);
    console.log(`${fileName.padEnd(width)} ${kilobytes(size)}${isEntry ? `  ${kilobytes(all)}` : ''}`);
  }
}

function closure(fileName, chunks, seen = new Set()) {
  if (seen.has(fileName)) return seen;
  seen.add(fileName);
  for (const imported of chunks.get(fileName).imports) closure(imported, chunks, seen);
  return seen;
}

function kilobytes(bytes) {
  return (bytes / 1000).toFixed(1).padStart(6);
}
