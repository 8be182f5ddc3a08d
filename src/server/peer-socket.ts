import type { IClient } from 'peer';
import { type RawData, WebSocket } from 'ws';
import type { Address } from './addresses.ts';
import { TokenBucket } from './token-bucket.ts';

/** Decides what becomes of a frame; it reaches `peer` only if `pass` is called, and then within that call. */
export type FrameGuard = (frame: { data: RawData; isBinary: boolean; pass: () => void }) => void;

/** How long somebody who was refused may take to go by themselves, in milliseconds. */
const GRACE = 1000;

/**
 * A socket whose frames are judged before `peer` hears of them. `ws` makes one for each client through its `WebSocket`
 * option.
 */
export class PeerSocket extends WebSocket {
  /** Nothing passes until somebody stands guard. */
  guard: FrameGuard | undefined;

  /** Whose socket it is, once `peer` has given it an id. */
  client: IClient | undefined;

  /** Where it comes from, and what others from there have left of the limits they share. */
  address: Address | undefined;

  /** Generous for a room of 16 that redials all at once: 15 offers or answers, each with some 20 candidates. */
  readonly messages = new TokenBucket(600, 100);
  /** In bytes, so that one sender alone cannot fill another's backlog for long. */
  readonly volume = new TokenBucket(1024 * 1024, 256 * 1024);
  /** How many senseless frames are forgiven. */
  readonly patience = new TokenBucket(16, 1);

  /** Says of an id that nobody holds whether its holder has gone. */
  expired: ((id: string) => boolean) | undefined;

  /** Sweeps since the last sign of life. */
  quietSweeps = 0;
  /** Ended by us, for silence above all: its holder may come back. */
  wasGivenUp = false;
  /** Sweeps since it had last read nearly everything. */
  behindSweeps = 0;

  /** Whether `peer` is looking at it for the first time. */
  isNew = false;

  /**
   * Whom `peer` refuses, it tells why and closes in one breath. Firefox fails a connection that is closed while it is
   * still being opened, and loses what was said on it: it would ask for the same id again and again.
   */
  override close(code?: number, reason?: string | Buffer): void {
    if (this.isNew) setTimeout(() => super.close(code, reason), GRACE).unref();
    else super.close(code, reason);
  }

  override terminate(): void {
    this.wasGivenUp = true;
    super.terminate();
  }

  /** `peer` says of an absent receiver only that a message has expired; whether it will be back is told with it. */
  override send(data: Parameters<WebSocket['send']>[0], ...more: unknown[]): void {
    const isExpiry = typeof data === 'string' && data.startsWith('{"type":"EXPIRE"');
    const told = isExpiry ? this.#withFate(data) : data;
    (super.send as (...all: unknown[]) => void)(told, ...more);
  }

  override emit(event: string | symbol, ...parameters: unknown[]): boolean {
    // Whoever was told to go is not heard any more: talking on must not keep the socket.
    const heard = event === 'message' || event === 'ping' || event === 'pong';
    if (heard && this.readyState === WebSocket.OPEN) this.quietSweeps = 0;
    if (event !== 'message') return super.emit(event, ...parameters);

    const [data, isBinary] = parameters as [RawData, boolean];
    if (this.readyState === WebSocket.OPEN) {
      this.guard?.({ data, isBinary, pass: () => super.emit('message', data, isBinary) });
    }
    return true;
  }

  #withFate(expiry: string): string {
    const message = JSON.parse(expiry) as { readonly src: string };
    return JSON.stringify({ ...message, payload: { closed: this.expired?.(message.src) ?? false } });
  }
}
