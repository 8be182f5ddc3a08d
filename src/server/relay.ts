import type { IClient } from 'peer';
import { WebSocket } from 'ws';
import { Departures } from './departures.ts';
import { decodeFrame } from './frame.ts';
import { type FrameGuard, PeerSocket } from './peer-socket.ts';
import { LARGEST_BACKLOG } from './pulse.ts';
import type { Presence } from './presence.ts';
import type { WaitingMessages } from './waiting-messages.ts';

/** RFC 6455 §7.4.1: the other side broke the rules. */
const POLICY_VIOLATION = 1008;
const NORMAL_CLOSURE = 1000;

/** How often a limit of the signalling was hit since the start. */
export interface Dropped {
  /** Frames that no PeerJS client sends. */
  malformed: number;
  /** Frames beyond the rate of a socket or of its address; each ended its socket. */
  flooding: number;
  /** Sockets and streams refused because their address had or opened too many. */
  crowded: number;
  /** Messages for an absent id that had too many waiting. */
  unqueued: number;
  /** Sockets ended because they did not read. */
  slow: number;
}

/**
 * Stands between the sockets and `peer`: what reaches `peer` is well-formed, within its rate, and has room where it is
 * going. `peer` itself does the signalling.
 */
export class Relay {
  readonly dropped: Dropped = { malformed: 0, flooding: 0, crowded: 0, unqueued: 0, slow: 0 };
  readonly #claims = new Map<string, PeerSocket>();
  readonly #departures = new Departures();
  readonly #waiting: WaitingMessages;
  readonly #presence: Presence;

  constructor(waiting: WaitingMessages, presence: Presence) {
    this.#waiting = waiting;
    this.#presence = presence;
  }

  /** Takes a new socket under guard; `peer` may not have accepted it yet, or ever. */
  watch(socket: PeerSocket): void {
    socket.guard = (frame) => this.#judge(socket, frame);
    socket.expired = (id) => this.#departures.has(id);
  }

  /** `peer` gave an id to a socket: a new client, or a known one that came back with its token. */
  claim(client: IClient): void {
    const id = client.getId();
    const socket = client.getSocket();
    if (!(socket instanceof PeerSocket)) return;

    const old = this.#claims.get(id);
    this.#claims.set(id, socket);
    // The old socket of a client that came back could still speak in its name, and nothing else would end it.
    if (old) old.close(NORMAL_CLOSURE, 'Replaced by a newer socket');
    else this.#presence.taken(id);
    socket.client = client;
    this.#waiting.release(id);
    this.#departures.remove(id);
    socket.once('close', () => this.#forget(id, socket));
  }

  #judge(socket: PeerSocket, { data, isBinary, pass }: Parameters<FrameGuard>[0]): void {
    if (!Buffer.isBuffer(data)) return;
    if (!socket.messages.take() || !socket.volume.take(data.length) || !socket.address?.take(data.length)) {
      this.dropped.flooding += 1;
      return socket.close(POLICY_VIOLATION, 'Too many messages');
    }
    const frame = isBinary ? undefined : decodeFrame(data.toString());
    if (!frame) {
      this.dropped.malformed += 1;
      if (!socket.patience.take()) socket.close(POLICY_VIOLATION, 'Malformed messages');
      return;
    }
    const { type, destination } = frame;
    if (type === 'HEARTBEAT') return pass();
    if (destination === undefined) return this.#giveUpId(socket, pass);

    const reader = this.#claims.get(destination);
    if (reader) {
      this.#endIfSlow(reader);
      return pass();
    }
    // `peer` never queues a LEAVE.
    if (type === 'LEAVE' || this.#waiting.admit(destination, data.length)) return pass();
    this.dropped.unqueued += 1;
    expire(socket, destination);
  }

  #endIfSlow(reader: PeerSocket): void {
    if (reader.bufferedAmount <= LARGEST_BACKLOG || reader.readyState !== WebSocket.OPEN) return;
    this.dropped.slow += 1;
    reader.terminate();
  }

  #giveUpId(socket: PeerSocket, pass: () => void): void {
    pass();
    if (!socket.client) return;
    // `peer` frees the id at once, and would free it again when this socket closes: from under its next owner.
    socket.client.setSocket(null);
    this.#forget(socket.client.getId(), socket);
    socket.close(NORMAL_CLOSURE);
  }

  #forget(id: string, socket: PeerSocket): void {
    if (this.#claims.get(id) !== socket) return;
    this.#claims.delete(id);
    this.#presence.freed(id);
    if (!socket.wasGivenUp) this.#departures.add(id);
  }
}

/** Says at once what `peer` would say seconds later, had it queued the message: the sender is not left waiting. */
function expire(sender: PeerSocket, destination: string): void {
  if (!sender.client) return;
  sender.send(JSON.stringify({ type: 'EXPIRE', src: destination, dst: sender.client.getId() }));
}
