import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { freePort } from '../../support/free-port.mjs';

/** The `peer` package as anybody can run it, and nothing of ours. */
export class StockPeerServer {
  /** What the attribute `server` says. */
  readonly url: string;
  readonly #child: ChildProcess;
  readonly #end: () => void;

  private constructor(child: ChildProcess, port: number) {
    this.#child = child;
    this.#end = () => child.kill('SIGKILL');
    this.url = `http://127.0.0.1:${port}/peer`;
    process.once('exit', this.#end);
  }

  /** Resolves when it has said that it runs. */
  static async start(): Promise<StockPeerServer> {
    const port = await freePort();
    const words = ['node_modules/peer/dist/bin/peerjs.js', '--host', '127.0.0.1', '--port', String(port), '--path', '/peer', '--cors', '*'];
    const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    child.stdout.resume();
    return new StockPeerServer(child, port);
  }

  get origin(): string {
    return new URL(this.url).origin;
  }

  async stop(): Promise<void> {
    process.off('exit', this.#end);
    const exit = once(this.#child, 'exit');
    this.#end();
    await exit;
  }
}
