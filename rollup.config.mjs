// The library for browsers: one small loader, one module per element, what they share in chunks, every package bundled.
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { transform } from 'esbuild';
import { readFileSync } from 'node:fs';
import { browserEntries } from './scripts/entries.mjs';
import { litSource } from './scripts/lit-source.mjs';
import { peerjsSource } from './scripts/peerjs-source.mjs';

// Browsers of the last two years know all of it.
const target = 'es2022';

// Only what changes the code: Lit's decorators and fields need both of these.
const { experimentalDecorators, useDefineForClassFields, verbatimModuleSyntax } = JSON.parse(readFileSync('tsconfig.json', 'utf8')).compilerOptions;
const tsconfigRaw = { compilerOptions: { experimentalDecorators, useDefineForClassFields, verbatimModuleSyntax } };

async function esbuild(source, options) {
  const { code } = await transform(source, { target, ...options });
  return { code, map: null };
}

const typescript = {
  name: 'typescript',
  transform: (code, id) => (id.endsWith('.ts') ? esbuild(code, { loader: 'ts', tsconfigRaw, sourcefile: id }) : null),
};

const peerjs = {
  name: 'peerjs',
  resolveId: (specifier) => (specifier === 'peerjs' ? 'peerjs' : null),
  load: (id) => (id === 'peerjs' ? peerjsSource() : null),
};

// Property names stay: they are what pages, Lit and PeerJS call things by. The licences are in THIRD-PARTY.md.
const minify = {
  name: 'minify',
  renderChunk: (code) => esbuild(code, { minify: true, format: 'esm', legalComments: 'none' }),
};

// Whose code goes into dist/, their licence must go along.
const licences = {
  name: 'licences',
  buildEnd(error) {
    if (error) return;
    const notices = readFileSync('THIRD-PARTY.md', 'utf8');
    const headings = notices.match(/^## .*$/gm).flatMap((line) => line.slice(3).split(', '));
    const packages = [...this.getModuleIds()].flatMap((id) => id.match(/.*node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1] ?? []);
    const missing = [...new Set(packages)].filter((name) => !headings.includes(name));
    if (missing.length > 0) this.error(`THIRD-PARTY.md lacks the licence of ${missing.join(', ')}`);
  },
};

export default {
  input: browserEntries(),
  plugins: [peerjs, litSource, nodeResolve({ browser: true }), typescript, licences, minify],
  output: { dir: 'dist', format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
  // A circle, an unresolved import, a missing export: none of them may ship.
  onLog(level, log, handler) {
    if (level === 'warn') throw new Error(log.message);
    handler(level, log);
  },
};
