import { expect } from 'chai';
import { rejectionCode } from '../support/rejection.ts';
import { pour, quiet, StreamEnd } from '../support/stream-ends.ts';
import { frameOf, kinds, numberedFrame } from '../../src/transports/mesh/stream-frames.ts';

const mebibyte = 1024 * 1024;
const highest = 2 ** 32 - 1;
const theirs = 3;

describe('somebody who sends what no stream would', () => {
  let end: StreamEnd;
  let readable: ReadableStream<Uint8Array>;

  const hear = (frame: Uint8Array) => end.streams.receive(frame);
  const data = (number: number, length = 1) => hear(numberedFrame(kinds.data, theirs, number, new Uint8Array(length)));
  const isGivenUp = () => end.sent(kinds.abort).length > 0;

  beforeEach(() => {
    end = new StreamEnd('dialling');
    hear(frameOf(kinds.open, theirs, Uint8Array.of(102)));
    ({ readable } = end.opened[0]![1]);
  });

  const wrong: Record<string, () => void> = {
    'more bytes than a window': () => Array.from({ length: 17 }, (_, number) => data(number, mebibyte / 4)),
    'more of the smallest frames than a window has memory for': () => Array.from({ length: 4096 }, (_, number) => data(number)),
    'a flood of frames without the first': () => Array.from({ length: 17 }, (_, number) => data(number + 1, mebibyte / 4)),
    'a number that is far ahead': () => data(highest),
    'a frame without anything in it': () => data(0, 0),
    'an end before what has come': () => [data(0), data(1), hear(numberedFrame(kinds.end, theirs, 1))],
    'an end before what has overtaken others': () => [data(7), hear(numberedFrame(kinds.end, theirs, 7))],
    'a frame after the end that was told': () => [hear(numberedFrame(kinds.end, theirs, 1)), data(1)],
    'a frame after the end': () => [data(0), hear(numberedFrame(kinds.end, theirs, 1)), data(1)],
    'two ends': () => [hear(numberedFrame(kinds.end, theirs, 2)), hear(numberedFrame(kinds.end, theirs, 2))],
    'credit for what was never sent': () => hear(numberedFrame(kinds.credit, theirs, 1)),
    'the largest credit': () => hear(numberedFrame(kinds.credit, theirs, highest)),
    'no credit': () => hear(numberedFrame(kinds.credit, theirs, 0)),
  };

  for (const [what, happens] of Object.entries(wrong)) {
    it(`loses the stream: ${what}`, async () => {
      expect(isGivenUp()).to.equal(false);
      happens();
      expect(isGivenUp()).to.equal(true);
      data(0);
      expect(end.opened).to.have.length(1);
      await quiet();
    });
  }

  it('is read up to the window, and no further', async () => {
    for (let number = 0; number < 15; number++) data(number, mebibyte / 4);
    expect(isGivenUp()).to.equal(false);
    data(15, mebibyte / 4);
    expect(isGivenUp()).to.equal(true);
    expect(await rejectionCode(readable.getReader().read())).to.equal('connection-lost');
  });

  it('is heard once, however often it sends the same', async () => {
    for (let again = 0; again < 10; again++) for (const number of [0, 7]) data(number, mebibyte);
    expect(isGivenUp()).to.equal(false);
    for (const number of [1, 2, 3, 4, 5, 6]) data(number);
    hear(numberedFrame(kinds.end, theirs, 8));
    const lengths: number[] = [];
    for await (const chunk of readable) lengths.push(chunk.length);
    expect(lengths).to.deep.equal([mebibyte, 1, 1, 1, 1, 1, 1, mebibyte]);
  });

  it('is not sent more for credit that was given twice', async () => {
    pour(end.opened[0]![1].writable, 100_000);
    await quiet();
    const [sent] = end.sent(kinds.data);
    hear(numberedFrame(kinds.arrived, theirs, 0));
    hear(numberedFrame(kinds.credit, theirs, sent!.length - 9 + 1024));
    expect(isGivenUp()).to.equal(false);
    hear(numberedFrame(kinds.credit, theirs, mebibyte));
    expect(isGivenUp()).to.equal(true);
  });

  it('is not sent more for arrivals that were told twice, or of what was never sent', async () => {
    pour(end.opened[0]![1].writable, 100_000);
    await quiet();
    const before = end.sent(kinds.data).length;
    for (const number of [77, highest]) hear(numberedFrame(kinds.arrived, theirs, number));
    hear(numberedFrame(kinds.arrived, 2, 0));
    expect(end.sent(kinds.data).length).to.equal(before);
    hear(numberedFrame(kinds.arrived, theirs, 0));
    const once = end.sent(kinds.data).length;
    expect(once).to.be.above(before);
    for (let again = 0; again < 100; again++) hear(numberedFrame(kinds.arrived, theirs, 0));
    await quiet();
    expect(end.sent(kinds.data).length).to.be.below(once + 10);
  });

  it('may open 64 streams, and is refused the next', () => {
    for (let id = 5; id <= 129; id += 2) hear(frameOf(kinds.open, id));
    expect(end.opened).to.have.length(64);
    expect(isGivenUp()).to.equal(false);
    hear(frameOf(kinds.open, 131));
    expect(end.opened).to.have.length(64);
    expect(isGivenUp()).to.equal(true);
  });

  it('opens none under a number of ours', () => {
    for (const id of [0, 1, 2, 4]) hear(frameOf(kinds.open, id));
    expect(end.opened).to.have.length(1);
  });
});
