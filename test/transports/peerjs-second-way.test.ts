import { expect } from '@open-wc/testing';
import { transport } from '../../src/transports/peerjs/peerjs-transport.ts';
import { ConnectionCensus } from '../support/connection-census.ts';
import { type Guest, Meeting, roundTrip } from '../support/meeting.ts';
import { openStream } from '../support/transport-contract/streams.ts';
import { startWires } from '../support/wires.ts';

const piece = 65_536;

describe('a stream on a long way', function () {
  this.timeout(60_000);
  let meeting: Meeting;
  let census: ConnectionCensus;
  /** Who dialled the other, and so makes every offer. */
  let [dialler, called]: Guest[] = [];

  beforeEach(async () => {
    census = new ConnectionCensus();
    const wires = await startWires({ delay: 20, server: { expireTimeout: 500 } });
    const network = { server: `${wires.url}/peer`, iceServers: () => Promise.resolve([]) };
    meeting = new Meeting({ ...wires, enter: (options, listener, signal) => transport.enter({ ...options, ...network }, listener, signal) }, 15_000);
    [dialler, called] = (await meeting.pair()).sort((a, b) => (a.id < b.id ? 1 : -1));
  });

  afterEach(async () => {
    await meeting.close();
    census.end();
  });

  const states = () => [dialler!, called!].map((guest) => census.of(guest)[1]?.connectionState);
  const counts = () => [dialler!, called!].map((guest) => census.of(guest).length);

  /**
   * Writes until a second connection stands, and as many pieces more; reads all of it, and answers how many bytes were wrong.
   * `inUse` is called in the middle of them.
   */
  async function transfer(from: Guest, to: Guest, more: number, inUse: () => void = () => undefined): Promise<number> {
    const [here, there] = await openStream(from, to);
    let [written, left, middle] = [0, Infinity, Infinity];
    const write = async () => {
      const writer = here.writable.getWriter();
      for (; written < left; written++) await writer.write(new Uint8Array(piece).fill(written));
      await writer.close();
    };
    const writing = write();
    writing.catch(() => undefined);
    let [bytes, wrong] = [0, 0];
    const reader = there.readable.getReader();
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      for (const byte of next.value) if (byte !== (Math.floor(bytes++ / piece) & 255)) wrong++;
      if (bytes >= middle) {
        middle = Infinity;
        inUse();
      }
      if (left < Infinity || states().some((state) => state !== 'connected')) continue;
      left = written + more;
      middle = bytes + (more / 2) * piece;
    }
    await writing;
    await there.writable.close();
    await here.readable.cancel();
    return wrong + Math.abs(bytes - written * piece);
  }

  it('is given a second connection, for which the called side asks, and loses nothing when that one ends', async () => {
    const wrong = await transfer(called!, dialler!, 160, () => census.of(dialler!)[1]!.close());
    expect([wrong, ...counts()]).to.deep.equal([0, 2, 2]);
    expect(states()[0]).to.equal('closed');
  });

  it('is given one by the dialling side, which is closed when nobody needs it any more', async () => {
    expect(await transfer(dialler!, called!, 50)).to.equal(0);
    expect(states()).to.deep.equal(['connected', 'connected']);
    while (states().some((state) => state !== 'closed')) await roundTrip(dialler!, called!);
  });

  it('leaves no connection when somebody leaves', async () => {
    const failed = transfer(dialler!, called!, 100, () => dialler!.leave()).catch(() => 'failed');
    expect(await failed).to.equal('failed');
    expect(states()[0]).to.equal('closed');
    while (states()[1] !== 'closed') await called!.heard.losesSightOf(dialler!.id);
  });
});
