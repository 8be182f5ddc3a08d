import type { Link } from './link.ts';
import { decodeMessage, encodeMessage } from './frames.ts';
import { Outbox } from './outbox.ts';

export interface MessageLineOptions {
  readonly received: (topic: string, payload: Uint8Array) => void;
  /** Tells the other side up to which number everything arrived. */
  readonly acknowledge: (received: number) => void;
}

/** Bytes that may wait in the browser before more is handed to it. */
const bufferHigh = 1024 * 1024;
/** Acknowledgements are gathered for this long, in milliseconds. */
const acknowledgeAfter = 50;

/** Reliable messages with one participant, over whatever link there is: numbered, resent, deduplicated, in order. */
export class MessageLine {
  readonly #options: MessageLineOptions;
  readonly #outbox = new Outbox();
  #link: Link | undefined;
  /** The newest message handed to the present link; undefined until the other said what it has. */
  #sent: number | undefined;
  /** The newest message handed to any link. */
  #handed = 0;
  #received = 0;
  #acknowledging: ReturnType<typeof setTimeout> | undefined;

  constructor(options: MessageLineOptions) {
    this.#options = options;
  }

  /** Everything up to this number arrived here, on whatever link. */
  get received(): number {
    return this.#received;
  }

  /** The number of the newest message from here. */
  get newest(): number {
    return this.#outbox.newest;
  }

  /** @throws RtcError `too-large` when too much waits already. */
  check(length: number): void {
    this.#outbox.check(length);
  }

  send(topic: string, payload: Uint8Array): void {
    this.#outbox.add((number) => encodeMessage({ number, topic, payload }));
    this.#pump();
  }

  /** From here on messages take this link, once the other has said what it already has. */
  use(link: Link | undefined): void {
    this.#link = link;
    this.#sent = undefined;
    const channel = link?.channels.get('message');
    // Firefox opens the channels one after another, and the first word may arrive in between.
    for (const event of ['open', 'bufferedamountlow']) channel?.addEventListener(event, () => this.#pump());
  }

  acknowledged(received: number): void {
    this.#outbox.acknowledge(received);
  }

  /**
   * The other has everything up to `received`, whatever the links before this one carried. A number that cannot be tells that
   * one of the two gave up the other for good and began anew: what waits is numbered as the other expects it.
   */
  resume(received: number): void {
    if (received < this.#outbox.acknowledged || received > this.#handed) {
      this.#outbox.renumber(received);
      this.#handed = this.#sent = received;
    }
    this.#outbox.acknowledge(received);
    this.#sent ??= received;
    this.#pump();
  }

  /** The other goes on as a page that knows nothing of what was: both count from one again. What waits goes on to wait. */
  beginAnew(): void {
    this.#outbox.renumber(0);
    this.#handed = this.#received = 0;
  }

  /** Hands over what was not yet sent, at once: there is no later. */
  flush(link: Link): void {
    let sent = this.#sent ?? 0;
    for (let next = this.#outbox.nextAfter(sent); next && link.channels.send('message', next.frame); next = this.#outbox.nextAfter(sent)) {
      sent = next.number;
    }
  }

  receive(frame: Uint8Array): void {
    const message = decodeMessage(frame);
    // Seen already, on the link before this one; or a gap, which an ordered channel cannot have.
    if (message?.number !== this.#received + 1) return;
    this.#received = message.number;
    this.#acknowledging ??= setTimeout(() => this.#acknowledge(), acknowledgeAfter);
    this.#options.received(message.topic, message.payload);
  }

  close(): void {
    clearTimeout(this.#acknowledging);
    this.#acknowledging = undefined;
    this.#link = undefined;
  }

  /** In order, and no faster than the link takes them. */
  #pump(): void {
    const channel = this.#link?.channels.get('message');
    if (!channel || this.#sent === undefined) return;
    for (let next = this.#outbox.nextAfter(this.#sent); next; next = this.#outbox.nextAfter(this.#sent)) {
      if (channel.bufferedAmount > bufferHigh || !this.#link?.channels.send('message', next.frame)) break;
      this.#sent = next.number;
      this.#handed = Math.max(this.#handed, next.number);
    }
  }

  #acknowledge(): void {
    this.#acknowledging = undefined;
    this.#options.acknowledge(this.#received);
  }
}
