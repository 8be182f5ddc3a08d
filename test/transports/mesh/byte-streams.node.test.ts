import { expect } from 'chai';
import type { ByteStream } from '../../../src/core/transport.ts';
import { drain, FakeChannel, pour, quiet, type StreamEnd, streamEnds } from '../../support/stream-ends.ts';
import { rejectionCode } from '../../support/rejection.ts';

const window = 4 * 1024 * 1024;
const [data, credit] = [2, 5] as const;

describe('streams of bytes between two ends', () => {
  let [here, there]: StreamEnd[] = [];

  async function open(): Promise<[ByteStream, ByteStream]> {
    const stream = here!.streams.open('file');
    await quiet();
    return [stream, there!.opened.at(-1)![1]];
  }

  /** Lets what is sent arrive in pieces of `count` frames, so that it can be looked at on the way. */
  function hold(): (count: number) => Promise<void> {
    const held: Uint8Array[] = [];
    here!.channel.heard = (frame) => held.push(frame);
    return async (count) => {
      for (const frame of held.splice(0, count)) there!.streams.receive(frame);
      await quiet();
    };
  }

  beforeEach(() => ([here, there] = streamEnds()));

  it('go in turn, so that both are as far', async () => {
    const streams = [await open(), await open()];
    const release = hold();
    for (const [mine] of streams) pour(mine.writable, 65_536);
    const read = streams.map(([, theirs]) => drain(theirs.readable));
    await quiet();
    for (let turn = 0; turn < 300; turn++) await release(1);
    const [one = 0, other = 0] = read.map((progress) => progress.read);
    expect(one).to.be.above(500_000);
    expect(one / other).to.be.within(0.9, 1.1);
  });

  it('that nobody reads hold nothing up, and hold at most a window', async () => {
    const [stuck] = await open();
    const progress = pour(stuck.writable, 65_536);
    await quiet();
    expect(progress.taken).to.be.within(window * 0.9, window);
    const [mine, theirs] = await open();
    const read = drain(theirs.readable);
    pour(mine.writable, 65_536);
    // Without an end, as long as this test looks on.
    for (let turn = 0; turn < 20_000 && read.read < 4 * window; turn++) await Promise.resolve();
    expect(read.read).to.be.at.least(4 * window);
    await mine.writable.abort().catch(() => undefined);
    await theirs.readable.cancel().catch(() => undefined);
    here!.streams.close();
    await quiet();
  });

  it('send no more than the pace allows before anything has arrived', async () => {
    const [mine] = await open();
    hold();
    pour(mine.writable, 1_000_000);
    await quiet();
    expect(here!.sent(data).reduce((sum, frame) => sum + frame.length, 0)).to.be.within(8000, 20_000);
  });

  it('wait while much lies in the browser, and go on when it does not', async () => {
    const [mine] = await open();
    here!.channel.bufferedAmount = 2_000_000;
    pour(mine.writable, 100);
    await quiet();
    expect(here!.sent(data)).to.have.length(0);
    here!.channel.bufferedAmount = 0;
    // Only once: what follows shall wait again.
    here!.channel.send = new Proxy(here!.channel.send.bind(here!.channel), { apply: (send, _, [frame]: [Uint8Array]) => ((here!.channel.bufferedAmount = 2_000_000), send(frame)) });
    here!.channel.dispatchEvent(new Event('bufferedamountlow'));
    await quiet();
    expect(here!.sent(data)).to.have.length(1);
  });

  it('are put in order when they overtake each other', async () => {
    const [mine, theirs] = await open();
    const held: Uint8Array[] = [];
    here!.channel.heard = (frame) => held.push(frame);
    const writer = mine.writable.getWriter();
    for (let number = 0; number < 4; number++) void writer.write(Uint8Array.of(number));
    void writer.close();
    await quiet();
    for (const frame of held.reverse()) there!.streams.receive(frame);
    const read: number[] = [];
    for await (const chunk of theirs.readable) read.push(...chunk);
    expect(read).to.deep.equal([0, 1, 2, 3]);
  });

  it('can be read to the end after the link is gone, if all of it had come', async () => {
    const [mine, theirs] = await open();
    const writer = mine.writable.getWriter();
    for (let number = 0; number < 3; number++) void writer.write(Uint8Array.of(number));
    void writer.close();
    await quiet();
    there!.streams.close();
    const read: number[] = [];
    for await (const chunk of theirs.readable) read.push(...chunk);
    expect(read).to.deep.equal([0, 1, 2]);
  });

  it('can be aborted while the reader lets nothing through', async () => {
    const [mine, theirs] = await open();
    const writer = mine.writable.getWriter();
    void writer.write(new Uint8Array(2 * window)).catch(() => undefined);
    await quiet();
    await writer.abort(new Error('no longer wanted'));
    await quiet();
    expect(await rejectionCode(theirs.readable.getReader().read())).to.equal('connection-lost');
  });

  it('say seldom that something was read', async () => {
    const [mine, theirs] = await open();
    const read = drain(theirs.readable);
    const progress = pour(mine.writable, 16_384);
    for (let turn = 0; turn < 100_000 && read.read < 2 * window; turn++) await Promise.resolve();
    here!.streams.close();
    await quiet();
    expect(progress.taken).to.be.above(window);
    expect(there!.sent(credit).length).to.be.below(20);
  });

  it('send again over the first connection what was on the second when that ended', async () => {
    const second = new FakeChannel();
    second.readyState = 'connecting';
    // A constructor may return what it likes.
    const connection = function () {
      return Object.assign(new EventTarget(), { iceGatheringState: 'complete', createDataChannel: () => second, setLocalDescription: nothing, setRemoteDescription: nothing, close: nothing });
    };
    Object.defineProperty(globalThis, 'RTCPeerConnection', { value: connection, configurable: true });
    try {
      const theirs = there!.streams.open('file');
      await quiet();
      const read: number[] = [];
      void collect(here!.opened[0]![1].readable, read);
      there!.streams.hear({ type: 'way', sdp: 'm=application 9 UDP/DTLS/SCTP webrtc-datachannel' });
      second.readyState = 'open';
      const writer = theirs.writable.getWriter();
      await writer.write(Uint8Array.of(0));
      await quiet();
      const held: Uint8Array[] = [];
      there!.channel.heard = (frame) => held.push(frame);
      for (let number = 1; number < 7; number++) void writer.write(new Uint8Array(4096).fill(number));
      void writer.close();
      await quiet();
      expect([held.length, second.sent.length].every((count) => count > 1)).to.equal(true);
      second.readyState = 'closed';
      second.dispatchEvent(new Event('close'));
      there!.channel.heard = (frame) => here!.streams.receive(frame);
      await quiet();
      for (const frame of held) here!.streams.receive(frame);
      await quiet();
      expect(read).to.deep.equal([0, 1, 2, 3, 4, 5, 6]);
    } finally {
      Reflect.deleteProperty(globalThis, 'RTCPeerConnection');
    }
  });
});

const nothing = () => Promise.resolve();

/** What each chunk begins with. */
async function collect(readable: ReadableStream<Uint8Array>, read: number[]): Promise<void> {
  for await (const [first = 0] of readable) read.push(first);
}
