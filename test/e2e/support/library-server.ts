import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** `rtc-elements serve` of the build, as a process of its own. */
export class LibraryServer {
  /** The first lines it printed. */
  readonly lines: readonly string[];
  readonly origin: string;
  readonly #child: ChildProcess;
  readonly #endWithUs: () => void;

  private constructor(child: ChildProcess, lines: readonly string[], endWithUs: () => void) {
    this.#child = child;
    this.lines = lines;
    this.origin = new URL(/http:\S+/.exec(lines.join('\n'))?.[0] ?? '').origin;
    this.#endWithUs = endWithUs;
  }

  /** Resolves when it has said where it is. */
  static async start(port = 0): Promise<LibraryServer> {
    const child = spawn(process.execPath, ['dist/server/cli.js', 'serve', '--port', String(port)], { stdio: ['ignore', 'pipe', 'inherit'] });
    const endWithUs = () => child.kill('SIGKILL');
    process.once('exit', endWithUs);
    const lines: string[] = [];
    for await (const line of createInterface(child.stdout)) {
      lines.push(line);
      if (lines.length === 2) break;
    }
    // Reading on keeps the pipe open for whatever it still says.
    child.stdout.resume();
    return new LibraryServer(child, lines, endWithUs);
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
    return LibraryServer.start(Number(new URL(this.origin).port));
  }
}
