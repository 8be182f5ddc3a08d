import { type ChildProcess, spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { executable } from '../../../scripts/browsers.mjs';
import { Conditions } from '../../support/conditions.ts';
import { type IceServer, type TurnOptions, turnServer } from '../../../src/server/ice.ts';

/** Nobody else's on this machine: what is relayed comes from here, whatever address a browser has. */
const host = '127.0.0.77';
/** Milliseconds. */
const patience = 60_000;
const relayPorts = { first: 49_160, last: 49_960 } as const;

interface Setup {
  /** Addresses that are relayed to though the configuration refuses them; the relay's own by default, for two who both use it. */
  readonly allowed?: readonly string[];
  /** Addresses that the relay gives away; its own by default. */
  readonly relays?: readonly string[];
  /** Seconds for which an allocation stands without being renewed, instead of the configuration's. */
  readonly allocation?: number;
}

/** A real TURN server (coturn) with the configuration of the manual, as a process of its own. */
export class TurnServer {
  static readonly host = host;
  readonly options: TurnOptions;
  readonly #folder: string;
  readonly #lines: string[] = [];
  readonly #conditions = new Conditions(patience, () => '(see what coturn said)');
  #child: ChildProcess | undefined;

  private constructor(folder: string, port: number, secret: string) {
    this.#folder = folder;
    this.options = { urls: [`turn:${host}:${port}?transport=udp`], secret };
    process.once('exit', this.#end);
  }

  /** Resolves when it listens. */
  static async start(setup: Setup = {}): Promise<TurnServer> {
    const [port, secret] = [await freePort(), 'a secret of the shop'];
    const folder = mkdtempSync(join(tmpdir(), 'rtc-turn-'));
    writeFileSync(join(folder, 'turnserver.conf'), documented(folder, port, secret, setup));
    const server = new TurnServer(folder, port, secret);
    await server.startAgain();
    return server;
  }

  get url(): string {
    return this.options.urls[0] ?? '';
  }

  /** As `/ice` would answer it, with a credential for an hour. */
  get iceServer(): IceServer & { readonly urls: string } {
    return { ...turnServer(this.options), urls: this.url };
  }

  /** Resolves when it listens (again); it knows nothing of what it knew before. */
  async startAgain(): Promise<void> {
    const child = spawn(await executable('turnserver'), ['-c', join(this.#folder, 'turnserver.conf')], { stdio: ['ignore', 'pipe', 'inherit'] });
    this.#child = child;
    const said = this.#lines.length;
    createInterface(child.stdout).on('line', (line) => {
      this.#lines.push(line);
      this.#conditions.look();
    });
    child.once('exit', () => this.#conditions.look());
    const isDone = () => child.exitCode !== null || this.#lines.slice(said).some((line) => line.includes(`UDP listener opened on: ${host}:`));
    await this.#conditions.until('coturn to listen', isDone);
    if (child.exitCode !== null) throw new Error(`turnserver ended:\n${this.#lines.slice(said).join('\n')}`);
  }

  /** Resolves when allocations were renewed so often, all in all, with credentials of which `pleases` is true. */
  async renewed(times: number, pleases: (username: string) => boolean): Promise<void> {
    await this.#conditions.until(`${times} allocations to be renewed`, () => {
      const users = this.#lines.flatMap((line) => /: refreshed, .*username=<([^>]+)>, lifetime=[1-9]/.exec(line)?.[1] ?? []);
      return users.filter(pleases).length >= times;
    });
  }

  /** Its process ends, as if its machine had died. */
  async kill(): Promise<void> {
    const child = this.#child;
    const exit = child?.exitCode === null && child.signalCode === null ? once(child, 'exit') : undefined;
    child?.kill('SIGKILL');
    await exit;
  }

  async stop(): Promise<void> {
    process.off('exit', this.#end);
    await this.kill();
    this.#end();
  }

  readonly #end = () => {
    this.#child?.kill('SIGKILL');
    rmSync(this.#folder, { recursive: true, force: true });
  };
}

/** The file of the manual, with this machine's addresses and ports and no certificate. */
function documented(folder: string, port: number, secret: string, { allowed = [host], relays = [host], allocation }: Setup): string {
  const changed = new Map<string, readonly string[]>([
    ['listening-port', [String(port)]],
    ['tls-listening-port', []],
    ['listening-ip', [host]],
    ['relay-ip', relays],
    ['min-port', [String(relayPorts.first)]],
    ['max-port', [String(relayPorts.last)]],
    ['cert', []],
    ['pkey', []],
    ['static-auth-secret', [secret]],
    ['log-file', ['stdout']],
    ...(allocation === undefined ? [] : [['max-allocate-lifetime', [String(allocation)]] as const]),
  ]);
  const lines = readFileSync('docs/turnserver.conf', 'utf8').split('\n');
  const adapted = lines.flatMap((line) => {
    const [name = ''] = line.split('=');
    const values = changed.get(name);
    changed.delete(name);
    return values ? values.map((value) => `${name}=${value}`) : line;
  });
  if (changed.size > 0) throw new Error(`docs/turnserver.conf lacks ${[...changed.keys()].join(', ')}`);
  // Only a talkative one says when it listens.
  const own = ['no-tls', 'no-dtls', 'verbose', `pidfile=${join(folder, 'pid')}`, `userdb=${join(folder, 'db')}`];
  const near = allowed.length > 0 ? ['allow-loopback-peers', ...allowed.map((address) => `allowed-peer-ip=${address}`)] : [];
  return [...adapted, ...own, ...near, ''].join('\n');
}

async function freePort(): Promise<number> {
  const socket = createSocket('udp4').bind(0, host);
  await once(socket, 'listening');
  const { port } = socket.address();
  const closed = once(socket, 'close');
  socket.close();
  await closed;
  return port;
}
