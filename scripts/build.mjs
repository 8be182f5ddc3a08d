// Makes dist/: the library for browsers, the server for Node, the types for both kinds of editor.
import { build as bundle, transform } from 'esbuild';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { rollup } from 'rollup';
import configs from '../rollup.config.mjs';
import { editorData } from './editor-data.mjs';
import { browserEntries, globalEntry } from './entries.mjs';
import { integrityOf, printIntegrity } from './integrity.mjs';
import { printSizes } from './sizes.mjs';

process.chdir(join(import.meta.dirname, '..'));
mkdirSync('.cache', { recursive: true });
// Built beside dist/ and swapped in at the end: a server that runs from it never sees half a build.
const out = mkdtempSync('.cache/build-');

try {
  const [chunks, , typesAreGood] = await all([buildLibrary(), buildServer(), buildTypes()]);
  const integrity = integrityOf(out, chunks.map(({ fileName }) => fileName));
  const data = { 'sri.json': JSON.stringify(integrity, null, 2), ...editorData(JSON.parse(readFileSync('custom-elements.json', 'utf8'))) };
  for (const [file, text] of Object.entries(data)) writeFileSync(join(out, file), text);
  rmSync('dist', { recursive: true, force: true });
  renameSync(out, 'dist');
  printSizes(chunks);
  printIntegrity(integrity);
  if (!typesAreGood) {
    console.error('The types have errors (see above).');
    process.exitCode = 1;
  }
} catch (error) {
  console.error([error.message, error.frame].filter(Boolean).join('\n'));
  process.exitCode = 1;
} finally {
  rmSync(out, { recursive: true, force: true });
}

// Unlike Promise.all it waits for the slowest even after a failure: nobody may write into a folder that is being removed.
async function all(jobs) {
  const failure = (await Promise.allSettled(jobs)).find(({ status }) => status === 'rejected');
  if (failure) throw failure.reason;
  return Promise.all(jobs);
}

async function buildLibrary() {
  const outputs = await all([...configs.map(bundleFor), buildStyles()]);
  return outputs.flat();
}

async function bundleFor(config) {
  const result = await rollup(config);
  const { output } = await result.write({ ...config.output, dir: out });
  await result.close();
  return output;
}

async function buildStyles() {
  const fileName = 'rtc-elements.css';
  const { code } = await transform(readFileSync(join('src', fileName), 'utf8'), { loader: 'css', minify: true });
  // It has a kilobyte, and the minifier is careful.
  const source = code.replaceAll(/ (\/|>=) /g, '$1');
  writeFileSync(join(out, fileName), source);
  return { fileName, source, isEntry: false, imports: [] };
}

async function buildServer() {
  const outfile = join(out, 'server/cli.js');
  await bundle({ entryPoints: ['src/server/cli.ts'], outfile, bundle: true, platform: 'node', target: 'node20', format: 'esm', packages: 'external' });
  chmodSync(outfile, 0o755);
}

async function buildTypes() {
  const folder = join(out, 'types');
  const args = ['node_modules/typescript/bin/tsc', '--project', 'tsconfig.types.json', '--outDir', folder];
  const [code] = await once(spawn(process.execPath, args, { stdio: 'inherit' }), 'exit');
  for (const file of readdirSync(folder, { recursive: true })) {
    if (file.endsWith('.d.ts')) pointToJavaScript(join(folder, file));
  }
  // Beside each module its types, so that `rtc-elements/rtc-x` has them wherever its source lives.
  for (const [name, file] of Object.entries({ ...browserEntries(), ...globalEntry })) {
    mkdirSync(dirname(join(out, name)), { recursive: true });
    writeFileSync(join(out, `${name}.d.ts`), `export * from '${name.includes('/') ? '..' : '.'}/${file.replace(/^src/, 'types').replace(/ts$/, 'js')}';\n`);
  }
  return code === 0;
}

// `./x.ts` exists here only; `./x.js` is what every consumer's TypeScript finds `./x.d.ts` by.
function pointToJavaScript(file) {
  const code = readFileSync(file, 'utf8');
  writeFileSync(file, code.replace(/((?:from|import|module) ?\(?["']\.{1,2}\/[^"']*)\.ts(["'])/g, '$1.js$2'));
}
