import { after, childController, onAbort } from '../../core/abort.ts';
import { type Address, addressesOf, type Mailbox, type Mailboxes, type MailboxListener, type MailboxOptions } from '../../core/mailbox.ts';

/** How long a letter waits for somebody to take its address, in milliseconds; as in a PeerServer. */
const expires = 5000;

/** Letters within one page, and a service that can go away: what was on its way then is lost. */
export class MemoryMailboxes implements Mailboxes {
  readonly #boxes = new Set<MemoryMailbox>();
  readonly #holders = new Map<Address, MemoryMailbox>();
  readonly #waiting = new Map<Address, Set<() => void>>();
  #service: AbortController | undefined = new AbortController();

  open({ tag }: MailboxOptions, listener: MailboxListener, signal: AbortSignal): Mailbox {
    const box = new MemoryMailbox(tag, listener, (from, to, letter) => this.#post(from, to, letter));
    this.#boxes.add(box);
    onAbort(signal, () => {
      this.#boxes.delete(box);
      this.#release(box);
    });
    queueMicrotask(() => this.#boxes.has(box) && this.#seat(box));
    return box;
  }

  stop(): void {
    this.#service?.abort();
    this.#service = undefined;
    this.#waiting.clear();
    for (const box of this.#boxes) {
      this.#release(box);
      box.listener.signallingChanged('reconnecting');
    }
  }

  start(): void {
    this.#service ??= new AbortController();
    for (const box of [...this.#boxes]) this.#seat(box);
  }

  #seat(box: MemoryMailbox): void {
    if (box.address !== undefined) return;
    if (!this.#service) return box.listener.signallingChanged('reconnecting');
    const free = addressesOf(box.tag).filter((address) => !this.#holders.has(address));
    const address = free[Math.floor(Math.random() * free.length)];
    if (address === undefined) return box.listener.full();
    box.address = address;
    this.#holders.set(address, box);
    box.listener.signallingChanged('connected');
    for (const deliver of this.#waiting.get(address) ?? []) deliver();
    this.#waiting.delete(address);
  }

  #release(box: MemoryMailbox): void {
    if (box.address !== undefined) this.#holders.delete(box.address);
    box.address = undefined;
    const next = [...this.#boxes].find(({ tag, address }) => tag === box.tag && address === undefined);
    if (next && this.#service) this.#seat(next);
  }

  #post(from: MemoryMailbox, to: Address, letter: string): void {
    const { address } = from;
    if (!this.#service || address === undefined) return;
    const deliver = () => {
      const holder = this.#holders.get(to);
      if (!holder) return false;
      holder.listener.received(address, JSON.parse(letter));
      return true;
    };
    const { signal } = this.#service;
    // Never within the sender's own task.
    queueMicrotask(() => {
      if (!signal.aborted && !deliver()) this.#keep(from, to, deliver, signal);
    });
  }

  #keep(from: MemoryMailbox, to: Address, deliver: () => boolean, signal: AbortSignal): void {
    const end = childController(signal);
    const waiting = this.#waiting.get(to) ?? new Set();
    this.#waiting.set(to, waiting);
    const release = () => {
      end.abort();
      deliver();
    };
    waiting.add(release);
    after(expires, end.signal, () => {
      waiting.delete(release);
      if (waiting.size === 0 && this.#waiting.get(to) === waiting) this.#waiting.delete(to);
      if (this.#boxes.has(from)) from.listener.absent(to);
    });
  }
}

class MemoryMailbox implements Mailbox {
  readonly tag: string;
  readonly listener: MailboxListener;
  readonly #post: (from: MemoryMailbox, to: Address, letter: string) => void;
  address: Address | undefined;

  constructor(tag: string, listener: MailboxListener, post: (from: MemoryMailbox, to: Address, letter: string) => void) {
    this.tag = tag;
    this.listener = listener;
    this.#post = post;
  }

  send(to: Address, letter: object): void {
    this.#post(this, to, JSON.stringify(letter));
  }
}
