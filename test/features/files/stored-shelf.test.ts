import { expect } from 'chai';
import { randomHex } from '../../../src/core/crypto/random.ts';
import { pieceLength } from '../../../src/features/files/pieces.ts';
import type { KeptTransfer, Shelf } from '../../../src/features/files/shelf.ts';
import { storedShelf } from '../../../src/features/files/stored-shelf.ts';
import type { RtcError } from '../../../src/core/errors.ts';

/** On the disk of a real browser. */
describe('a shelf for files', () => {
  let log: string;
  const pages: AbortController[] = [];

  beforeEach(() => {
    log = randomHex(16);
  });

  afterEach(async () => {
    for (const page of pages.splice(0)) page.abort();
    const root = await navigator.storage.getDirectory();
    await root.removeEntry('rtc-elements-files', { recursive: true }).catch(() => undefined);
  });

  async function open(outlives = true): Promise<{ readonly shelf: Shelf; readonly page: AbortController }> {
    const page = new AbortController();
    pages.push(page);
    return { shelf: await storedShelf(log, outlives, page.signal), page };
  }

  const transfer = (size: number, id = 'A'.repeat(22)): KeptTransfer => ({ id, group: 'G'.repeat(22), name: 'big.bin', size, type: 'application/octet-stream', wasCleaned: false, peer: 'p', peerName: 'Ada', time: 1_700_000_000_000, digest: '' });
  const piece = (number: number, length = pieceLength) => new Uint8Array(length).fill(number);
  async function bytesOf(parts: AsyncIterable<Uint8Array>): Promise<number> {
    let sum = 0;
    for await (const { length } of parts) sum += length;
    return sum;
  }

  it('keeps what is written, and gives it as one file', async () => {
    const { shelf } = await open();
    const size = 20 * pieceLength + 5;
    const place = await shelf.place(transfer(size));
    for (let number = 0; number < 20; number++) await place.write(piece(number));
    await place.write(piece(20, 5));
    const file = await place.finish('d'.repeat(64));
    expect([file.name, file.type, file.size, file.lastModified]).to.deep.equal(['big.bin', 'application/octet-stream', size, 1_700_000_000_000]);
    const bytes = new Uint8Array(await file.arrayBuffer());
    expect([0, 15, 16, 19].map((number) => bytes[number * pieceLength])).to.deep.equal([0, 15, 16, 19]);
    expect(bytes[size - 1]).to.equal(20);
  });

  it('has for the next page what was there for good, and all that was finished', async () => {
    const { shelf, page } = await open();
    const [whole, half] = [await shelf.place(transfer(3, 'W'.repeat(22))), await shelf.place(transfer(40 * pieceLength))];
    await whole.write(piece(7, 3));
    await whole.finish('d'.repeat(64));
    for (let number = 0; number < 35; number++) await half.write(piece(number));
    page.abort();
    const next = await open();
    const [kept, done] = [...next.shelf.kept].sort((a, b) => b.transfer.size - a.transfer.size);
    expect([kept!.transfer.name, kept!.file, kept!.place.pieces]).to.deep.equal(['big.bin', undefined, 32]);
    expect(await bytesOf(kept!.place.read())).to.equal(32 * pieceLength);
    expect([done!.transfer.digest, await done!.file!.text()]).to.deep.equal(['d'.repeat(64), '\u0007\u0007\u0007']);
    for (let number = 32; number < 40; number++) await kept!.place.write(piece(number));
    expect((await kept!.place.finish('e'.repeat(64))).size).to.equal(40 * pieceLength);
  });

  it('waits for the page before to write down what it began, since nobody can read that meanwhile', async () => {
    const { shelf, page } = await open();
    const place = await shelf.place(transfer(40 * pieceLength));
    const { close } = FileSystemWritableFileStream.prototype;
    let letGo: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    FileSystemWritableFileStream.prototype.close = async function closeLater(this: FileSystemWritableFileStream) {
      await held;
      await close.call(this);
    };
    const noted = place.comesFrom('another', 'Grace');
    page.abort();
    const next = open();
    let isOpen = false;
    void next.then(() => (isOpen = true));
    // The browser tells of no lock that is waited for: it is asked.
    const isAwaited = async () => (await navigator.locks.query()).pending?.some(({ name = '' }) => name.includes(log));
    while (!isOpen && !(await isAwaited()));
    FileSystemWritableFileStream.prototype.close = close;
    letGo();
    expect((await next).shelf.kept.map(({ transfer: { peer } }) => peer)).to.deep.equal(['another']);
    await noted;
  });

  it('is one for each page that is open', async () => {
    const first = await open();
    await (await first.shelf.place(transfer(3))).write(piece(1, 3));
    const second = await open();
    expect(second.shelf.kept.length).to.equal(0);
  });

  it('keeps nothing for later where nothing is to be kept', async () => {
    const { shelf, page } = await open(false);
    const place = await shelf.place(transfer(3));
    await place.write(piece(1, 3));
    expect((await place.finish('d'.repeat(64))).size).to.equal(3);
    page.abort();
    expect((await open()).shelf.kept.length).to.equal(0);
  });

  it('keeps nothing of what was given up', async () => {
    const { shelf, page } = await open();
    const place = await shelf.place(transfer(40 * pieceLength));
    for (let number = 0; number < 20; number++) await place.write(piece(number));
    await place.discard();
    page.abort();
    expect((await open()).shelf.kept.length).to.equal(0);
  });

  it('refuses what there is no room for', async () => {
    const { shelf } = await open();
    const { quota = 0 } = await navigator.storage.estimate();
    const codeOf = async (size: number) => shelf.place(transfer(size)).then(() => '', (error: unknown) => (error as RtcError).code);
    expect([await codeOf(2 ** 53 - 1), await codeOf(quota - 1000)]).to.deep.equal(['too-large', 'storage-full']);
  });

  it('never calls whole what has lost a part', async () => {
    const { shelf } = await open();
    const place = await shelf.place(transfer(2 * pieceLength));
    await place.write(piece(1));
    expect(await place.finish('d'.repeat(64)).then(() => '', (error: unknown) => (error as RtcError).code)).to.equal('storage-full');
  });
});
