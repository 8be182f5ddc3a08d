import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mock } from 'node:test';
import { OfflineOutbox } from '../../src/features/support/offline-outbox.ts';
import type { OfflineForm } from '../../src/features/support/offline-shelf.ts';

export const form = { name: 'Ann', message: 'The tap drips' };

/** What a server says to a form: a status, or something else. */
export type Answer = number | ((response: ServerResponse) => void);
export const later = (status: number, retryAfter: string) => (response: ServerResponse) => response.writeHead(status, { 'retry-after': retryAfter }).end();
export const hangUp = (response: ServerResponse) => void response.destroy();
export const silence = () => undefined;

class MemoryStorage extends Map<string, string> {
  getItem = (key: string) => this.get(key) ?? null;
  setItem = (key: string, value: string): void => void this.set(key, value);
  removeItem = (key: string): void => void this.delete(key);
}

interface Posted {
  readonly headers: IncomingHttpHeaders;
  readonly body: Record<string, string>;
  /** What was in storage when it came. */
  readonly stored: string | undefined;
}

interface Attempt {
  /** In seconds of the fake clock. */
  readonly at: number;
  readonly init: RequestInit;
  readonly settled: Promise<unknown>;
}

const genuine = { fetch: globalThis.fetch, random: Math.random };

/** Outboxes of a page, whose clock is the test's, and the server that they post to. */
export class OutboxScene {
  /** What the server says, in this order; then 204. */
  answers: Answer[] = [];
  posted: Posted[] = [];
  attempts: Attempt[] = [];
  storage = new MemoryStorage();
  lifetime = new AbortController();
  delivered: OfflineForm[] = [];
  refused: [OfflineForm, string][] = [];
  #server: Server | undefined;
  #url = '';

  async begin(): Promise<void> {
    [this.answers, this.posted, this.attempts, this.delivered, this.refused] = [[], [], [], [], []];
    this.storage = new MemoryStorage();
    this.lifetime = new AbortController();
    await this.#listen();
    mock.timers.enable({ apis: ['setTimeout', 'Date'], now: Date.UTC(2026, 0, 5) });
    Math.random = () => 0.5;
    const start = Date.now();
    globalThis.fetch = (input, init = {}) => {
      const answer = genuine.fetch(input, init);
      this.attempts.push({ at: (Date.now() - start) / 1000, init, settled: answer.catch(() => undefined) });
      return answer;
    };
  }

  async end(): Promise<void> {
    this.lifetime.abort();
    mock.timers.reset();
    Object.assign(globalThis, { fetch: genuine.fetch });
    Math.random = genuine.random;
    this.#server?.closeAllConnections();
    await new Promise((resolve) => this.#server?.close(resolve));
  }

  outbox(desk = 'sales', signal = this.lifetime.signal): OfflineOutbox {
    const { storage, delivered, refused } = this;
    return new OfflineOutbox(
      { url: this.#url, desk, storage, delivered: (sent) => delivered.push(sent), refused: (sent, { code }) => refused.push([sent, code]) },
      signal,
    );
  }

  async forward(seconds: number): Promise<void> {
    for (let second = 0; second < seconds; second++) {
      mock.timers.tick(1000);
      await turn();
    }
    for (const { settled } of this.attempts) await settled;
    await turn();
  }

  /** As after a reload of the page. */
  async reload(desk?: string): Promise<void> {
    this.lifetime.abort();
    this.lifetime = new AbortController();
    await this.outbox(desk).resume();
  }

  store(list: unknown): void {
    this.storage.setItem('rtc-support:sales', JSON.stringify(list));
  }

  messages(): (string | undefined)[] {
    return this.posted.map(({ body }) => body['message']);
  }

  async #listen(): Promise<void> {
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const body = JSON.parse(Buffer.concat(chunks).toString()) as Record<string, string>;
        this.posted.push({ headers: request.headers, body, stored: this.storage.get('rtc-support:sales') });
        const answer = this.answers.shift() ?? 204;
        if (typeof answer === 'function') answer(response);
        else response.writeHead(answer, { location: '/elsewhere' }).end('x');
      });
    });
    this.#server = server;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    this.#url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  }
}

/** Everything that is not on its way over the network has happened. */
function turn(): Promise<unknown> {
  return new Promise((resolve) => setImmediate(resolve));
}
