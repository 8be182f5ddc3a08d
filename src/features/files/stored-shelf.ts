import * as v from 'valibot';
import { childController, onAbort } from '../../core/abort.ts';
import { randomHex } from '../../core/crypto/random.ts';
import { RtcError } from '../../core/errors.ts';
import { handover, keptFor, keptMark } from '../../core/kept.ts';
import { holdLock, holdOneWithin } from '../../core/origin-lock.ts';
import { jsonParser } from '../../core/parser.ts';
import { type KeptTransfer, memoryShelf, type OpenShelf, type Shelf } from './shelf.ts';
import { StoredPlace, type StoredShelving, type Writes } from './stored-place.ts';

const folder = 'rtc-elements-files';
const mark = keptMark('files');
/** Bytes that are left to the page. */
const reserve = 16 * 1024 * 1024;

const text = v.string();
const facts = v.object({ id: text, group: text, name: text, size: v.number(), type: text, wasCleaned: v.boolean(), peer: text, peerName: text, time: v.number(), digest: text });
export const parseFacts = jsonParser(facts);

/** In the origin private file system (WHATWG File System §2.6); in memory where that does not work. */
export const storedShelf: OpenShelf = async (log, outlives, signal) => {
  try {
    const root = await (await navigator.storage.getDirectory()).getDirectoryHandle(folder, { create: true });
    await deleteOld(root);
    const writes: Writes = new Set();
    const own = await ownFolder(root, log, written(writes, signal));
    if (!outlives) onAbort(signal, () => void remove(root, own.name));
    return await StoredShelf.open({ shelf: own, outlives, writes });
  } catch {
    // Some private windows keep nothing, and some origins may not.
    return memoryShelf(log, outlives, signal);
  }
};

class StoredShelf implements Shelf {
  readonly kept: Shelf['kept'];
  readonly #shelving: StoredShelving;

  private constructor(shelving: StoredShelving, kept: Shelf['kept']) {
    this.#shelving = shelving;
    this.kept = kept;
  }

  static async open(shelving: StoredShelving): Promise<StoredShelf> {
    const { shelf, outlives } = shelving;
    const kept: Shelf['kept'][number][] = [];
    for await (const handle of shelf.values()) {
      const found = handle.kind === 'directory' && outlives ? await restored(shelving, handle) : undefined;
      if (found) kept.push(found);
      else await remove(shelf, handle.name);
    }
    return new StoredShelf(shelving, kept.sort((a, b) => a.transfer.time - b.transfer.time));
  }

  async place(transfer: KeptTransfer): Promise<StoredPlace> {
    const { quota = 0, usage = 0 } = await navigator.storage.estimate();
    if (transfer.size > quota) throw new RtcError('too-large', `The browser keeps ${quota} bytes at most, not ${transfer.size}`);
    if (transfer.size > quota - usage - reserve) throw new RtcError('storage-full', `The browser keeps ${quota - usage} bytes more, not ${transfer.size}`);
    // Not before: whoever only sends leaves nothing for the next page to load code for.
    if (this.#shelving.outlives) localStorage.setItem(mark, '');
    return StoredPlace.make(this.#shelving, transfer);
  }
}

async function restored(shelving: StoredShelving, handle: FileSystemDirectoryHandle): Promise<Shelf['kept'][number] | undefined> {
  try {
    const transfer = parseFacts(await StoredPlace.facts(handle));
    if (!transfer) return undefined;
    const place = await StoredPlace.open(shelving, handle, transfer);
    return { transfer, place, file: transfer.digest ? await place.file() : undefined };
  } catch {
    // Half-written, or half-deleted.
    return undefined;
  }
}

/** Aborts after `signal`, once nothing is written any more: Chromium cannot read what is being replaced. */
function written(writes: Writes, signal: AbortSignal): AbortSignal {
  const end = new AbortController();
  onAbort(signal, () => void Promise.allSettled(writes).then(() => end.abort()));
  return end.signal;
}

/** That of the page before, if it has gone; else a new one. */
async function ownFolder(root: FileSystemDirectoryHandle, log: string, signal: AbortSignal): Promise<FileSystemDirectoryHandle> {
  const known = (await foldersIn(root)).filter((name) => name.startsWith(`${log}.`));
  for (const name of known) if (await holdLock(lockOf(name), signal)) return root.getDirectoryHandle(name);
  const freed = await holdOneWithin(known.map(lockOf), handover, signal);
  const last = known.find((each) => lockOf(each) === freed);
  if (last !== undefined) return root.getDirectoryHandle(last);
  const name = `${log}.${randomHex(4)}`;
  await holdLock(lockOf(name), signal);
  return root.getDirectoryHandle(name, { create: true });
}

async function deleteOld(root: FileSystemDirectoryHandle): Promise<void> {
  const folders = await foldersIn(root);
  for (const name of folders) {
    const holding = childController(new AbortController().signal);
    if ((await holdLock(lockOf(name), holding.signal)) && (await isOld(await root.getDirectoryHandle(name)))) await remove(root, name);
    holding.abort();
  }
  if ((await foldersIn(root)).length === 0) localStorage.removeItem(mark);
}

/** Nothing in it was begun, or finished, lately; or it cannot be told. */
async function isOld(handle: FileSystemDirectoryHandle): Promise<boolean> {
  for await (const each of handle.values()) {
    if (each.kind !== 'directory') continue;
    const changed = await StoredPlace.changed(each);
    if (changed > Date.now() - keptFor) return false;
  }
  return true;
}

async function foldersIn(root: FileSystemDirectoryHandle): Promise<string[]> {
  const names: string[] = [];
  for await (const handle of root.values()) if (handle.kind === 'directory') names.push(handle.name);
  return names;
}

async function remove(from: FileSystemDirectoryHandle, name: string): Promise<void> {
  // Another page may be about to do the same.
  await from.removeEntry(name, { recursive: true }).catch(() => undefined);
}

function lockOf(name: string): string {
  return `${folder}/${name}`;
}
