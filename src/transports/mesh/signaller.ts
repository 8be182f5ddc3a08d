import type { Address } from '../../core/mailbox.ts';

/**
 * What a mesh asks of a signalling service: addresses that belong to one holder at a time, envelopes between them,
 * and a first connection. PeerJS is one; a mesh knows no other name for it than `Signaller`.
 */
export interface Signaller {
  /**
   * Claims an address, once.
   * @returns the claim, or `taken` when somebody else holds the address.
   * @throws RtcError `server-unreachable` when nothing answered within `options.timeLimit`.
   */
  claim(address: Address, options: ClaimOptions, signal: AbortSignal): Promise<Claim | 'taken'>;
  /** Resolves with whether the service can be reached at all. Aborts with `signal`; never rejects. */
  isThere(server: string, signal: AbortSignal): Promise<boolean>;
}

export interface ClaimOptions {
  /** URL of the service. */
  readonly server: string;
  /** Proves to the service that a later claim is by the same holder. */
  readonly token: string;
  /** Read anew for every connection that is made or accepted. */
  readonly configuration: RTCConfiguration;
  /** Milliseconds. */
  readonly timeLimit: number;
  readonly desk: FrontDesk;
}

/** An address held, until `lost` aborts. */
export interface Claim {
  readonly address: Address;
  readonly lost: AbortSignal;
  /** Best effort: an envelope to an absent address may wait a few seconds for whoever claims it. */
  send(to: Address, envelope: object): void;
  /** Asks the service for a sign of life; without one the claim is given up as lost, later while `isSlow`: it may be on its way. */
  probe(isSlow?: () => boolean): void;
  /** Starts a connection; undefined when the service is gone at this moment. */
  dial(dial: OutgoingDial): Line | undefined;
}

/** Judges what comes in at an address. Everything it is given is untrusted. */
export interface FrontDesk {
  greeted(from: Address, envelope: unknown): void;
  /**
   * Nobody held the address for as long as the service lets envelopes wait. `isGone`: whoever did has gone, as far as the
   * service can tell; if false, their network may be cut.
   */
  absent(address: Address, isGone: boolean): void;
  /** Decides, before any connection exists, whether to take an offer. */
  offered(offer: IncomingOffer): Acceptance | undefined;
}

export interface OutgoingDial {
  readonly to: Address;
  readonly connectionId: string;
  /** Adds transceivers and channels before the offer is created. */
  prepare(connection: RTCPeerConnection): void;
  /** What travels beside the offer. */
  ticketFor(offerSdp: string): object;
  /** Decides, before it is applied, whether an answer is the one asked for. */
  isAnsweredBy(answerSdp: string, ticket: unknown): boolean;
  /** The line went down before it was detached. */
  closed(): void;
}

export interface IncomingOffer {
  readonly from: Address;
  readonly connectionId: string;
  readonly sdp: string;
  readonly ticket: unknown;
}

export interface Acceptance {
  /** The connection exists and is about to take the offer. */
  begun(line: Line): void;
  /** What travels beside the answer. */
  ticketFor(answerSdp: string): object;
  closed(): void;
}

/** A connection while the signalling service still carries its candidates. */
export interface Line {
  readonly connection: RTCPeerConnection;
  /** From here on nothing that the service says or does reaches the connection. */
  detach(): void;
  close(): void;
}
