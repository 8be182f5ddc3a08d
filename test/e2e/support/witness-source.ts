import { build } from 'esbuild';
import { join } from 'node:path';
import type * as witness from './witness.ts';

declare global {
  /** In every page of an end-to-end test. */
  var witness: typeof import('./witness.ts');
}

export type Witness = typeof witness;

let source: Promise<string> | undefined;

/** The witness as one script for a browser. */
export function witnessSource(): Promise<string> {
  source ??= bundle();
  return source;
}

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'witness.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'witness',
    target: 'es2022',
  });
  return outputFiles[0]?.text ?? '';
}
