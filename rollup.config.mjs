// The library for browsers: one small loader, one module per element, what they share in chunks, every package bundled.
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { transform } from 'esbuild';
import { readFileSync } from 'node:fs';
import { minify as terser } from 'terser';
import { browserEntries, globalEntry } from './scripts/entries.mjs';
import { litSource } from './scripts/lit-source.mjs';
import { peerjsSource } from './scripts/peerjs-source.mjs';
import { templateWhitespace } from './scripts/template-whitespace.mjs';

// Browsers of the last two years know all of it.
const target = 'es2022';

// Only what changes the code: Lit's decorators and fields need both of these.
const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const { experimentalDecorators, useDefineForClassFields, verbatimModuleSyntax } = JSON.parse(readFileSync('tsconfig.json', 'utf8')).compilerOptions;
const define = { RTC_ELEMENTS_VERSION: JSON.stringify(version) };
const tsconfigRaw = { compilerOptions: { experimentalDecorators, useDefineForClassFields, verbatimModuleSyntax } };

async function esbuild(source, options) {
  const { code } = await transform(source, { target, ...options });
  return { code, map: null };
}

const typescript = {
  name: 'typescript',
  transform: (code, id) => (id.endsWith('.ts') ? esbuild(code, { loader: 'ts', tsconfigRaw, define, sourcefile: id }) : null),
};

const peerjs = {
  name: 'peerjs',
  resolveId: (specifier) => (specifier === 'peerjs' ? 'peerjs' : null),
  load: (id) => (id === 'peerjs' ? peerjsSource() : null),
};

// Property names stay: they are what pages, Lit and PeerJS call things by. Each finds what the other leaves: 1.5 KiB of 48.
// The licences are in THIRD-PARTY.md.
const minify = {
  name: 'minify',
  async renderChunk(code, _chunk, { format }) {
    const module = format === 'es';
    const small = await esbuild(code, { minify: true, legalComments: 'none', ...(module && { format: 'esm' }) });
    return terser(small.code, { module, ecma: 2022, compress: { passes: 3 } });
  },
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

const shared = {
  plugins: [peerjs, litSource, nodeResolve({ browser: true }), typescript, templateWhitespace, licences, minify],
  // A circle, an unresolved import, a missing export: none of them may ship.
  onLog(level, log, handler) {
    if (level === 'warn') throw new Error(log.message);
    handler(level, log);
  },
};

// Code comes by the moment it is needed at, with all that it imports: small files are many requests, and compress badly.
const moments = {
  // What the script tag needs and elements need too.
  base: ['src/registry.ts', 'src/ui/copy.ts'],
  // What every element is made of: all that a page loads for a button that nobody has pressed yet, but for the button.
  ground: ['src/ui/localizer.ts', 'src/ui/token-text.ts', 'src/ui/define.ts', 'src/ui/states.ts', 'src/ui/server-address.ts', 'src/core/latest.ts', 'src/core/errors.ts', 'src/core/error-event.ts'],
  // All that is seen of a call, and its engine.
  call: ['src/elements/rtc-call/rtc-call.ts', 'src/elements/rtc-stage/rtc-stage.ts', 'src/elements/rtc-toolbar/rtc-toolbar.ts', 'src/core/crypto/random.ts', 'src/core/crypto/seal.ts', 'src/core/crypto/mac.ts', 'src/core/mailbox.ts', 'src/core/parser.ts', 'src/core/rate-limit.ts'],
};

export const modules = {
  ...shared,
  input: browserEntries(),
  output: {
    dir: 'dist',
    format: 'es',
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name]-[hash].js',
    manualChunks: moments,
  },
};

/** One classic script with all of it, that asks for no other file. */
export const globalScript = {
  ...shared,
  input: globalEntry,
  output: { dir: 'dist', format: 'iife', entryFileNames: '[name].js', inlineDynamicImports: true },
};

export default [modules, globalScript];
