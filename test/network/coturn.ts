import { type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { executable } from '../../scripts/browsers.mjs';
import type { Host } from './host.ts';

/** RFC 8656 §3.1. */
const port = 3478;

/** A TURN server (coturn) on a machine of a lab, with whatever is to be tried in its configuration. */
export class Coturn {
  readonly host: Host;
  readonly #configuration: readonly string[];
  #child: ChildProcess | undefined;
  #folder = '';

  private constructor(host: Host, configuration: readonly string[]) {
    this.host = host;
    this.#configuration = configuration;
  }

  /** Resolves when it listens. `configuration`: lines as in turnserver.conf; where it listens is given. */
  static async start(host: Host, configuration: readonly string[]): Promise<Coturn> {
    const coturn = new Coturn(host, configuration);
    await coturn.startAgain();
    return coturn;
  }

  get url(): string {
    return `turn:${this.host.address}:${port}`;
  }

  /** Ends it without a goodbye; its allocations are forgotten. */
  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (!child) return;
    const exit = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : undefined;
    child.kill('SIGKILL');
    await exit;
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** Another one at the same address. */
  async startAgain(): Promise<void> {
    await this.kill();
    this.#folder = mkdtempSync(join(tmpdir(), 'rtc-turn-'));
    const file = join(this.#folder, 'turnserver.conf');
    const { address } = this.host;
    const where = [`listening-ip=${address}`, `relay-ip=${address}`, `listening-port=${port}`, `pidfile=${this.#folder}/pid`, `userdb=${this.#folder}/db`];
    // Only a talkative one says when it listens.
    const plain = ['verbose', 'no-cli', 'no-tls', 'no-dtls', 'log-file=stdout', 'simple-log'];
    writeFileSync(file, [...where, ...plain, ...this.#configuration, ''].join('\n'), { mode: 0o600 });
    this.#child = this.host.spawn(await executable('turnserver'), ['-c', file], { stdio: ['ignore', 'pipe', 'ignore'] });
    await this.#listening(this.#child);
  }

  async #listening(child: ChildProcess): Promise<void> {
    if (!child.stdout) throw new Error('coturn says on stdout when it listens');
    const lines: string[] = [];
    for await (const line of createInterface(child.stdout)) {
      lines.push(line);
      if (!line.includes(`UDP listener opened on: ${this.host.address}:${port}`)) continue;
      child.stdout.resume();
      return;
    }
    throw new Error(`turnserver ended:\n${lines.join('\n')}`);
  }
}
