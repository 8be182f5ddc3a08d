import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '../../../src/server/serve.ts';

export const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

/** The build under another address, perhaps as another version. */
export interface LibraryCopy {
  readonly origin: string;
  readonly version: string;
  stop(): Promise<void>;
}

export async function serveCopy(asVersion: string): Promise<LibraryCopy> {
  const folder = mkdtempSync(join(tmpdir(), 'rtc-copy-'));
  cpSync('dist', folder, { recursive: true });
  const changed = [folder, join(folder, 'chunks')].flatMap((each) => scriptsIn(each).filter((file) => rename(file, asVersion)));
  // What modules share, and the script with everything in it.
  if (asVersion !== version && changed.length !== 2) throw new Error(`Where the version stands has changed: ${changed.join(', ')}`);
  const server = await serve({ port: 0, libraryDirectory: folder });
  const stop = async () => {
    await server.stop();
    rmSync(folder, { recursive: true });
  };
  return { origin: server.url, version: asVersion, stop };
}

function scriptsIn(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => (name.endsWith('.js') ? [join(folder, name)] : []));
}

function rename(file: string, asVersion: string): boolean {
  const code = readFileSync(file, 'utf8');
  const renamed = code.replaceAll(`"${version}"`, `"${asVersion}"`);
  if (renamed !== code) writeFileSync(file, renamed);
  return renamed !== code;
}
