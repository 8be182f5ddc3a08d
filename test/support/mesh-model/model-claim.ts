import { after } from '../../../src/core/abort.ts';
import { randomHex } from '../../../src/core/crypto/random.ts';
import type { Acceptance, Claim, FrontDesk, Line, OutgoingDial } from '../../../src/transports/mesh/signaller.ts';
import type { ModelConnection } from './model-connection.ts';
import type { ServerMessage } from './model-server.ts';
import type { ModelSocket } from './model-socket.ts';

/** An echo later than this tells of a dead socket; as in the gate in front of PeerJS. Milliseconds. */
const echoTime = 1500;
const mostEchoTimes = 4;
/** What the browser takes for a description, and then for a first candidate, in milliseconds. */
const described = 4;
const gathered = 10;

interface Payload {
  readonly connectionId: string;
  readonly sdp: string;
  readonly metadata: unknown;
  readonly closed?: boolean;
  readonly rtc?: { readonly kind?: string; readonly echo?: string; readonly connectionId?: string; readonly ticket?: unknown };
}

/** An address held at the server of a model, with what passes the gate. */
export class ModelClaim implements Claim {
  readonly address: string;
  readonly #desk: FrontDesk;
  readonly #configuration: RTCConfiguration;
  readonly #open = new AbortController();
  readonly #lost = new AbortController();
  readonly #echo = randomHex(8);
  readonly #dials = new Map<string, { readonly dial: OutgoingDial; ticket?: unknown }>();
  /** Those that are not detached. */
  readonly #lines = new Map<string, Line>();
  #socket: ModelSocket | undefined;
  #unanswered: AbortController | undefined;

  constructor(address: string, desk: FrontDesk, configuration: RTCConfiguration) {
    [this.address, this.#desk, this.#configuration] = [address, desk, configuration];
  }

  get lost(): AbortSignal {
    return this.#lost.signal;
  }

  get open(): AbortSignal {
    return this.#open.signal;
  }

  use(socket: ModelSocket): void {
    this.#socket = socket;
  }

  close(): void {
    if (this.lost.aborted) return;
    this.#lost.abort();
    this.#unanswered?.abort();
    for (const line of this.#lines.values()) line.detach();
    this.#socket?.close();
  }

  send(to: string, envelope: object): void {
    this.#say('CANDIDATE', to, { rtc: envelope });
  }

  ask(): void {
    this.send(this.address, { kind: 'echo', echo: this.#echo });
  }

  probe(isSlow?: () => boolean): void {
    if (this.#unanswered && !this.#unanswered.signal.aborted) return;
    const { signal } = (this.#unanswered = new AbortController());
    const wait = (times: number) => after(echoTime, signal, () => (times > 1 && isSlow?.() ? wait(times - 1) : this.close()));
    wait(mostEchoTimes);
    this.ask();
  }

  dial(dial: OutgoingDial): Line | undefined {
    if (this.lost.aborted) return undefined;
    const { connectionId, to } = dial;
    const [connection, line] = this.#newLine(connectionId);
    this.#dials.set(connectionId, { dial });
    dial.prepare(connection as unknown as RTCPeerConnection);
    after(described, this.lost, () => {
      if (connection.isClosed) return;
      const sdp = connection.offer();
      const metadata = dial.ticketFor(sdp);
      this.#say('OFFER', to, { sdp, connectionId, metadata });
      this.#gather(connectionId, to);
    });
    return line;
  }

  judge({ type, src = '', payload }: ServerMessage): void {
    const content = payload as Payload;
    if (this.lost.aborted) return;
    if (type === 'OPEN') this.#alive();
    else if (type === 'OFFER') this.#judgeOffer(src, content);
    else if (type === 'ANSWER') this.#judgeAnswer(src, content);
    else if (type === 'EXPIRE') this.#desk.absent(src, content.closed ?? true);
    else if (content.rtc) this.#receive(src, content.rtc);
    else connectionOf(this.#lines.get(content.connectionId))?.addCandidate();
  }

  #judgeOffer(src: string, { connectionId, metadata, sdp }: Payload): void {
    if (this.#lines.has(connectionId)) return;
    const acceptance = this.#desk.offered({ from: src, connectionId, sdp, ticket: metadata });
    if (!acceptance) return;
    const [connection, line] = this.#newLine(connectionId);
    acceptance.begun(line);
    after(described, this.lost, () => connection.isClosed || this.#answer(connection, acceptance, src, { connectionId, sdp }));
  }

  #answer(connection: ModelConnection, acceptance: Acceptance, to: string, offer: { connectionId: string; sdp: string }): void {
    const { connectionId } = offer;
    connection.takeOffer(offer.sdp);
    if (connection.isClosed) return;
    const sdp = connection.answer();
    this.send(to, { kind: 'accept', connectionId, ticket: acceptance.ticketFor(sdp) });
    this.#say('ANSWER', to, { sdp, connectionId });
    this.#gather(connectionId, to);
  }

  #judgeAnswer(src: string, { connectionId, sdp }: Payload): void {
    const pending = this.#dials.get(connectionId);
    if (!pending || pending.dial.to !== src || pending.ticket === undefined) return;
    if (!pending.dial.isAnsweredBy(sdp, pending.ticket)) return;
    this.#dials.delete(connectionId);
    connectionOf(this.#lines.get(connectionId))?.takeAnswer(sdp);
  }

  #receive(from: string, envelope: NonNullable<Payload['rtc']>): void {
    const { kind, echo, connectionId = '', ticket } = envelope;
    if (kind === 'echo') {
      if (from === this.address && echo === this.#echo) this.#alive();
    } else if (kind === 'accept') {
      const pending = this.#dials.get(connectionId);
      if (pending?.dial.to === from) pending.ticket ??= ticket;
    } else this.#desk.greeted(from, envelope);
  }

  #alive(): void {
    this.#unanswered?.abort();
    this.#open.abort();
  }

  #gather(connectionId: string, to: string): void {
    after(gathered, this.lost, () => {
      if (this.#lines.has(connectionId)) this.#say('CANDIDATE', to, { connectionId });
    });
  }

  #newLine(connectionId: string): [ModelConnection, Line] {
    const connection = new RTCPeerConnection(this.#configuration);
    const detach = () => this.#lines.delete(connectionId);
    const close = () => {
      detach();
      this.#dials.delete(connectionId);
      connection.close();
    };
    const line = { connection, detach, close };
    this.#lines.set(connectionId, line);
    return [connection as unknown as ModelConnection, line];
  }

  #say(type: string, dst: string, payload: object): void {
    if (!this.lost.aborted) this.#socket?.send({ type, dst, payload });
  }
}

function connectionOf(line: Line | undefined): ModelConnection | undefined {
  return line?.connection as unknown as ModelConnection | undefined;
}
