import type { ModelPage } from './model-page.ts';
import type { ModelServer, ServerMessage } from './model-server.ts';

/** When a first packet without an answer is sent again, in milliseconds (RFC 6298 §2.1). */
export const again = [1000, 2000, 4000, 8000];
/** Milliseconds, one way. */
export const latency = 20;

/** A WebSocket to the server, over a path that may swallow everything for a while. */
export class ModelSocket {
  readonly page: ModelPage;
  readonly #server: ModelServer;
  readonly #received: (message: ServerMessage) => void;
  readonly #closed: () => void;
  readonly #up: (() => void)[] = [];
  readonly #down: (() => void)[] = [];
  #isOpen = false;
  #isOver = false;
  /** The server knows this socket no more. */
  #isReset = false;
  #address = '';

  constructor(server: ModelServer, page: ModelPage, received: (message: ServerMessage) => void, closed: () => void) {
    [this.#server, this.page, this.#received, this.#closed] = [server, page, received, closed];
  }

  open(address: string, token: string, attempt = 0): void {
    this.#address = address;
    if (this.#isOver) return;
    const { paths } = this.#server;
    if (!this.#server.reaches(this.page)) {
      const wait = again[attempt];
      if (wait) paths.after(wait, () => this.open(address, token, attempt + 1));
      return;
    }
    paths.after(2 * latency, () => {
      if (this.#isOver) return;
      if (!this.#server.isUp) {
        this.#end();
        return;
      }
      this.#isOpen = true;
      this.#goUp(() => this.#server.admit(this, address, token));
    });
  }

  send(message: ServerMessage): void {
    if (!this.#isOpen || this.#isOver) return;
    const text = JSON.stringify(message);
    this.#goUp(() => this.#server.take(this, this.#address, JSON.parse(text) as ServerMessage));
  }

  /** For the server. */
  deliver(message: ServerMessage): void {
    this.#goDown(() => this.#tell(() => this.#received(message)));
  }

  /** This side closes: what it said before still arrives, and then the server hears of it. */
  close(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#goUp(() => this.#server.forget(this, { departs: true }));
  }

  /** The server closes, or is no more. */
  reset(): void {
    this.#isReset = true;
    this.#server.forget(this, { departs: false });
    this.#up.length = 0;
    this.#goDown(() => this.#end());
  }

  /** Whether the path is open may have changed. */
  look(): void {
    if (!this.#server.reaches(this.page)) return;
    for (const move of [...this.#up.splice(0), ...this.#down.splice(0)]) this.#travel(move);
  }

  #goUp(arrive: () => void): void {
    const move = () => this.#isReset || arrive();
    if (this.#server.reaches(this.page)) this.#travel(move, this.page.lag);
    else this.#up.push(move);
  }

  #goDown(arrive: () => void): void {
    if (this.#server.reaches(this.page)) this.#travel(arrive);
    else this.#down.push(arrive);
  }

  #travel(arrive: () => void, lag = 0): void {
    this.#server.paths.after(latency + lag, arrive);
  }

  #end(): void {
    this.#tell(() => {
      this.#isOver = true;
      this.#closed();
    });
  }

  #tell(what: () => void): void {
    this.page.run(() => this.#isOver || what());
  }
}
