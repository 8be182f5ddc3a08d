import { createHash, createHmac, randomBytes } from 'node:crypto';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';

/** RFC 8489 §5, §14 and RFC 8656 §17, §18. */
const cookie = 0x21_12_a4_42;
const methods = { allocate: 0x003, refresh: 0x004, permit: 0x008 } as const;
const indication = { send: 0x016, data: 0x017 } as const;
const attribute = {
  username: 0x0006,
  integrity: 0x0008,
  error: 0x0009,
  lifetime: 0x000d,
  peer: 0x0012,
  data: 0x0013,
  realm: 0x0014,
  nonce: 0x0015,
  family: 0x0017,
  transport: 0x0019,
} as const;
const udp = 17;
const families = { 4: 1, 6: 2 } as const;
const tries = 20;

interface Answer {
  /** 200, or the number of the error (RFC 8489 §14.8). */
  readonly code: number;
  readonly attributes: ReadonlyMap<number, Buffer>;
}

/** The attributes of a question, which may depend on the transaction's id. */
type Wanted = (transaction: Buffer) => readonly Buffer[];

/** The least of a TURN client: what a browser asks of a relay, and the numbers it is answered. */
export class TurnClient {
  readonly #socket: Socket;
  readonly #server: { readonly host: string; readonly port: number };
  readonly #user: { readonly username: string; readonly credential: string };
  readonly #waiting = new Map<string, (answer: Answer) => void>();
  readonly #data: string[] = [];
  #told: (() => void) | undefined;
  #isAllocated = false;
  #realm: Buffer = Buffer.alloc(0);
  #nonce: Buffer = Buffer.alloc(0);

  constructor(url: string, user: { username?: string; credential?: string }) {
    const [, host = '', port = '3478'] = /^turns?:([^:?]+):?(\d+)?/.exec(url) ?? [];
    this.#server = { host, port: Number(port) };
    this.#user = { username: user.username ?? '', credential: user.credential ?? '' };
    this.#socket = createSocket('udp4', (message) => this.#receive(message));
  }

  /** Asks for an address of the relay, of this family. Resolves with what it says: 200, or the number of an error. */
  async allocate(family: 4 | 6 = 4): Promise<number> {
    const wanted = [
      tlv(attribute.transport, Buffer.of(udp, 0, 0, 0)),
      ...(family === 6 ? [tlv(attribute.family, Buffer.of(families[6], 0, 0, 0))] : []),
    ];
    const { code } = await this.#ask(methods.allocate, () => wanted);
    this.#isAllocated ||= code === 200;
    return code;
  }

  /** Asks to keep the allocation for so many seconds, as browsers do every few minutes. */
  async refresh(lifetime = 600): Promise<number> {
    return (await this.#ask(methods.refresh, () => [tlv(attribute.lifetime, uint32(lifetime))])).code;
  }

  /** Asks that whatever is at this address may be spoken to. */
  async permit(address: string): Promise<number> {
    return (await this.#ask(methods.permit, (transaction) => [tlv(attribute.peer, xored(address, 9, transaction))])).code;
  }

  /** Sends by way of the relay, until the text comes back as `expected`. */
  async exchange(address: string, port: number, text: string, expected: string): Promise<void> {
    const transaction = randomBytes(12);
    const peer = tlv(attribute.peer, xored(address, port, transaction));
    const message = envelope(indication.send, transaction, [peer, tlv(attribute.data, Buffer.from(text))]);
    while (!this.#data.includes(expected)) {
      this.#send(message);
      await new Promise<void>((resolve) => {
        this.#told = resolve;
        // A datagram may get lost: without an answer by then it is sent once more.
        setTimeout(resolve, 250);
      });
    }
  }

  /** Gives its address back (RFC 8656 §8.1): else whoever gets this port next is refused as one who has an allocation already (437). */
  async close(): Promise<void> {
    if (this.#isAllocated) await this.refresh(0);
    const closed = once(this.#socket, 'close');
    this.#socket.close();
    await closed;
  }

  /** The first question of all is refused, and its answer says how to ask (RFC 8489 §9.2.3). */
  async #ask(method: number, wanted: Wanted): Promise<Answer> {
    for (let tried = 0; ; tried += 1) {
      const answer = await this.#request(method, wanted);
      const [realm, nonce] = [answer.attributes.get(attribute.realm), answer.attributes.get(attribute.nonce)];
      const isNew = nonce !== undefined && !nonce.equals(this.#nonce);
      if (![401, 438].includes(answer.code) || !isNew || tried === 2) return answer;
      [this.#realm, this.#nonce] = [realm ?? this.#realm, nonce];
    }
  }

  async #request(method: number, wanted: Wanted): Promise<Answer> {
    const transaction = randomBytes(12);
    const isKnown = this.#nonce.length > 0;
    const own = isKnown ? [tlv(attribute.username, Buffer.from(this.#user.username)), tlv(attribute.realm, this.#realm), tlv(attribute.nonce, this.#nonce)] : [];
    const message = envelope(method, transaction, [...wanted(transaction), ...own], isKnown ? this.#key : undefined);
    const answer = new Promise<Answer>((resolve) => this.#waiting.set(transaction.toString('hex'), resolve));
    let answered = false;
    void answer.then(() => (answered = true));
    for (let tried = 0; tried < tries && !answered; tried += 1) {
      this.#send(message);
      // As RFC 8489 §6.2.1 has it: what is not answered is sent again.
      await Promise.race([answer, new Promise((resolve) => setTimeout(resolve, 500))]);
    }
    if (!answered) throw new Error('The relay does not answer');
    return answer;
  }

  get #key(): Buffer {
    const { username, credential } = this.#user;
    return createHash('md5').update(`${username}:${this.#realm.toString()}:${credential}`).digest();
  }

  #send(message: Buffer): void {
    this.#socket.send(message, this.#server.port, this.#server.host);
  }

  #receive(message: Buffer): void {
    const attributes = new Map(attributesOf(message));
    const type = message.readUInt16BE(0);
    if (type === indication.data) {
      this.#data.push(attributes.get(attribute.data)?.toString() ?? '');
      this.#told?.();
      return;
    }
    const error = attributes.get(attribute.error);
    const code = error ? (error[2] ?? 0) * 100 + (error[3] ?? 0) : 200;
    this.#waiting.get(message.subarray(8, 20).toString('hex'))?.({ code, attributes });
  }
}

function envelope(type: number, transaction: Buffer, attributes: readonly Buffer[], key?: Buffer): Buffer {
  const body = Buffer.concat(attributes);
  const head = (length: number) => Buffer.concat([uint16(type), uint16(length), uint32(cookie), transaction]);
  if (!key) return Buffer.concat([head(body.length), body]);
  // The length already counts what is still to come (RFC 8489 §14.5).
  const signed = Buffer.concat([head(body.length + 24), body]);
  return Buffer.concat([signed, tlv(attribute.integrity, createHmac('sha1', key).update(signed).digest())]);
}

function* attributesOf(message: Buffer): Generator<[number, Buffer]> {
  for (let at = 20; at + 4 <= message.length; ) {
    const length = message.readUInt16BE(at + 2);
    yield [message.readUInt16BE(at), message.subarray(at + 4, at + 4 + length)];
    at += 4 + length + padding(length);
  }
}

function tlv(type: number, value: Buffer): Buffer {
  return Buffer.concat([uint16(type), uint16(value.length), value, Buffer.alloc(padding(value.length))]);
}

/** An address as XOR-PEER-ADDRESS has it (RFC 8489 §14.2). */
function xored(address: string, port: number, transaction: Buffer): Buffer {
  const bytes = bytesOf(address);
  const mask = Buffer.concat([uint32(cookie), transaction]);
  const masked = bytes.map((byte, index) => byte ^ (mask[index] ?? 0));
  return Buffer.concat([Buffer.of(0, families[bytes.length === 4 ? 4 : 6]), uint16(port ^ (cookie >>> 16)), masked]);
}

function bytesOf(address: string): Buffer {
  if (!address.includes(':')) return Buffer.from(address.split('.').map(Number));
  const [head = [], tail = []] = new URL(`http://[${address}]`).hostname
    .slice(1, -1)
    .split('::')
    .map((part) => part.split(':').filter(Boolean));
  const zeros = Array.from({ length: 8 - head.length - tail.length }, () => '0');
  return Buffer.concat([...head, ...zeros, ...tail].map((group) => uint16(Number.parseInt(group, 16))));
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function padding(length: number): number {
  return (4 - (length % 4)) % 4;
}
