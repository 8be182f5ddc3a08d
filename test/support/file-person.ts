import { bytesToHex } from '@noble/hashes/utils.js';
import type { Transport } from '../../src/core/transport.ts';
import { Files } from '../../src/features/files/files.ts';
import type { OpenShelf } from '../../src/features/files/shelf.ts';
import type { TransferPhase, TransferState } from '../../src/features/files/transfer-state.ts';
import { Conditions } from './conditions.ts';
import { TestShelf } from './file-shelf.ts';
import { TestCall, type TestCallOptions } from './test-call.ts';

const patience = 8000;

/** Somebody in a call who sends and gets files; what they see can be waited for. */
export class FilePerson {
  readonly call: TestCall;
  readonly files: Files;
  readonly shelf: TestShelf;
  readonly #end = new AbortController();
  readonly #conditions = new Conditions(patience, () => JSON.stringify(this.transfers.map(({ name, direction, phase, transferred, size }) => [name, direction, phase, transferred, size])));

  constructor(transport: Transport, options: TestCallOptions = {}, shelf = new TestShelf(), openShelf: OpenShelf = shelf.open) {
    this.shelf = shelf;
    this.call = new TestCall(transport, options);
    this.files = new Files(this.call.session, this.#end.signal, openShelf);
    this.files.store.watch(() => this.#conditions.look(), this.#end.signal);
    this.call.session.store.watch(() => this.#conditions.look(), this.#end.signal);
  }

  get transfers(): readonly TransferState[] {
    return this.files.store.state.transfers;
  }

  transfer(name: string): TransferState {
    const found = this.transfers.findLast((each) => each.name === name);
    if (!found) throw new Error(`No transfer of ${name}`);
    return found;
  }

  until<Found>(what: string, find: () => Found | undefined | false): Promise<Found> {
    return this.#conditions.until(what, find);
  }

  /** Until the transfer of this file stands so. */
  has(name: string, phase: TransferPhase): Promise<TransferState> {
    return this.until(`${name} to be ${phase}`, () => this.transfers.findLast((each) => each.name === name && each.phase === phase));
  }

  /** Until so much of it is there. */
  reaches(name: string, bytes: number): Promise<true> {
    return this.until(`${bytes} bytes of ${name}`, () => this.transfers.some((each) => each.name === name && each.transferred >= bytes));
  }

  async accepts(name: string): Promise<void> {
    await this.has(name, 'offered');
    this.files.accept(this.transfer(name).id);
  }

  isWith(...names: readonly string[]): Promise<true> {
    return this.until(`to be with ${names.join()}`, () => names.every((name) => this.call.names.includes(name)));
  }

  /** The page goes, as if it were closed, or killed. */
  close(): void {
    this.call.session.dispose();
    this.#end.abort();
  }
}

/** People of these names, all in one room. */
export async function filePeople(transport: Transport, ...names: readonly string[]): Promise<FilePerson[]> {
  const people = names.map((name) => new FilePerson(transport, { name }));
  for (const { call } of people) await call.join();
  await Promise.all(people.map((each, index) => each.isWith(...names.filter((_, other) => other !== index))));
  return people;
}

/** So many bytes, no two pieces alike. */
export function bytesOf(length: number, seed = 1): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  const words = new Uint32Array(bytes.buffer, 0, length >> 2);
  let state = seed;
  for (let index = 0; index < words.length; index++) words[index] = state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return bytes;
}

/** By the platform's own code, in hex. */
export async function sha256Of(data: Uint8Array<ArrayBuffer> | Blob): Promise<string> {
  const bytes = data instanceof Blob ? await data.arrayBuffer() : data;
  return bytesToHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}
