import { build } from 'esbuild';
import { join } from 'node:path';
import type * as InjectedCamera from './page/injected-camera.ts';
import type * as Witness from './page/witness.ts';

declare global {
  /** In every page of an end-to-end test. */
  var witness: typeof Witness;
  /** In pages with {@link injectedCameraScript} in their head. */
  var injectedCamera: typeof InjectedCamera;
}

let script: Promise<string> | undefined;

/** The witness as one script for a browser. */
export function witnessScript(): Promise<string> {
  script ??= bundle('witness', 'witness.ts');
  return script;
}

/** A camera that can have bad luck, as one script for a browser. */
export function injectedCameraScript(): Promise<string> {
  return bundle('injectedCamera', 'injected-camera.ts');
}

async function bundle(globalName: string, file: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'page', file)],
    bundle: true,
    write: false,
    format: 'iife',
    globalName,
    footer: { js: `globalThis.${globalName} = ${globalName};` },
    target: 'es2022',
  });
  return outputFiles[0]?.text ?? '';
}
