import { expect } from 'chai';
import { createHash } from 'node:crypto';
import { RtcFileOfferedEvent, RtcFileReceivedEvent } from '../../../src/features/files/file-events.ts';
import { fileFrames, filesTopic, type Frame } from '../../../src/features/files/file-wire.ts';
import { encodeHead, pieceLength, type Wish } from '../../../src/features/files/pieces.ts';
import { MemoryNetwork } from '../../../src/transports/memory/memory-transport.ts';
import { Conditions } from '../../support/conditions.ts';
import { bytesOf, FilePerson, sha256Of } from '../../support/file-person.ts';
import { TestCall } from '../../support/test-call.ts';

const id = 'A'.repeat(22);
const group = 'B'.repeat(22);

/** Somebody who says whatever they like on the line of files. */
class Liar {
  readonly call: TestCall;
  readonly heard: unknown[] = [];
  readonly #line;
  readonly #conditions = new Conditions(8000, () => JSON.stringify(this.heard));

  constructor(network: MemoryNetwork) {
    this.call = new TestCall(network, { name: 'Mallory' });
    const text = { maxRate: 5000, encode: (words: string) => new TextEncoder().encode(words), decode: (bytes: Uint8Array) => new TextDecoder().decode(bytes) };
    this.#line = this.call.session.topic<string>(filesTopic, text);
    const listening = (words: string) => {
      this.heard.push(JSON.parse(words));
      this.#conditions.look();
    };
    this.#line.listen(listening, new AbortController().signal);
  }

  hears(frame: object): Promise<true> {
    const wanted = JSON.stringify(frame);
    return this.#conditions.until(wanted, () => this.heard.some((each) => JSON.stringify(each) === wanted));
  }

  async says(frame: object | string): Promise<void> {
    await this.#line.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
  }

  async offers(more: object = {}): Promise<void> {
    await this.says({ type: 'offer', id, group, name: 'gift.txt', size: 2 * pieceLength, mime: 'text/plain', ...more });
  }

  /** Opens a stream and writes these, one after the other; resolves with whether all were taken. */
  async streams(to: string, wish: Wish, ...pieces: readonly Uint8Array<ArrayBuffer>[]): Promise<boolean> {
    const { writable } = await this.call.session.openStream(filesTopic, to);
    const writer = writable.getWriter();
    writer.closed.catch(() => undefined);
    try {
      await writer.write(encodeHead(id, wish));
      for (const piece of pieces) await writer.write(piece);
      await writer.close();
      return true;
    } catch {
      return false;
    }
  }
}

const framed = (piece: Uint8Array<ArrayBuffer>, of = piece) => new Uint8Array([...createHash('sha256').update(of).digest(), ...piece]);

describe('files from somebody who lies', () => {
  let network: MemoryNetwork;
  let grace: FilePerson;
  let liar: Liar;

  beforeEach(async () => {
    network = new MemoryNetwork();
    grace = new FilePerson(network, { name: 'Grace' });
    liar = new Liar(network);
    await grace.call.join();
    await liar.call.join();
    await grace.isWith('Mallory');
    await liar.call.until('Grace', () => liar.call.names.includes('Grace'));
  });

  afterEach(() => {
    grace.close();
    liar.call.session.dispose();
  });

  const wants = (from: number, turn: number) => liar.hears({ type: 'want', id, from, turn });
  const wish = (from: number, turn = 1): Wish => ({ from, turn });
  /** Everything that was said before has been heard. */
  async function heard(): Promise<void> {
    await liar.says({ type: 'want', id: 'Z'.repeat(22), from: 0, turn: 1 });
    await liar.hears({ type: 'end', id: 'Z'.repeat(22), why: 'gone' });
  }

  it('are offered in no size that there is not, nor in another shape', async () => {
    for (const size of [-1, 0.5, 2 ** 53, 1e308]) await liar.offers({ size });
    await liar.says('{"type":"offer","id":"' + id + '","group":"' + group + '","name":"x","size":NaN,"mime":""}');
    await liar.offers({ name: '' });
    await liar.offers({ name: 'x'.repeat(256) });
    await liar.offers({ name: '\ud800' });
    await liar.offers({ mime: 'text/html; charset=x' });
    await liar.offers({ path: '/etc' });
    await liar.offers({ id: 'short' });
    await liar.says('{"__proto__":{"type":"offer"}}');
    await heard();
    expect([grace.transfers, grace.call.all(RtcFileOfferedEvent)]).to.deep.equal([[], []]);
  });

  it('have names that lead nowhere and turn nothing round', async () => {
    await liar.offers({ name: '../../etc/pass\u202Ewd\u0000.txt' });
    await grace.until('the offer', () => grace.transfers.length === 1);
    expect([grace.transfers[0]!.name, grace.transfers[0]!.wasCleaned]).to.deep.equal(['passwd.txt', true]);
  });

  it('are not taken before anybody has said yes, nor from another place than was asked for', async () => {
    await liar.offers();
    await grace.has('gift.txt', 'offered');
    const pieces = [bytesOf(pieceLength, 1), bytesOf(pieceLength, 2)];
    expect(await liar.streams(grace.call.id, wish(0), framed(pieces[0]!), framed(pieces[1]!))).to.equal(false);
    grace.files.accept(id);
    await wants(0, 1);
    expect(await liar.streams(grace.call.id, wish(1), framed(pieces[1]!))).to.equal(false);
    expect(await liar.streams(grace.call.id, wish(0, 2), framed(pieces[0]!), framed(pieces[1]!))).to.equal(false);
    expect(grace.shelf.bytes).to.equal(0);
    await liar.streams(grace.call.id, wish(0), framed(pieces[0]!), framed(pieces[1]!));
    const { digest } = await grace.has('gift.txt', 'done');
    expect(digest).to.equal(await sha256Of(new Uint8Array([...pieces[0]!, ...pieces[1]!])));
  });

  it('fail with a piece that is not what its hash says, and with one that comes again', async () => {
    const [first, second] = [bytesOf(pieceLength, 1), bytesOf(pieceLength, 2)];
    await liar.offers();
    await grace.accepts('gift.txt');
    await wants(0, 1);
    await liar.streams(grace.call.id, wish(0), framed(first), framed(second, first));
    expect((await grace.has('gift.txt', 'failed')).error?.code).to.equal('file-corrupt');
    await liar.hears({ type: 'end', id, why: 'corrupt' });
    expect([grace.shelf.size, grace.call.all(RtcFileReceivedEvent).length, grace.call.phase]).to.deep.equal([0, 0, 'live']);
  });

  it('that end too soon are asked for again, and are never called whole', async () => {
    const first = bytesOf(pieceLength, 1);
    await liar.offers();
    await grace.accepts('gift.txt');
    await wants(0, 1);
    await liar.streams(grace.call.id, wish(0), framed(first), bytesOf(100));
    await wants(1, 2);
    expect([grace.transfer('gift.txt').phase, grace.call.all(RtcFileReceivedEvent).length]).to.deep.equal(['waiting', 0]);
  });

  it('do not become somebody else’s, whatever is said of them', async () => {
    const ada = new FilePerson(network, { name: 'Ada' });
    await ada.call.join();
    await Promise.all([ada.isWith('Grace', 'Mallory'), grace.isWith('Ada')]);
    await ada.files.send([new File([bytesOf(30 * pieceLength)], 'between us')], [grace.call.id]);
    await grace.accepts('between us');
    const { id: theirs } = grace.transfer('between us');
    // One may guess: 128 bits.
    for (const frame of [{ type: 'end', id: theirs, why: 'cancelled' }, { type: 'pause', id: theirs, on: true }, { type: 'have', id: theirs, pieces: 3 }]) await liar.says(frame);
    await grace.has('between us', 'done');
    ada.close();
  });

  it('cannot be offered without end', async () => {
    for (let count = 0; count < 250; count++) await liar.offers({ id: String(count).padStart(22, '0'), size: 1 });
    await heard();
    expect(grace.transfers.length).to.equal(200);
  });

  it('are only so many at a time that are taken unasked', async () => {
    grace.files.autoAccept = 10;
    for (let count = 0; count < 230; count++) {
      const each = String(count).padStart(22, '0');
      await liar.offers({ id: each, size: 0 });
    }
    await heard();
    await grace.until('those', () => grace.transfers.filter(({ phase }) => phase === 'done').length === 200);
    expect(grace.transfers.filter(({ phase }) => phase === 'offered').length).to.equal(30);
  });

  it('do not come from whoever says that they have more than there is', async () => {
    await grace.files.send([new File([bytesOf(100)], 'small')]);
    const { id: theirs } = grace.transfer('small');
    await liar.says({ type: 'have', id: theirs, pieces: 2 ** 40 });
    await liar.says({ type: 'want', id: theirs, from: 2 ** 40, turn: 1 });
    await heard();
    expect([grace.transfer('small').phase, grace.transfer('small').transferred]).to.deep.equal(['offered', 0]);
  });
});

describe('frames of files', () => {
  it('are read as they are written', () => {
    const frame: Frame = { type: 'offer', id, group, name: 'ä', size: 0, mime: '' };
    expect(fileFrames.decode(fileFrames.encode(frame))).to.deep.equal(frame);
  });
});
