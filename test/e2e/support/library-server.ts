import { type ChildProcess, spawn, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A machine that runs it. */
export interface Machine {
  /** Where it listens. */
  readonly address: string;
  spawn(command: string, words: readonly string[], options: SpawnOptions): ChildProcess;
}

const thisMachine: Machine = { address: '127.0.0.1', spawn };

/** `rtc-elements serve` of the build, as a process of its own. */
export class LibraryServer {
  /** The first lines it printed. */
  readonly lines: readonly string[];
  readonly origin: string;
  readonly #machine: Machine;
  readonly #child: ChildProcess;
  readonly #endWithUs: () => void;

  private constructor(machine: Machine, child: ChildProcess, lines: readonly string[], endWithUs: () => void) {
    this.#machine = machine;
    this.#child = child;
    this.lines = lines;
    this.origin = new URL(/http:\S+/.exec(lines.join('\n'))?.[0] ?? '').origin;
    this.#endWithUs = endWithUs;
  }

  /** Resolves when it has said where it is. */
  static async start(port = 0, machine = thisMachine): Promise<LibraryServer> {
    const words = ['dist/server/cli.js', 'serve', '--host', machine.address, '--port', String(port)];
    const child = machine.spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] });
    const endWithUs = () => child.kill('SIGKILL');
    process.once('exit', endWithUs);
    const lines: string[] = [];
    if (!child.stdout) throw new Error('It says on stdout where it is');
    for await (const line of createInterface(child.stdout)) {
      lines.push(line);
      if (lines.length === 2) break;
    }
    // Reading on keeps the pipe open for whatever it still says.
    child.stdout.resume();
    return new LibraryServer(machine, child, lines, endWithUs);
  }

  /** Ends it without a goodbye to anybody. */
  async kill(): Promise<void> {
    process.off('exit', this.#endWithUs);
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const exit = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await exit;
  }

  /** Another one at the same address, which knows nothing of what this one knew. */
  async startAgain(): Promise<LibraryServer> {
    await this.kill();
    return LibraryServer.start(Number(new URL(this.origin).port), this.#machine);
  }
}
