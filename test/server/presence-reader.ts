import { once } from 'node:events';
import { request, type IncomingMessage, type RequestOptions } from 'node:http';
import { createInterface } from 'node:readline';
import type { RunningServer } from '../../src/server/serve.ts';
import { atEnd } from './running-server.ts';

/** A page's `EventSource`, one level below: reads blocks of lines. */
export class PresenceReader {
  readonly response: IncomingMessage;
  /** Which connection it came over: its port on this side. */
  readonly connection: number | undefined;
  #lines: AsyncIterator<string> | undefined;

  constructor(response: IncomingMessage) {
    this.response = response;
    this.connection = response.socket.localPort;
    // A stream may end in the middle.
    response.on('error', () => {});
  }

  /** Asks for a family's stream; the answer may be a refusal. */
  static async ask({ url }: RunningServer, family: string, options: RequestOptions = {}): Promise<PresenceReader> {
    const asked = request(`${url}/presence/${family}`, { agent: false, ...options });
    atEnd(() => asked.destroy());
    asked.end();
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    return new PresenceReader(response);
  }

  /** The lines of the next block; undefined when the stream has ended. */
  async block(): Promise<string[] | undefined> {
    this.#lines ??= createInterface(this.response)[Symbol.asyncIterator]();
    const lines: string[] = [];
    for (;;) {
      const line = await this.#lines.next();
      if (line.done) return undefined;
      if (line.value === '') return lines;
      lines.push(line.value);
    }
  }

  /** The next number it is told; undefined when the stream has ended. */
  async next(): Promise<number | undefined> {
    const block = await this.block();
    const data = block?.find((line) => line.startsWith('data: '));
    return data === undefined ? undefined : Number(data.slice('data: '.length));
  }
}
