import { base64Decode } from '../../src/core/crypto/base64.ts';
import type { Address, Mailbox, Mailboxes, MailboxListener, MailboxOptions } from '../../src/core/mailbox.ts';

/** Somebody's mailbox, as whoever runs the server sees it. */
export interface TappedBox {
  readonly tag: string;
  /** As if the server had delivered it. */
  deliver(from: Address, letter: unknown): void;
  /** As if the owner had sent it. */
  send(to: Address, letter: object): void;
}

export interface Carried {
  readonly from: Address;
  readonly to: TappedBox;
  readonly letter: unknown;
}

/** The service in the hands of whoever runs it: everything is written down, and only what `carry` delivers arrives. */
export class TappedMailboxes implements Mailboxes {
  readonly boxes: TappedBox[] = [];
  readonly sent: { readonly by: TappedBox; readonly to: Address; readonly letter: object }[] = [];
  readonly carried: Carried[] = [];
  carry: (carried: Carried) => void = ({ from, to, letter }) => to.deliver(from, letter);
  readonly #mailboxes: Mailboxes;

  constructor(mailboxes: Mailboxes) {
    this.#mailboxes = mailboxes;
  }

  open(options: MailboxOptions, listener: MailboxListener, signal: AbortSignal): Mailbox {
    const received = (from: Address, letter: unknown) => {
      const carried = { from, to: box, letter };
      this.carried.push(carried);
      this.carry(carried);
    };
    const own: MailboxListener = {
      signallingChanged: (state) => listener.signallingChanged(state),
      full: () => listener.full(),
      absent: (address) => listener.absent(address),
      received,
    };
    const inner = this.#mailboxes.open(options, own, signal);
    const box: TappedBox = {
      tag: options.tag,
      deliver: (from, letter) => {
        if (!signal.aborted) listener.received(from, letter);
      },
      send: (to, letter) => inner.send(to, letter),
    };
    this.boxes.push(box);
    return {
      send: (to, letter) => {
        this.sent.push({ by: box, to, letter });
        inner.send(to, letter);
      },
    };
  }

  /** Letters of a kind that a box sent. */
  sentBy(box: TappedBox, kind?: string): object[] {
    return this.sent.filter(({ by, letter }) => by === box && (kind === undefined || (letter as { kind?: string }).kind === kind)).map(({ letter }) => letter);
  }

  /** Everything that was ever said, as it is and with every text in it decoded. */
  everything(): string {
    const letters = [...this.sent, ...this.carried].map(({ letter }) => letter);
    return [JSON.stringify(letters), ...letters.flatMap(decoded)].join('\n');
  }
}

/** Each text in base64, as the characters of its bytes. */
function decoded(letter: unknown): string[] {
  if (typeof letter === 'object' && letter !== null) return Object.values(letter).flatMap(decoded);
  if (typeof letter !== 'string' || letter.length < 16) return [];
  try {
    return [Array.from(base64Decode(letter), (byte) => String.fromCharCode(byte)).join('')];
  } catch {
    return [];
  }
}

/** The bytes of a base64 text, as the characters that {@link TappedMailboxes.everything} shows them with. */
export function bytesAsText(base64: string): string {
  return decoded(base64)[0] ?? '';
}
