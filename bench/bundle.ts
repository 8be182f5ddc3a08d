import { build, type Plugin, transform } from 'esbuild';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { shortenTemplates } from '../scripts/template-whitespace.mjs';

/** As the build does it. */
const templates: Plugin = {
  name: 'templates',
  setup({ onLoad }) {
    onLoad({ filter: /\/src\/.*\.ts$/ }, async ({ path }) => {
      const tsconfigRaw = { compilerOptions: { experimentalDecorators: true, useDefineForClassFields: false, verbatimModuleSyntax: true } };
      const { code } = await transform(await readFile(path, 'utf8'), { loader: 'ts', target: 'es2022', tsconfigRaw });
      return { contents: shortenTemplates(code), loader: 'js' };
    });
  },
};

const scripts = new Map<string, Promise<string>>();

/** A file of bench/page/ as one script for a browser, its exports in a global of this name. */
export function pageScript(name: string): Promise<string> {
  const known = scripts.get(name) ?? bundle({ entryPoints: [join(import.meta.dirname, 'page', `${name}.ts`)] }, name);
  scripts.set(name, known);
  return known;
}

/** What a page that uses nothing but these packages has to load, minified. */
export function minified(contents: string): Promise<string> {
  return bundle({ stdin: { contents, resolveDir: import.meta.dirname }, minify: true });
}

async function bundle(options: Parameters<typeof build>[0], globalName?: string): Promise<string> {
  const named = globalName ? { format: 'iife' as const, globalName, footer: { js: `globalThis.${globalName} = ${globalName};` } } : { format: 'esm' as const };
  const result = await build({ bundle: true, target: 'es2022', legalComments: 'none', plugins: [templates], ...named, ...options, write: false });
  return result.outputFiles[0]?.text ?? '';
}
