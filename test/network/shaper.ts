import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { executable } from '../../scripts/browsers.mjs';

/** What a path is like, each way. Whatever is left out is perfect. */
export interface Condition {
  /** Milliseconds, one way. */
  readonly delay?: number;
  /** Milliseconds, more or less. */
  readonly jitter?: number;
  /** Packets of a hundred. */
  readonly loss?: number;
  /** kbit/s; 0 is no limit. */
  readonly rate?: number;
}

export interface DeviceAt {
  readonly namespace: string;
  readonly device: string;
}

/** A cable between two namespaces whose condition can be changed while it is used. It brings both devices. */
export class Shaper {
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;
  readonly #interface: Interface;

  private constructor(child: ChildProcess & { stdout: NodeJS.ReadableStream }) {
    this.#child = child;
    this.#interface = createInterface(child.stdout);
    this.#lines = this.#interface[Symbol.asyncIterator]();
  }

  static async between(one: DeviceAt, other: DeviceAt): Promise<Shaper> {
    const words = [join(import.meta.dirname, 'shaper.py'), one.namespace, one.device, other.namespace, other.device];
    const child = spawn(await executable('python3'), words, { stdio: ['pipe', 'pipe', 'inherit'] });
    const shaper = new Shaper(child);
    await shaper.#line();
    return shaper;
  }

  async condition(condition: Condition): Promise<void> {
    this.#child.stdin?.write(`${JSON.stringify(condition)}\n`);
    await this.#line();
  }

  /** The process that carries every packet, for whoever wants to know what it costs. */
  get pid(): number | undefined {
    return this.#child.pid;
  }

  async close(): Promise<void> {
    this.#interface.close();
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const exit = once(this.#child, 'exit');
    this.#child.kill();
    await exit;
  }

  async #line(): Promise<string> {
    const line = await this.#lines.next();
    if (line.done) throw new Error(`The shaper ended (${String(this.#child.exitCode ?? this.#child.signalCode)})`);
    return line.value;
  }
}
