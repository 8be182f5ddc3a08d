import type { RtcError } from '../../core/errors.ts';
import type { ParticipantId } from '../../core/transport.ts';
import type { TransferId, TransferPhase, TransferState } from './transfer-state.ts';

/** What can be done with a transfer. */
export interface TransferCommands {
  accept(id: TransferId): void;
  cancel(id: TransferId): void;
  pause(id: TransferId): void;
  resume(id: TransferId): void;
}

/** A file on its way, for the page: as it is whenever it is looked at, and what can be done with it. */
export class FileTransfer {
  readonly id: TransferId;
  readonly #state: () => TransferState;
  readonly #commands: TransferCommands;

  constructor(id: TransferId, state: () => TransferState, commands: TransferCommands) {
    this.id = id;
    this.#state = state;
    this.#commands = commands;
  }

  get direction(): 'in' | 'out' {
    return this.#state().direction;
  }

  get name(): string {
    return this.#state().name;
  }

  /** Bytes. */
  get size(): number {
    return this.#state().size;
  }

  /** As whoever sends it says; may be empty. */
  get type(): string {
    return this.#state().type;
  }

  /** The participant it comes from, or goes to. */
  get peer(): ParticipantId {
    return this.#state().peer;
  }

  get phase(): TransferPhase {
    return this.#state().phase;
  }

  /** Bytes that are there, and checked. */
  get transferred(): number {
    return this.#state().transferred;
  }

  /** Bytes per second; 0 unless it runs. */
  get speed(): number {
    return this.#state().speed;
  }

  /** Seconds until it is done, as it looks; undefined: nobody knows. */
  get remaining(): number | undefined {
    return this.#state().remaining;
  }

  /** SHA-256 of the whole file in hex, once it is done; else empty. */
  get digest(): string {
    return this.#state().digest;
  }

  /** What is sent; what came, once it is done. */
  get file(): File | undefined {
    return this.#state().file;
  }

  get error(): RtcError | undefined {
    return this.#state().error;
  }

  /** As it is now, for whoever writes it down. */
  toJSON(): object {
    const { error } = this;
    return { ...this.#state(), file: undefined, error: error && { code: error.code, message: error.message } };
  }

  /** Takes a file that is offered. Nothing happens with any other. */
  accept(): void {
    this.#commands.accept(this.id);
  }

  /** Declines a file that is offered, or ends a transfer that is not over yet: it fails with `file-cancelled` on both sides. */
  cancel(): void {
    this.#commands.cancel(this.id);
  }

  pause(): void {
    this.#commands.pause(this.id);
  }

  resume(): void {
    this.#commands.resume(this.id);
  }
}
