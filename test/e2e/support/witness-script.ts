import { build } from 'esbuild';
import { join } from 'node:path';
import type * as InjectedCamera from './page/injected-camera.ts';
import type * as Lights from './page/lights.ts';
import type * as Traces from './page/traces.ts';
import type * as Witness from './page/witness.ts';

declare global {
  /** In every page of an end-to-end test. */
  var witness: typeof Witness;
  /** In pages with {@link injectedCameraScript} in their head. */
  var injectedCamera: typeof InjectedCamera;
  /** In pages with {@link lightsScript} in their head. */
  var lights: typeof Lights;
  /** In pages with {@link tracesScript} ahead of every other. */
  var traces: typeof Traces;
}

const folder = join(import.meta.dirname, 'page');
let script: Promise<string> | undefined;

/** The witness as one script for a browser. */
export function witnessScript(): Promise<string> {
  script ??= pageScript('witness', join(folder, 'witness.ts'));
  return script;
}

/** A camera that can have bad luck, as one script for a browser. */
export function injectedCameraScript(): Promise<string> {
  return pageScript('injectedCamera', join(folder, 'injected-camera.ts'));
}

/** What tells which devices are open, as one script for a browser. */
export function lightsScript(): Promise<string> {
  return pageScript('lights', join(folder, 'lights.ts'));
}

/** What notices all that scripts leave behind, as one script for a browser. */
export function tracesScript(): Promise<string> {
  return pageScript('traces', join(folder, 'traces.ts'));
}

/** A module as one script for a browser; what it exports is in the global of this name. */
export async function pageScript(globalName: string, file: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [file],
    bundle: true,
    write: false,
    format: 'iife',
    globalName,
    footer: { js: `globalThis.${globalName} = ${globalName};` },
    target: 'es2022',
  });
  return outputFiles[0]?.text ?? '';
}
