import { expect } from 'chai';
import fc from 'fast-check';
import { pack as stockPack, unpack as stockUnpack } from 'peerjs-js-binarypack';
import { applicationData } from '../../src/core/application-data.ts';
import { pack, unpack } from '../../src/transports/peerjs/guests/binary-pack.ts';
import { type FormatName, formatNamed, goodbye } from '../../src/transports/peerjs/guests/formats.ts';

/** `RTC_FUZZ_RUNS=1000000` takes some minutes. */
const numRuns = Number(process.env['RTC_FUZZ_RUNS'] ?? 10_000);

const stockBytes = (value: unknown) => new Uint8Array(stockPack(value as never) as ArrayBuffer);
const buffer = (bytes: Uint8Array<ArrayBuffer>) => bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** What the page is told of something that a guest sent, in one piece or in several. */
function heard(format: FormatName, ...pieces: (string | Uint8Array)[]): unknown {
  const { read } = formatNamed(format);
  const received = pieces.map((piece) => read(piece)).at(-1);
  return received instanceof Uint8Array ? applicationData.decode(received) : received;
}

/** As PeerJS cuts what is longer than 16,300 bytes. */
function chunksOf(bytes: Uint8Array, id = 1): Uint8Array[] {
  const total = Math.ceil(bytes.length / 16_300);
  return Array.from({ length: total }, (_, n) => stockBytes({ __peerData: id, n, total, data: bytes.slice(n * 16_300, (n + 1) * 16_300).buffer }));
}

describe('the binary format of PeerJS', function () {
  this.timeout(20_000 + numRuns);
  const name = fc.string({ unit: 'grapheme' }).filter((text) => text !== '__proto__');
  // PeerJS computes the other fractions from their parts, and gets the last digits wrong.
  const numbers = [fc.integer(), fc.maxSafeInteger(), fc.integer().map((number) => number / 8)];
  const values = fc.anything({ maxDepth: 5, key: name, values: [...numbers, fc.string({ unit: 'grapheme' }), fc.boolean(), fc.constant(null)] });

  it('is read as PeerJS writes it', () => {
    const isSame = (value: unknown) => void expect(asJson(unpack(stockBytes(value)))).to.deep.equal(asJson(value));
    // Of integers with more than 32 bits, it writes those below zero wrong.
    const right = values.filter((value) => !/-\d{10}/.test(JSON.stringify(value)));
    fc.assert(fc.property(right, isSame), { numRuns });
  });

  it('is written as PeerJS reads it', () => {
    const isSame = (value: unknown) => void expect(asJson(stockUnpack(buffer(pack(value))))).to.deep.equal(asJson(value));
    fc.assert(fc.property(values, isSame), { numRuns });
  });

  it('carries bytes, both ways', () => {
    for (const length of [0, 15, 16, 300, 65_000]) {
      const bytes = crypto.getRandomValues(new Uint8Array(length));
      expect(unpack(stockBytes(bytes))).to.deep.equal(bytes);
      expect(new Uint8Array(stockUnpack(buffer(pack(bytes))) as unknown as ArrayBuffer)).to.deep.equal(bytes);
    }
  });

  it('is read from anything that a stranger sends, or refused, and always soon', () => {
    const tags = fc.constantFrom(0x8f, 0x9f, 0xbf, 0xcf, 0xd9, 0xdb, 0xdc, 0xdd, 0xde, 0xdf);
    const bytes = fc.uint8Array({ maxLength: 200 });
    const lies = fc.tuple(tags, bytes).map(([tag, rest]) => Uint8Array.of(tag, ...rest));
    fc.assert(
      fc.property(fc.oneof(bytes, lies), (input) => {
        for (const name of ['binary', 'json', 'raw'] as const) formatNamed(name).read(input);
        try {
          // No more things than bytes.
          expect(size(unpack(input))).to.be.at.most(input.length);
        } catch (error) {
          expect(error).to.be.instanceOf(RangeError);
        }
      }),
      { numRuns },
    );
  });

  it('is refused when it promises more than there is, and nests no deeper than it may', () => {
    const since = performance.now();
    for (const bytes of [[0xdd, 0xff, 0xff, 0xff, 0xff], [0xdf, 0x7f, 0xff, 0xff, 0xff], [0xdb, 0xff, 0xff, 0xff, 0xff], [0xd9, 0xff, 0xff, 0xff, 0xff]]) {
      expect(() => unpack(Uint8Array.from(bytes))).to.throw(RangeError);
    }
    expect(() => unpack(new Uint8Array(65_536).fill(0x91))).to.throw(RangeError, 'Too deep');
    expect(unpack(Uint8Array.from([...Array<number>(32).fill(0x91), 0x07]))).to.be.an('array');
    expect(performance.now() - since).to.be.below(200);
  });

  it('gives nothing a prototype', () => {
    const value = unpack(pack(JSON.parse('{"__proto__": {"admin": true}, "constructor": 1}'))) as Record<string, unknown>;
    expect(Object.keys(value)).to.deep.equal(['__proto__', 'constructor']);
    expect((value as { admin?: unknown }).admin).to.equal(undefined);
    expect(({} as { admin?: unknown }).admin).to.equal(undefined);
  });
});

describe('what a stock client sends', () => {
  const reading = { topic: 'reading', data: { celsius: 21.5, at: [1, 2] } };
  const encoded = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

  it('is the message that it says it is, in every format', () => {
    expect(heard('binary', stockBytes(reading))).to.deep.equal(reading);
    expect(heard('default', stockBytes(reading))).to.deep.equal(reading);
    expect(heard('json', encoded(reading))).to.deep.equal(reading);
    expect(heard('raw', JSON.stringify(reading))).to.deep.equal(reading);
  });

  it('is itself, on the topic peerjs, when it is anything else', () => {
    for (const data of ['hello', 7, null, [1], { data: 1 }, { topic: 7, data: 1 }, { topic: '', data: 1 }, { topic: 'x'.repeat(256), data: 1 }]) {
      expect(heard('binary', stockBytes(data))).to.deep.equal({ topic: 'peerjs', data });
      expect(heard('json', encoded(data))).to.deep.equal({ topic: 'peerjs', data });
    }
    expect(heard('raw', 'hello')).to.deep.equal({ topic: 'peerjs', data: 'hello' });
    expect(heard('raw', '7')).to.deep.equal({ topic: 'peerjs', data: '7' });
  });

  it('may be bytes, alone or as data; inside of something else they are numbers', () => {
    const bytes = Uint8Array.of(1, 2, 3);
    expect(heard('raw', bytes)).to.deep.equal({ topic: 'peerjs', data: bytes });
    expect(heard('binary', stockBytes(bytes))).to.deep.equal({ topic: 'peerjs', data: bytes });
    expect(heard('binary', stockBytes({ topic: 'photo', data: bytes }))).to.deep.equal({ topic: 'photo', data: bytes });
    expect(heard('binary', stockBytes({ topic: 'photo', data: { jpeg: bytes } }))).to.deep.equal({ topic: 'photo', data: { jpeg: [1, 2, 3] } });
  });

  it('may come in pieces, as long as it is no more than a message', () => {
    const long = { topic: 'words', data: 'x'.repeat(60_000) };
    const pieces = chunksOf(stockBytes(long));
    expect(pieces).to.have.length(4);
    expect(heard('binary', ...pieces)).to.deep.equal(long);
    expect(heard('binary', ...pieces.toReversed())).to.deep.equal(long);
    expect(heard('binary', ...pieces.slice(0, 3), pieces[0]!), 'three of four').to.equal(undefined);
    // As JSON it would not be too long.
    expect(heard('binary', ...chunksOf(stockBytes(Array(8000).fill(1.5))))).to.equal(undefined);
    expect(heard('binary', stockBytes({ __peerData: 1, n: 0, total: 1e9, data: new ArrayBuffer(1) }))).to.equal(undefined);
    expect(heard('binary', stockBytes({ __peerData: 1, n: 5, total: 5, data: new ArrayBuffer(1) }))).to.equal(undefined);
    // A piece that is all of it may not hold pieces again.
    expect(heard('binary', ...chunksOf(chunksOf(stockBytes(long))[0]!)), 'pieces in pieces').not.to.deep.equal(long);
  });

  it('may be goodbye', () => {
    const word = { __peerData: { type: 'close' } };
    expect([heard('binary', stockBytes(word)), heard('json', encoded(word)), heard('raw', JSON.stringify(word))]).to.deep.equal([goodbye, goodbye, goodbye]);
  });

  it('is dropped when it is too long or no message at all', () => {
    const long = 'x'.repeat(65_537);
    for (const name of ['binary', 'json', 'raw'] as const) expect(heard(name, long), name).to.equal(undefined);
    expect(heard('binary', stockBytes(Array(8000).fill(1.5)))).to.equal(undefined);
    expect(heard('json', `${' '.repeat(65_536)}1`)).to.equal(undefined);
    expect(heard('json', 'no json')).to.equal(undefined);
    expect(heard('json', Uint8Array.of(0xff))).to.equal(undefined);
    expect(heard('binary', 'a text')).to.equal(undefined);
    expect(heard('binary', Uint8Array.of(0xc4))).to.equal(undefined);
  });
});

describe('what a stock client is sent', () => {
  const message = { topic: 'lamp', data: { on: true, level: 0.5 } };

  it('is what PeerJS hands on', () => {
    expect(stockUnpack(buffer(formatNamed('binary').write(message) as Uint8Array<ArrayBuffer>))).to.deep.equal(message);
    expect(JSON.parse(new TextDecoder().decode(formatNamed('json').write(message) as Uint8Array))).to.deep.equal(message);
    expect(JSON.parse(formatNamed('raw').write(message) as string)).to.deep.equal(message);
  });

  it('may be bytes: as such, but in JSON as numbers; raw, they have no topic', () => {
    const photo = { topic: 'photo', data: Uint8Array.of(1, 2, 3) };
    const unpacked = stockUnpack(buffer(formatNamed('binary').write(photo) as Uint8Array<ArrayBuffer>)) as unknown as { data: ArrayBuffer };
    expect(new Uint8Array(unpacked.data)).to.deep.equal(photo.data);
    expect(JSON.parse(new TextDecoder().decode(formatNamed('json').write(photo) as Uint8Array))).to.deep.equal({ topic: 'photo', data: [1, 2, 3] });
    expect(formatNamed('raw').write(photo)).to.deep.equal(photo.data);
  });
});

/** Things, and letters that are more than one byte count as one. */
function size(value: unknown): number {
  if (typeof value === 'string') return Array.from(value).length + 1;
  if (value instanceof Uint8Array) return value.length + 1;
  if (Array.isArray(value)) return value.reduce((sum: number, each) => sum + size(each), 1);
  if (typeof value !== 'object' || value === null) return 1;
  return Object.entries(value).reduce((sum, [name, each]) => sum + size(name) + size(each), 1);
}
