import { expect } from 'chai';
import type { RtcError } from '../../../src/core/errors.ts';
import type { ByteStream } from '../../../src/core/transport.ts';
import { LateStreams } from '../../../src/transports/mesh/late-streams.ts';
import { frameOf, kinds, numberedFrame } from '../../../src/transports/mesh/stream-frames.ts';
import { rejection } from '../../support/rejection.ts';
import { FakeChannel } from '../../support/stream-ends.ts';

const opens = (id: number) => frameOf(kinds.open, id, Uint8Array.of(102));

describe('streams whose code is on its way', () => {
  let channel: FakeChannel;
  let streams: LateStreams;
  let opened: ByteStream[];
  let next: () => void;
  /** Resolves when the first is opened. */
  let first: Promise<void>;

  beforeEach(() => {
    channel = new FakeChannel();
    opened = [];
    first = new Promise((resolve) => (next = resolve));
    streams = new LateStreams(channel.real, {
      role: 'dialling',
      configuration: {},
      say: () => undefined,
      opened: (_, stream) => {
        opened.push(stream);
        next();
      },
    });
  });

  it('lose nothing that comes meanwhile, and keep its order', async () => {
    streams.receive(opens(3));
    for (const number of [0, 1, 2]) streams.receive(numberedFrame(kinds.data, 3, number, Uint8Array.of(number)));
    streams.receive(numberedFrame(kinds.end, 3, 3));
    expect(opened).to.have.length(0);
    await first;
    const read: number[] = [];
    for await (const chunk of opened[0]!.readable) read.push(...chunk);
    expect(read).to.deep.equal([0, 1, 2]);
  });

  it('keep a mebibyte at most for whoever floods them', async () => {
    streams.receive(opens(3));
    for (let number = 0; number < 100; number++) streams.receive(numberedFrame(kinds.data, 3, number, new Uint8Array(20_000)));
    await first;
    await streams.open('later');
    expect(channel.sent.filter(([kind]) => kind === kinds.arrived).length).to.be.within(40, 52);
  });

  it('are lost with the link', async () => {
    const opening = streams.open('mine');
    streams.receive(opens(3));
    streams.close();
    const mine = await opening;
    const failures = await Promise.all([mine, opened[0]!].map(({ readable }) => rejection(readable.getReader().read())));
    expect(failures.map((error) => (error as RtcError).code)).to.deep.equal(['connection-lost', 'connection-lost']);
    expect(channel.sent.filter(([kind]) => kind === kinds.abort)).to.have.length(2);
  });

  it('cannot be opened on a channel that is closed', async () => {
    channel.readyState = 'closed';
    expect((await rejection(streams.open('mine')) as RtcError).code).to.equal('connection-lost');
  });
});
