import type { ModelPage } from './model-page.ts';
import type { ModelPaths } from './model-paths.ts';
import { again, latency, ModelSocket } from './model-socket.ts';

/** As a PeerServer has it (`peer` 1.0.2, its defaults), in milliseconds. */
const expires = 5000;
const swept = 1000;
const aliveFor = 90_000;

export interface ServerMessage {
  readonly type: string;
  readonly src?: string;
  readonly dst?: string;
  readonly payload?: unknown;
}

interface Client {
  readonly token: string;
  readonly socket: ModelSocket;
  heardAt: number;
}


/** A PeerServer: addresses that belong to a token, messages that wait for absent ones, ghosts of those who vanished. */
export class ModelServer {
  readonly paths: ModelPaths;
  /** Of every offer that was sent: between whom. */
  readonly offers: { readonly at: number; readonly from: string; readonly to: string; readonly connectionId: string }[] = [];
  readonly #clients = new Map<string, Client>();
  readonly #waiting = new Map<string, { readonly since: number; readonly messages: ServerMessage[] }>();
  readonly #sockets = new Set<ModelSocket>();
  readonly #unreachable = new Set<ModelPage>();
  /** Where whoever was there closed the socket by itself. */
  readonly #departed = new Set<string>();
  readonly #isStock: boolean;
  #isUp = true;
  /** The one address that is free for newcomers; unset, all are. */
  onlyFree: string | undefined;
  /** When it last went away or came back, for anybody. */
  changedAt = 0;

  /** A stock PeerServer does not say whether whoever is absent has left; this library's own does. */
  constructor(paths: ModelPaths, isStock: boolean) {
    this.paths = paths;
    this.#isStock = isStock;
    this.#sweep();
  }

  get isUp(): boolean {
    return this.#isUp;
  }

  /** How many addresses somebody holds, or a ghost. */
  get held(): number {
    return this.#clients.size;
  }

  knows(address: string): boolean {
    return this.#clients.has(address);
  }

  /** Somebody was written to there while nobody held it, and has not been told. */
  keepsFor(address: string): boolean {
    return this.#waiting.has(address);
  }

  /** What somebody in this page holds. */
  addressOf(page: ModelPage): string | undefined {
    return [...this.#clients].find(([, { socket }]) => socket.page === page)?.[0];
  }

  /** The last words of a page that goes leave with it: a network that is asleep is not the same as one that is gone. */
  reaches(page: ModelPage): boolean {
    return page.hasNetwork && !this.#unreachable.has(page);
  }

  /** Answers whether there is a server, as soon as a packet gets through. */
  ask(page: ModelPage, answered: (isThere: boolean) => void, attempt = 0): void {
    if (this.reaches(page)) this.paths.after(2 * latency, () => answered(this.#isUp));
    else if (attempt < again.length) this.paths.after(again[attempt] ?? 0, () => this.ask(page, answered, attempt + 1));
  }

  connect(page: ModelPage, received: (message: ServerMessage) => void, closed: () => void): ModelSocket {
    const socket = new ModelSocket(this, page, received, closed);
    this.#sockets.add(socket);
    return socket;
  }

  /** Packets between this page and the server are lost, both ways, until told otherwise. */
  cutOff(page: ModelPage, isCut: boolean): void {
    this.changedAt = this.paths.now();
    if (isCut) this.#unreachable.add(page);
    else this.#unreachable.delete(page);
    this.look(page);
  }

  /** A page fell asleep, woke up or is gone; who is gone without a trace leaves a ghost behind. */
  look(page: ModelPage): void {
    for (const socket of [...this.#sockets]) if (socket.page === page) socket.look();
  }

  /** The page is gone and its operating system closed what it had open. */
  hangUp(page: ModelPage): void {
    for (const socket of this.#sockets) if (socket.page === page) this.paths.after(1, () => this.forget(socket, { departs: true }));
  }

  stop(): void {
    this.changedAt = this.paths.now();
    this.#isUp = false;
    this.#clients.clear();
    this.#waiting.clear();
    this.#departed.clear();
    for (const socket of [...this.#sockets]) socket.reset();
  }

  start(): void {
    this.changedAt = this.paths.now();
    this.#isUp = true;
  }

  /** Nobody is cut off any more. */
  healAll(): void {
    for (const page of [...this.#unreachable]) this.cutOff(page, false);
  }

  /** A socket asks for an address. */
  admit(socket: ModelSocket, address: string, token: string): void {
    const known = this.#clients.get(address);
    if (known ? known.token !== token : (this.onlyFree ?? address) !== address) {
      socket.deliver({ type: 'ID-TAKEN' });
      return;
    }
    this.#clients.set(address, { token, socket, heardAt: this.paths.now() });
    this.#departed.delete(address);
    // A returner is given no word.
    if (!known) socket.deliver({ type: 'OPEN' });
    const waiting = this.#waiting.get(address)?.messages ?? [];
    this.#waiting.delete(address);
    for (const message of waiting) socket.deliver(message);
  }

  take(socket: ModelSocket, src: string, message: ServerMessage): void {
    const client = this.#clients.get(src);
    if (client?.socket === socket) client.heardAt = this.paths.now();
    if (message.type === 'HEARTBEAT' || message.dst === undefined) return;
    if (message.type === 'OFFER') {
      const { connectionId } = message.payload as { connectionId: string };
      this.offers.push({ at: this.paths.now(), from: src, to: message.dst, connectionId });
    }
    const sent = { ...message, src };
    const addressee = this.#clients.get(message.dst);
    if (addressee) addressee.socket.deliver(sent);
    else this.#keep(message.dst, sent);
  }

  /** A socket was closed: by its own side, or because nothing was heard from it. */
  forget(socket: ModelSocket, { departs }: { departs: boolean }): void {
    for (const [address, client] of this.#clients) {
      if (client.socket !== socket) continue;
      this.#clients.delete(address);
      if (departs) this.#departed.add(address);
    }
  }

  #keep(address: string, message: ServerMessage): void {
    const queue = this.#waiting.get(address) ?? { since: this.paths.now(), messages: [] };
    this.#waiting.set(address, queue);
    queue.messages.push(message);
  }

  #sweep(): void {
    this.paths.after(swept, () => {
      const now = this.paths.now();
      for (const [address, { since, messages }] of this.#waiting) {
        if (now - since < expires) continue;
        this.#waiting.delete(address);
        const payload = this.#isStock ? {} : { closed: this.#departed.has(address) };
        for (const src of new Set(messages.map((message) => message.src ?? ''))) {
          this.#clients.get(src)?.socket.deliver({ type: 'EXPIRE', src: address, payload });
        }
      }
      for (const { socket, heardAt } of this.#clients.values()) if (now - heardAt > aliveFor) socket.reset();
      this.#sweep();
    });
  }
}
