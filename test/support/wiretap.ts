import type { ParticipantId } from '../../src/core/transport.ts';
import { Conditions } from './conditions.ts';

const RealWebSocket = globalThis.WebSocket;

/** What a PeerServer carries, as far as an attacker cares. */
export interface Message {
  type: string;
  src?: string;
  dst?: string;
  payload?: Payload;
}

export interface Payload {
  connectionId?: string;
  sdp?: { type: string; sdp: string };
  metadata?: Ticket;
  candidate?: object;
  /** An envelope of ours. */
  rtc?: { kind: string; key?: string; at?: number; connectionId?: string; ticket?: Ticket };
}

/** Of an offer or, with fewer fields, of an answer. */
export interface Ticket {
  from?: string;
  to?: string;
  epoch?: number;
  profile: string;
  mac: string;
}

/** Said by a page (`up`) or to it (`down`). */
export interface Frame {
  readonly direction: 'up' | 'down';
  /** The page's end. */
  readonly socket: TappedSocket;
  readonly message: Message;
}

/** What reaches the other end in the place of a frame; each is sent or heard in turn. */
export type Tamper = (frame: Frame) => readonly unknown[];

export const honest: Tamper = ({ message }) => [message];

type Take = (socket: TappedSocket, direction: Frame['direction'], text: string) => void;

/** A page's socket, in the hand of whoever runs the server. */
export class TappedSocket extends RealWebSocket {
  /** The id that the page claims with it. */
  readonly address: string;
  readonly #take: Take;
  #handler: WebSocket['onmessage'] = null;

  constructor(url: string | URL, take: Take) {
    super(url);
    this.address = new URL(url).searchParams.get('id') ?? '';
    this.#take = take;
    this.addEventListener('message', ({ data }) => take(this, 'down', data as string));
  }

  override get onmessage(): WebSocket['onmessage'] {
    return this.#handler;
  }

  override set onmessage(handler: WebSocket['onmessage']) {
    this.#handler = handler;
  }

  override send(text: string): void {
    this.#take(this, 'up', text);
  }

  /** As if the server had said it; a string is said as it is. */
  hear(message: unknown): void {
    try {
      this.#handler?.call(this, new MessageEvent('message', { data: textOf(message) }));
    } catch (error) {
      // As a browser does with what a listener throws.
      reportError(error);
    }
  }

  /** As if the page had said it. */
  say(message: unknown): void {
    if (this.readyState === RealWebSocket.OPEN) super.send(textOf(message));
  }
}

/** Every WebSocket that the page opens from now on: a signalling server that writes down everything, and may lie. */
export class Wiretap {
  /** What was said, before anything was changed. */
  readonly frames: Frame[] = [];
  /** Every socket that was opened, the newest last. */
  readonly sockets: TappedSocket[] = [];
  tamper = honest;
  readonly #conditions: Conditions;

  constructor(patience: number) {
    this.#conditions = new Conditions(patience, () => this.frames.slice(-40).map(inWords).join('\n'));
    const { sockets } = this;
    const take: Take = (...said) => this.#take(...said);
    globalThis.WebSocket = class extends TappedSocket {
      constructor(url: string | URL) {
        super(url, take);
        sockets.push(this);
      }
    };
  }

  remove(): void {
    globalThis.WebSocket = RealWebSocket;
  }

  /** Resolves with what `find` finds; looked at after every frame. */
  until<Found>(what: string, find: () => Found | undefined | false): Promise<Found> {
    return this.#conditions.until(what, find);
  }

  /** Resolves with the first `count` frames that please, past or to come. */
  untilFrames(what: string, pleases: (frame: Frame) => boolean, count = 1): Promise<Frame[]> {
    return this.until(what, () => {
      const found = this.frames.filter(pleases);
      return found.length >= count && found;
    });
  }

  /** The socket with which a participant greeted last. */
  async socketOf(id: ParticipantId): Promise<TappedSocket> {
    const greets = ({ direction, message }: Frame) => direction === 'up' && message.payload?.rtc?.key === id;
    return (await this.untilFrames(`a greeting of ${id}`, greets)).at(-1)!.socket;
  }

  #take(socket: TappedSocket, direction: Frame['direction'], text: string): void {
    const frame: Frame = { direction, socket, message: JSON.parse(text) as Message };
    this.frames.push(frame);
    for (const message of this.tamper(frame)) {
      if (direction === 'up') socket.say(message);
      else socket.hear(message);
    }
    this.#conditions.look();
  }
}

/** A message as it was, with another payload; the original stays what it is. */
export function withPayload(message: Message, change: Partial<Payload>): Message {
  return { ...structuredClone(message), payload: { ...structuredClone(message.payload), ...change } };
}

function textOf(message: unknown): string {
  return typeof message === 'string' ? message : JSON.stringify(message);
}

function inWords({ direction, socket, message }: Frame): string {
  const { type, src, dst, payload } = message;
  return `${socket.address} ${direction}: ${type} ${payload?.rtc?.kind ?? ''} ${src ?? ''} → ${dst ?? ''}`;
}
