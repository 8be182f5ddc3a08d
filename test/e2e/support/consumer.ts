import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Locked {
  readonly packages: Readonly<Record<string, { readonly dev?: boolean; readonly devOptional?: boolean }>>;
}

/** Somebody's project, in which the package is installed as npm packs it, with what it depends on and nothing else. */
export class Consumer {
  readonly folder: string;
  /** What npm would publish. */
  readonly tarball: Buffer;

  private constructor(folder: string, tarball: Buffer) {
    this.folder = folder;
    this.tarball = tarball;
  }

  /** Takes seconds. */
  static install(): Consumer {
    const folder = mkdtempSync(join(tmpdir(), 'rtc-consumer-'));
    const [packed] = JSON.parse(npm(process.cwd(), 'pack', '--json', '--pack-destination', folder)) as { filename: string; integrity: string }[];
    if (!packed) throw new Error('npm packed nothing');
    const dependencies = { 'rtc-elements': `file:${packed.filename}` };
    writeJson(folder, 'package.json', { name: 'consumer', type: 'module', dependencies });
    writeJson(folder, 'package-lock.json', locked(packed, dependencies));
    npm(folder, 'ci', '--prefer-offline');
    return new Consumer(folder, readFileSync(join(folder, packed.filename)));
  }

  /** Where the package is. */
  get package(): string {
    return join(this.folder, 'node_modules/rtc-elements');
  }

  /** A file of the package. */
  readJson(file: string): unknown {
    return JSON.parse(readFileSync(join(this.package, file), 'utf8'));
  }

  write(file: string, text: string): void {
    writeFileSync(join(this.folder, file), text);
  }

  /** Runs a script of the project's own in Node, and answers what it printed. */
  run(...words: readonly string[]): { readonly stdout: string; readonly stderr: string; readonly status: number | null } {
    return spawnSync(process.execPath, words, { cwd: this.folder, encoding: 'utf8' });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}

let shared: Consumer | undefined;

/** The same for all tests: installed when somebody first needs it. */
export function consumer(): Consumer {
  return (shared ??= Consumer.install());
}

after('remove the project', () => shared?.remove());

/** What this repository is tested with: then npm asks nobody for versions, and has the files already. */
function locked(packed: { readonly filename: string; readonly integrity: string }, dependencies: Readonly<Record<string, string>>): unknown {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Locked;
  const used = Object.entries(packages).filter(([path, { dev, devOptional }]) => path !== '' && !dev && !devOptional);
  const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as { readonly version: string; readonly dependencies: object; readonly bin: object };
  const { version, dependencies: needs, bin } = manifest;
  const own = { version, resolved: `file:${packed.filename}`, integrity: packed.integrity, dependencies: needs, bin };
  return {
    name: 'consumer',
    lockfileVersion: 3,
    requires: true,
    packages: { '': { name: 'consumer', dependencies }, 'node_modules/rtc-elements': own, ...Object.fromEntries(used) },
  };
}

function npm(folder: string, ...words: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync('npm', [...words, '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(`npm ${words.join(' ')} ended with ${String(status)}: ${stderr}`);
  return stdout;
}

function writeJson(folder: string, file: string, value: unknown): void {
  writeFileSync(join(folder, file), JSON.stringify(value));
}
