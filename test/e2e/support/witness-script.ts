import { build } from 'esbuild';
import { join } from 'node:path';
import type * as Witness from './page/witness.ts';

declare global {
  /** In every page of an end-to-end test. */
  var witness: typeof Witness;
}

let script: Promise<string> | undefined;

/** The witness as one script for a browser. */
export function witnessScript(): Promise<string> {
  script ??= bundle();
  return script;
}

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'page/witness.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'witness',
    footer: { js: 'globalThis.witness = witness;' },
    target: 'es2022',
  });
  return outputFiles[0]?.text ?? '';
}
