/**
 * The port for letters: short messages by way of the signalling service, without any connection, so that neither side
 * learns the network address of the other. Nothing about a letter is proven: neither who wrote it, nor that it arrives.
 */
export type Address = string;

/** Addresses of one family. In a room, two times the participants a mesh carries: ghosts of dead tabs lock nobody out. */
export const familySize = 16;

/** Every address of the family with this public tag. */
export function addressesOf(tag: string): Address[] {
  return Array.from({ length: familySize }, (_, slot) => `${tag}-${slot}`);
}

export interface Mailboxes {
  /** Takes an address of a family and keeps it, or when it is lost another one, until `signal` aborts. Keeps trying. */
  open(options: MailboxOptions, listener: MailboxListener, signal: AbortSignal): Mailbox;
}

export interface MailboxOptions {
  /** URL of the signalling server's mount, for example `https://rtc.example.org/peer`. */
  readonly server: string;
  /** The public tag of the family: letters, digits and single dashes. */
  readonly tag: string;
}

export interface Mailbox {
  /** Best effort, and nothing at all while the service is away. A letter has at most 48 KiB as JSON. */
  send(to: Address, letter: object): void;
}

/** What a mailbox tells. Everything in a letter is untrusted. */
export interface MailboxListener {
  /** The service was reached, or lost. */
  signallingChanged(state: 'connected' | 'reconnecting'): void;
  /** Every address of the family is somebody else's; it goes on trying. */
  full(): void;
  received(from: Address, letter: unknown): void;
  /** A letter found nobody at this address. */
  absent(address: Address): void;
}
