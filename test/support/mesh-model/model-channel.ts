import type { ModelConnection } from './model-connection.ts';

/** A data channel, negotiated by both. */
export class ModelChannel extends EventTarget {
  readonly label: string;
  readonly id: number;
  readonly ordered: boolean;
  readyState: RTCDataChannelState = 'connecting';
  binaryType = '';
  bufferedAmount = 0;
  readonly #connection: ModelConnection;
  /** Arrived before this side's script was told that the channel is open. */
  readonly #early: unknown[] = [];

  constructor(label: string, id: number, ordered: boolean, connection: ModelConnection) {
    super();
    [this.label, this.id, this.ordered, this.#connection] = [label, id, ordered, connection];
  }

  send(data: string | Uint8Array): void {
    if (this.readyState !== 'open') throw new DOMException('Not open', 'InvalidStateError');
    this.#connection.association?.carry(this.#connection, this, typeof data === 'string' ? data : data.slice().buffer);
  }

  open(): void {
    if (this.readyState !== 'connecting') return;
    this.readyState = 'open';
    this.dispatchEvent(new Event('open'));
    for (const data of this.#early.splice(0)) this.receive(data);
  }

  receive(data: unknown): void {
    if (this.readyState === 'connecting') this.#early.push(data);
    else if (this.readyState === 'open') this.dispatchEvent(new MessageEvent('message', { data }));
  }

  /** This side closes the connection: no event tells of it. */
  end(): void {
    this.readyState = 'closed';
  }

  /** The other side closed the connection. */
  close(): void {
    if (this.readyState === 'closed') return;
    this.readyState = 'closed';
    this.dispatchEvent(new Event('close'));
  }
}
