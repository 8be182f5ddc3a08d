import { AttackerConnection } from './attacker-connection.ts';
import type { AttackerSocket } from './attacker-socket.ts';
import { type Message, type Payload, type Ticket, withPayload } from './wiretap.ts';

/** What becomes of a message that `here` heard; `there` is the attacker's other socket. */
type Handle = (message: Message, here: AttackerSocket, there: AttackerSocket) => void;

/** Hands on what one end says as it is: the other cannot know. */
export const relay: Handle = ({ type, payload }, here, there) => there.say({ type, dst: here.id, payload });

/** Two sockets at two servers, each at the address of the one who is at the other server: all they say is handled. */
export function standBetween([one, other]: readonly [AttackerSocket, AttackerSocket], handle: Handle): void {
  const take = (message: Message, here: AttackerSocket, there: AttackerSocket) => {
    if (message.payload && message.src === there.id) handle(message, here, there);
  };
  one.listener = (message) => take(message, one, other);
  other.listener = (message) => take(message, other, one);
}

/** An attacker's two ends of what the dialling and the dialled side take for one connection. */
interface Split {
  readonly offer: string;
  readonly towardsDialling: AttackerConnection;
  readonly towardsDialled: AttackerConnection;
  /** The socket that the dialling side believes to be the other. */
  readonly atDialling: AttackerSocket;
  readonly atDialled: AttackerSocket;
}

/** Puts connections with its own certificates between two ends, and vouches for them with every ticket it ever saw. */
export class AttackerInTheMiddle {
  readonly connections: AttackerConnection[] = [];
  readonly #splits = new Map<string, Split>();
  readonly #showsOffers: boolean;
  /** The newest first: of several that accept, the first counts. */
  readonly #tickets: Ticket[] = [];

  /** `showsOffers`: true lets true offers pass, so that there is a true answer to learn from. */
  constructor({ showsOffers }: { showsOffers: boolean }) {
    this.#showsOffers = showsOffers;
  }

  readonly handle: Handle = (message, here, there) => {
    const { type, payload = {} } = message;
    if (type === 'OFFER') void this.#takeOffer(message, here, there);
    else if (type === 'ANSWER') void this.#takeAnswer(payload);
    else if (payload.rtc?.kind === 'accept') this.#tickets.unshift(payload.rtc.ticket!);
    else if (payload.candidate) void this.#takeCandidate(payload, here);
    else relay(message, here, there);
  };

  close(): void {
    for (const connection of this.connections) connection.close();
  }

  async #takeOffer(message: Message, atDialling: AttackerSocket, atDialled: AttackerSocket): Promise<void> {
    const { connectionId, metadata, sdp } = message.payload as Required<Payload>;
    const towardsDialling = this.#connect(connectionId, atDialling, atDialled.id);
    const towardsDialled = this.#connect(connectionId, atDialled, atDialling.id);
    const split = { offer: sdp.sdp, towardsDialling, towardsDialled, atDialling, atDialled };
    this.#splits.set(connectionId, split);
    this.#tickets.unshift(metadata);
    const forged = { type: 'offer', sdp: await towardsDialled.offer() };
    if (this.#showsOffers) {
      relay(message, atDialling, atDialled);
      return;
    }
    for (const { profile, mac } of this.#tickets) {
      relay(withPayload(message, { sdp: forged, metadata: { ...metadata, profile, mac } }), atDialling, atDialled);
    }
    await this.#answer(connectionId, split);
  }

  async #takeAnswer({ connectionId = '', sdp }: Payload): Promise<void> {
    const split = this.#splits.get(connectionId)!;
    await this.#answer(connectionId, split);
    await split.towardsDialled.takeAnswer(sdp!.sdp);
  }

  /** Answers the dialling side in the place of the other. */
  async #answer(connectionId: string, { offer, towardsDialling, atDialling, atDialled }: Split): Promise<void> {
    const sdp = { type: 'answer', sdp: await towardsDialling.answer(offer) };
    const tell = (type: string, payload: object) => atDialling.say({ type, dst: atDialled.id, payload });
    for (const ticket of this.#tickets) tell('CANDIDATE', { rtc: { kind: 'accept', connectionId, ticket } });
    tell('ANSWER', { type: 'data', connectionId, sdp });
  }

  async #takeCandidate({ connectionId = '', candidate = {} }: Payload, here: AttackerSocket): Promise<void> {
    const split = this.#splits.get(connectionId);
    const connection = here === split?.atDialling ? split.towardsDialling : split?.towardsDialled;
    await connection?.takeCandidate(candidate);
  }

  #connect(connectionId: string, socket: AttackerSocket, dst: string): AttackerConnection {
    const connection = new AttackerConnection((candidate) => {
      socket.say({ type: 'CANDIDATE', dst, payload: { type: 'data', connectionId, candidate } });
    });
    this.connections.push(connection);
    return connection;
  }
}
