import type { IncomingMessage } from 'node:http';
import { networkInterfaces } from 'node:os';
import { DelayedProxy } from '../../network/delayed-proxy.ts';

interface Frame {
  readonly type?: string;
  readonly payload?: { readonly candidate?: { readonly candidate?: string } };
}

/** What a description says of addresses without having any (RFC 8866 §5.2, §5.7), and what looks like one: the number in it. */
const blank = /IN IP4 (?:127\.0\.0\.1|0\.0\.0\.0)|IN IP6 ::/g;

/** The server as visitors reach it: everything they say to it is written down, and goes on. */
export class VisitorsWire {
  /** Whatever was said, in order. */
  readonly frames: string[] = [];
  /** Whatever was asked for besides: addresses, headers and bodies. */
  readonly requests: string[] = [];
  readonly #proxy: DelayedProxy;

  private constructor(origin: string) {
    this.#proxy = new DelayedProxy({
      origin: () => origin,
      delay: () => 0,
      changed: async (text) => {
        this.frames.push(text);
        return text;
      },
      asked: (request) => this.#note(request),
    });
  }

  static async to(origin: string): Promise<VisitorsWire> {
    const wire = new VisitorsWire(origin);
    await wire.#proxy.listen();
    return wire;
  }

  get origin(): string {
    return this.#proxy.url;
  }

  /** What only a connection needs. Letters go as candidates, too, that are none. */
  get negotiations(): string[] {
    return this.frames.map(parsed).flatMap(({ type = '', payload }) => {
      return ['OFFER', 'ANSWER'].includes(type) || payload?.candidate?.candidate !== undefined ? type : [];
    });
  }

  /** Every candidate that was sent, alone or in a description. */
  get candidates(): string[] {
    return this.frames.flatMap((frame) => frame.match(/candidate:[^"\\]+/g) ?? []);
  }

  /** Addresses of this machine, and all others of four bytes, in what was said. */
  get addresses(): string[] {
    return addressesIn(this.frames);
  }

  /** The same in everything that reached the server: where it has a name, and the page has one, too. */
  get allAddresses(): string[] {
    return addressesIn([...this.frames, ...this.requests]);
  }

  #note(request: IncomingMessage): void {
    const { method, url, rawHeaders } = request;
    // The number of a browser's version has four parts, too.
    const headers = rawHeaders.filter((_, index) => !/^(?:user-agent|sec-ch-ua.*)$/i.test(rawHeaders[index - (index % 2)] ?? ''));
    this.requests.push([method, url, ...headers].join(' '));
    request.on('data', (data: Buffer) => this.requests.push(data.toString()));
  }

  async stop(): Promise<void> {
    await this.#proxy.stop();
  }
}

function addressesIn(texts: readonly string[]): string[] {
  const own = Object.values(networkInterfaces()).flatMap((each) => each?.map(({ address }) => address) ?? []);
  return texts.flatMap((said) => {
    const text = said.replaceAll(blank, '');
    const found = text.match(/(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])|[\w-]+\.local\b/g) ?? [];
    const long = own.filter((address) => address.includes(':') && new RegExp(`(?<![\\w:])${address}(?![\\w:])`).test(text));
    return [...found, ...long];
  });
}

function parsed(text: string): Frame {
  return JSON.parse(text) as Frame;
}
