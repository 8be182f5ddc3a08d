import { Conditions } from './conditions.ts';
import type { Message } from './wiretap.ts';

const RealWebSocket = globalThis.WebSocket;

/** Somebody at a PeerServer who does not use PeerJS, and may say anything. */
export class AttackerSocket {
  readonly id: string;
  /** Everything that was said to this id. */
  readonly heard: Message[] = [];
  /** Told of every message as it comes. */
  listener: (message: Message) => void = () => undefined;
  readonly #socket: WebSocket;
  readonly #conditions: Conditions;
  #echoes = 0;

  private constructor(server: string, id: string, patience: number) {
    this.id = id;
    const url = new URL('/peer/peerjs', server.replace('http', 'ws'));
    url.search = new URLSearchParams({ key: 'peerjs', id, token: crypto.randomUUID() }).toString();
    this.#socket = new RealWebSocket(url);
    this.#conditions = new Conditions(patience, () => this.heard.map(({ type, src }) => `${type} from ${src ?? 'the server'}`).join('\n'));
    this.#socket.onmessage = ({ data }) => {
      const message = JSON.parse(data as string) as Message;
      this.heard.push(message);
      this.listener(message);
      this.#conditions.look();
    };
  }

  /** Resolves when the server has given the id. */
  static async claim(server: string, id: string, patience: number): Promise<AttackerSocket> {
    const socket = new AttackerSocket(server, id, patience);
    await socket.hears('OPEN', ({ type }) => type === 'OPEN');
    return socket;
  }

  say(message: object): void {
    this.#socket.send(JSON.stringify(message));
  }

  /** The first message that pleases, past or to come. */
  hears(what: string, pleases: (message: Message) => boolean): Promise<Message> {
    return this.#conditions.until(what, () => this.heard.find(pleases));
  }

  /** Resolves when the server has passed on everything said so far: what one says to oneself comes back. */
  async echo(): Promise<void> {
    const kind = `echo ${++this.#echoes}`;
    this.say({ type: 'CANDIDATE', dst: this.id, payload: { rtc: { kind } } });
    await this.hears(kind, ({ src, payload }) => src === this.id && payload?.rtc?.kind === kind);
  }

  close(): void {
    this.#socket.close();
  }
}
