import { expect } from 'chai';
import type { ByteStream } from '../../../src/core/transport.ts';
import { type Guest, type Meeting, roundTrip } from '../meeting.ts';
import { rejection, rejectionCode } from '../rejection.ts';

const chunkSize = 65_536;
/** A writer may be this far ahead of a reader that does not read, and hold a chunk. */
const mostAhead = 4 * 1024 * 1024 + chunkSize;

export function describeStreams(meeting: () => Meeting): void {
  describe('streams', () => {
    it('say their topic and who opened them', async () => {
      const [alice, bob, carol] = await meeting().trio();
      await alice.room.open('file', bob.id);
      const { from } = await bob.heard.stream('file');
      await roundTrip(alice, carol);
      expect(from).to.equal(alice.id);
      expect(carol.heard.streams).to.deep.equal([]);
    });

    it('carry bytes intact, in pieces of any size, both ways at once', async () => {
      const [alice, bob] = await meeting().pair();
      const [here, there] = await openStream(alice, bob);
      const [one, other] = [noise(1_000_003, 1), noise(700_001, 2)];
      const [atBob, atAlice] = await Promise.all([
        readAll(there.readable),
        readAll(here.readable),
        writeAll(here.writable, one, [1, 70_000, 200_000]),
        writeAll(there.writable, other, [16_384, 3]),
      ]);
      expectSame(atBob, one);
      expectSame(atAlice, other);
    });

    it('are two when opened twice', async () => {
      const [alice, bob] = await meeting().pair();
      const [one, atBobOne] = await openStream(alice, bob, 'one');
      const [two, atBobTwo] = await openStream(alice, bob, 'two');
      const [first, second] = await Promise.all([
        readAll(atBobOne.readable),
        readAll(atBobTwo.readable),
        writeAll(two.writable, Uint8Array.of(2), [1]),
        writeAll(one.writable, Uint8Array.of(1), [1]),
      ]);
      expect([...first, ...second]).to.deep.equal([1, 2]);
    });

    it('make a writer wait who is far ahead of a reader, and lose nothing', async () => {
      const [alice, bob] = await meeting().pair();
      const [here, there] = await openStream(alice, bob);
      const all = noise(2 * mostAhead, 3);
      const progress = { written: 0 };
      const writing = writeAll(here.writable, all, [chunkSize], progress);
      await standstill(alice, bob, () => progress.written);
      expect(progress.written).to.be.at.most(mostAhead);
      const [heard] = await Promise.all([readAll(there.readable), writing]);
      expectSame(heard, all);
    });

    it('that nobody reads keep neither messages nor other streams waiting', async () => {
      const [alice, bob] = await meeting().pair();
      const [stuck] = await openStream(alice, bob, 'stuck');
      const progress = { written: 0 };
      writeAll(stuck.writable, noise(2 * mostAhead, 4), [chunkSize], progress).catch(() => undefined);
      await standstill(alice, bob, () => progress.written);
      const [here, there] = await openStream(alice, bob, 'free');
      const [heard] = await Promise.all([readAll(there.readable), writeAll(here.writable, noise(300_000, 5), [chunkSize])]);
      expectSame(heard, noise(300_000, 5));
    });

    for (const side of ['opened', 'accepted'] as const) {
      const ends = async () => {
        const [alice, bob] = await meeting().pair();
        const [here, there] = await openStream(alice, bob);
        return side === 'opened' ? ([here, there] as const) : ([there, here] as const);
      };

      describe(`on the side that ${side} it`, () => {
        it('can be closed: the other reads what was written to its end, and may still answer', async () => {
          const [mine, theirs] = await ends();
          await Promise.all([writeAll(mine.writable, noise(200_000, 6), [chunkSize]), readAll(theirs.readable)]);
          const [answer] = await Promise.all([readAll(mine.readable), writeAll(theirs.writable, Uint8Array.of(7), [1])]);
          expect([...answer]).to.deep.equal([7]);
        });

        it('can be aborted: the other\'s reading fails', async () => {
          const [mine, theirs] = await ends();
          const reading = rejection(theirs.readable.getReader().read());
          await mine.writable.abort(new Error('no longer wanted'));
          await reading;
        });

        it('can be declined: the other\'s writing fails', async () => {
          const [mine, theirs] = await ends();
          const writing = rejection(theirs.writable.getWriter().closed);
          await mine.readable.cancel('not wanted');
          await writing;
        });
      });
    }

    it('fail with connection-lost when the other leaves', async () => {
      const [alice, bob] = await meeting().pair();
      const [here] = await openStream(alice, bob);
      const failures = [here.readable.getReader().read(), here.writable.getWriter().closed].map(rejectionCode);
      bob.leave();
      expect(await Promise.all(failures)).to.deep.equal(['connection-lost', 'connection-lost']);
    });

    it('fail with connection-lost when one leaves oneself', async () => {
      const [alice, bob] = await meeting().pair();
      const [here] = await openStream(alice, bob);
      const failures = [here.readable.getReader().read(), here.writable.getWriter().closed].map(rejectionCode);
      alice.leave();
      expect(await Promise.all(failures)).to.deep.equal(['connection-lost', 'connection-lost']);
    });

    it('cannot be opened to somebody who is not there', async () => {
      const [alice, bob] = await meeting().pair();
      bob.leave();
      await alice.heard.losesSightOf(bob.id);
      expect(await rejectionCode(alice.room.open('file', bob.id))).to.equal('peer-unreachable');
    });
  });
}

/** Both ends of a new stream, the opener's first. */
export async function openStream(from: Guest, to: Guest, topic = 'file'): Promise<[ByteStream, ByteStream]> {
  const here = await from.room.open(topic, to.id);
  const { stream } = await to.heard.stream(topic);
  return [here, stream];
}

/** Writes in pieces of these sizes, over and over, and closes. */
async function writeAll(
  writable: WritableStream<Uint8Array>,
  bytes: Uint8Array,
  sizes: readonly number[],
  progress = { written: 0 },
): Promise<void> {
  const writer = writable.getWriter();
  for (let turn = 0; progress.written < bytes.length; turn++) {
    await writer.ready;
    const end = progress.written + sizes[turn % sizes.length]!;
    // Not awaited: only `ready` may hold the writer back. A failure comes out of `ready` and `close` too.
    writer.write(bytes.slice(progress.written, end)).catch(() => undefined);
    progress.written = Math.min(end, bytes.length);
  }
  await writer.close();
}

async function readAll(readable: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const reader = readable.getReader();
  const chunks: Uint8Array[] = [];
  for (let next = await reader.read(); !next.done; next = await reader.read()) chunks.push(next.value);
  return new Uint8Array(await new Blob(chunks as BlobPart[]).arrayBuffer());
}

/** Resolves when `progress` has not moved for three round trips on the same link: nothing is under way any more. */
async function standstill(alice: Guest, bob: Guest, progress: () => number): Promise<void> {
  for (let [still, before] = [0, -1]; still < 3; ) {
    await roundTrip(alice, bob);
    still = progress() === before ? still + 1 : 0;
    before = progress();
  }
}

/** Bytes without a pattern, the same for the same seed (xorshift32). */
function noise(length: number, seed: number): Uint8Array {
  let state = seed;
  return Uint8Array.from({ length }, () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state;
  });
}

/** `deep.equal` would print megabytes. */
function expectSame(actual: Uint8Array, expected: Uint8Array): void {
  expect(actual.length).to.equal(expected.length);
  expect(actual.findIndex((byte, index) => byte !== expected[index])).to.equal(-1);
}
