import type { DataConnection, Peer } from 'peerjs';
import { after } from '../../core/abort.ts';
import { randomHex } from '../../core/crypto/random.ts';
import type { Address } from '../../core/mailbox.ts';
import type { Acceptance, Claim, FrontDesk, Line, OutgoingDial } from '../mesh/signaller.ts';
import { closeWell } from '../mesh/close-well.ts';
import { type AnswerMessage, type CandidateMessage, type OfferMessage, parseServerMessage } from './messages.ts';
import { optionsOf, type PeerInternals, serialization } from './peerjs-internals.ts';

/** An envelope to oneself takes milliseconds; after this the socket is dead, or as good as: another costs little. Milliseconds. */
const echoTime = 1500;
/** On a full uplink an envelope waits like everything else: so many times as long at most. */
const mostEchoTimes = 4;
/** No honest connection has more candidates. */
const mostCandidates = 64;

/** Hears what the server says before anybody else; `reply` goes back there. True: nobody else needs to. */
export type Hear = (message: unknown, reply: (message: object) => void) => boolean;

/**
 * An address held at a PeerServer, and the gate in front of PeerJS: no message of the server reaches it that was not
 * judged here first, so no stranger can make it build or close a connection.
 */
export class PeerClaim implements Claim {
  readonly address: Address;
  readonly #peer: Peer & PeerInternals;
  readonly #desk: FrontDesk;
  readonly #hear: Hear | undefined;
  readonly #open = new AbortController();
  readonly #lost = new AbortController();
  readonly #dials = new Map<string, { readonly dial: OutgoingDial; ticket?: unknown }>();
  readonly #candidates = new Map<string, number>();
  readonly #lines = new Set<Line>();
  readonly #echo = randomHex(8);
  #unanswered: AbortController | undefined;

  constructor(peer: Peer & PeerInternals, address: Address, desk: FrontDesk, hear?: Hear) {
    this.#peer = peer;
    this.address = address;
    this.#desk = desk;
    this.#hear = hear;
    const toPeer = peer._handleMessage.bind(peer);
    peer._handleMessage = (message) => this.#judge(message, toPeer);
    peer.on('open', () => this.#open.abort());
    peer.on('disconnected', () => this.close());
    // Without a listener it would throw; what matters of it arrives as `disconnected`.
    peer.on('error', () => undefined);
  }

  get lost(): AbortSignal {
    return this.#lost.signal;
  }

  /** Aborts when the server has let us in. */
  get open(): AbortSignal {
    return this.#open.signal;
  }

  close(): void {
    if (this.#lost.signal.aborted) return;
    this.#lost.abort();
    this.#unanswered?.abort();
    // Else the Peer would take every connection with it that does not stand by itself yet, though it soon may.
    for (const line of this.#lines) line.detach();
    this.#peer.destroy();
  }

  send(to: Address, envelope: object): void {
    this.#say({ type: 'CANDIDATE', dst: to, payload: { rtc: envelope } });
  }

  ask(): void {
    this.send(this.address, { kind: 'echo', echo: this.#echo });
  }

  probe(isSlow?: () => boolean): void {
    if (this.#unanswered?.signal.aborted === false) return;
    const { signal } = (this.#unanswered = new AbortController());
    const wait = (times: number) => after(echoTime, signal, () => (times > 1 && isSlow?.() ? wait(times - 1) : this.close()));
    wait(mostEchoTimes);
    this.ask();
  }

  dial(dial: OutgoingDial): Line | undefined {
    if (this.#lost.signal.aborted) return undefined;
    const metadata = {};
    this.#dials.set(dial.connectionId, { dial });
    const closed = () => {
      this.#dials.delete(dial.connectionId);
      dial.closed();
    };
    const options = {
      connectionId: dial.connectionId,
      label: serialization,
      serialization,
      reliable: true,
      metadata,
      prepare: dial.prepare,
      closed,
      sdpTransform: (sdp: string) => {
        Object.assign(metadata, dial.ticketFor(sdp));
        return sdp;
      },
    };
    const connection = madeOrNot(() => this.#peer.connect(dial.to, options) as DataConnection | undefined);
    if (!connection) this.#dials.delete(dial.connectionId);
    return connection && this.#lineOf(connection);
  }

  #say(message: object): void {
    if (!this.#lost.signal.aborted) this.#peer.socket.send(message);
  }

  #judge(input: unknown, toPeer: (message: unknown) => void): void {
    if (this.#lost.signal.aborted || this.#hear?.(input, (message) => this.#say(message))) return;
    const message = parseServerMessage(input);
    if (!message) return;
    switch (message.type) {
      case 'OFFER':
        this.#judgeOffer(message, toPeer);
        break;
      case 'ANSWER':
        this.#judgeAnswer(message, toPeer);
        break;
      case 'CANDIDATE':
        if ('rtc' in message.payload) this.#receive(message.src, message.payload.rtc);
        else this.#judgeCandidate(message as CandidateMessage, toPeer);
        break;
      case 'EXPIRE':
        this.#desk.absent(message.src, message.payload?.closed ?? true);
        break;
      default:
        // PeerJS reads the words of an ERROR without looking whether there are any.
        toPeer({ type: message.type, payload: {} });
    }
  }

  #judgeOffer({ src, payload }: OfferMessage, toPeer: (message: unknown) => void): void {
    const { connectionId, metadata, sdp } = payload;
    if (this.#peer.getConnection(src, connectionId)) return;
    const acceptance = this.#desk.offered({ from: src, connectionId, sdp: sdp.sdp, ticket: metadata });
    if (!acceptance) return;
    const offer = { type: 'OFFER', src, payload: { type: 'data', sdp, connectionId, serialization, reliable: true } };
    const connection = madeOrNot(() => {
      toPeer(offer);
      return this.#peer.getConnection(src, connectionId) as DataConnection | null;
    });
    if (connection) this.#accept(connection, acceptance, src, connectionId);
    else acceptance.closed();
  }

  #accept(connection: DataConnection, acceptance: Acceptance, to: Address, connectionId: string): void {
    Object.assign(optionsOf(connection), {
      closed: () => acceptance.closed(),
      sdpTransform: (sdp: string) => {
        // Sent before the answer, on the same socket: the other side has it when the answer arrives.
        this.send(to, { kind: 'accept', connectionId, ticket: acceptance.ticketFor(sdp) });
        return sdp;
      },
    });
    acceptance.begun(this.#lineOf(connection));
  }

  #judgeAnswer(message: AnswerMessage, toPeer: (message: unknown) => void): void {
    const { connectionId, sdp } = message.payload;
    const pending = this.#dials.get(connectionId);
    if (!pending || pending.dial.to !== message.src || pending.ticket === undefined) return;
    if (!pending.dial.isAnsweredBy(sdp.sdp, pending.ticket)) return;
    this.#dials.delete(connectionId);
    toPeer(message);
  }

  #judgeCandidate(message: CandidateMessage, toPeer: (message: unknown) => void): void {
    const { connectionId } = message.payload;
    if (!this.#peer.getConnection(message.src, connectionId)?.peerConnection) return;
    const count = this.#candidates.get(connectionId) ?? 0;
    if (count >= mostCandidates) return;
    this.#candidates.set(connectionId, count + 1);
    toPeer(message);
  }

  #receive(from: Address, envelope: Record<string, unknown>): void {
    const { kind, echo, connectionId, ticket } = envelope;
    if (kind === 'echo') {
      if (from === this.address && echo === this.#echo) this.#alive();
    } else if (kind === 'accept') {
      const pending = typeof connectionId === 'string' ? this.#dials.get(connectionId) : undefined;
      if (pending?.dial.to === from) pending.ticket ??= ticket;
    } else this.#desk.greeted(from, envelope);
  }

  #alive(): void {
    this.#unanswered?.abort();
    this.#open.abort();
  }

  #lineOf(connection: DataConnection): Line {
    const peer = this.#peer;
    const rtcConnection = connection.peerConnection;
    const candidates = this.#candidates;
    let isDetached = false;
    const detach = () => {
      if (isDetached) return;
      isDetached = true;
      this.#lines.delete(line);
      candidates.delete(connection.connectionId);
      delete optionsOf(connection).closed;
      peer._removeConnection(connection);
      rtcConnection.onicecandidate = rtcConnection.oniceconnectionstatechange = null;
      rtcConnection.ondatachannel = rtcConnection.ontrack = null;
    };
    const line: Line = {
      connection: rtcConnection,
      detach,
      close: () => {
        detach();
        this.#dials.delete(connection.connectionId);
        closeWell(rtcConnection);
      },
    };
    this.#lines.add(line);
    return line;
  }
}

/** A browser makes only so many connections, and none with a configuration that it refuses. */
function madeOrNot<Connection>(make: () => Connection): Connection | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}
