import { expect } from 'chai';
import { roomKeys } from '../../../../src/core/crypto/room-keys.ts';
import { type Source, sources } from '../../../../src/core/transport.ts';
import { QualityWatch } from '../../../../src/transports/mesh/quality/quality-watch.ts';
import { type Attendee, MeshModel } from '../../../support/mesh-model/mesh-model.ts';
import type { ModelConnection } from '../../../support/mesh-model/model-connection.ts';

describe('the links of a room, looked after', function () {
  this.timeout(20_000);
  let model: MeshModel;
  let [ada, bob, cy]: Attendee[] = [];

  beforeEach(async () => {
    model = new MeshModel(1, await roomKeys('model', { kind: 'open' }), () => Promise.resolve({ QualityWatch }));
    [ada, bob] = [model.join(0), model.join(1)];
    await model.time.pass(5000);
  });

  afterEach(() => model.close());

  /** The side of `one` of the connection that stands with `other`. */
  function connection(one: Attendee, other: Attendee): ModelConnection {
    return model.connections.findLast(({ page, peerPage, isClosed }) => page === one.page && peerPage === other.page && !isClosed)!;
  }

  function sending(one: Attendee, other: Attendee, source: Source): Readonly<Record<string, unknown>> {
    return connection(one, other).getTransceivers()[sources.indexOf(source)]!.parameters.encodings[0]!;
  }

  const thinks = (one: Attendee, of: Attendee) => one.person.listener.qualities.get(of.person.id);

  /** From now on, this share of what is sent is lost, one way or the other. */
  function lose({ stats }: ModelConnection, share: { readonly out?: number; readonly in?: number }): void {
    const since = model.now;
    const total = (rate: number) => () => (model.now - since) * rate;
    const [all, out, incoming] = [total(1), total(share.out ?? 0), total(share.in ?? 0)];
    stats.splice(
      0,
      stats.length,
      { type: 'outbound-rtp', get packetsSent() { return all(); } },
      { type: 'remote-inbound-rtp', roundTripTime: 0.02, get packetsLost() { return out(); }, get roundTripTimeMeasurements() { return all(); } },
      { type: 'inbound-rtp', get packetsReceived() { return all(); }, get packetsLost() { return incoming(); } },
    );
  }

  /** As much as the browser says it can send, in bits per second, all of it used. */
  function narrow(link: ModelConnection, bits: number): void {
    link.pair = { availableOutgoingBitrate: bits, get bytesSent() { return (model.now / 8000) * bits; } };
  }

  it('are good when nothing is wrong, and so is this side', async () => {
    model.toggle(ada!, 0);
    await model.time.pass(10_000);
    expect([thinks(ada!, bob!), thinks(ada!, ada!), thinks(bob!, ada!)]).to.deep.equal(['good', 'good', 'good']);
  });

  it('are not judged while nothing flows', async () => {
    await model.time.pass(20_000);
    expect([thinks(ada!, bob!), thinks(ada!, ada!)]).to.deep.equal([undefined, undefined]);
  });

  it('are poor when much is lost, and good again when it is not', async () => {
    model.toggle(ada!, 0);
    await model.time.pass(10_000);
    lose(connection(ada!, bob!), { out: 0.3 });
    await model.time.pass(7000);
    expect(thinks(ada!, bob!)).to.equal('poor network');
    expect(thinks(ada!, ada!)).to.equal('good');
    lose(connection(ada!, bob!), {});
    await model.time.pass(12_000);
    expect(thinks(ada!, bob!)).to.equal('good');
  });

  it('are looked at more seldom in a page that is hidden', async () => {
    model.toggle(ada!, 0);
    await model.time.pass(10_000);
    ada!.page.show(false);
    lose(connection(ada!, bob!), { out: 0.3 });
    await model.time.pass(9000);
    expect(thinks(ada!, bob!)).to.equal('good');
    await model.time.pass(15_000);
    expect(thinks(ada!, bob!)).to.equal('poor network');
  });

  it('tell whose fault it is where there are several', async () => {
    cy = model.join(2);
    model.toggle(ada!, 0);
    await model.time.pass(12_000);
    lose(connection(ada!, bob!), { out: 0.3 });
    await model.time.pass(7000);
    expect([thinks(ada!, bob!), thinks(ada!, cy), thinks(ada!, ada!)]).to.deep.equal(['poor their-network', 'good', 'good']);
    lose(connection(ada!, cy), { out: 0.3 });
    await model.time.pass(7000);
    expect([thinks(ada!, bob!), thinks(ada!, cy), thinks(ada!, ada!)]).to.deep.equal(['poor your-network', 'poor your-network', 'poor your-network']);
  });

  it('say nothing of this side any more once nobody is left', async () => {
    model.toggle(ada!, 0);
    await model.time.pass(10_000);
    model.leave(bob!, { closes: true });
    await model.time.pass(3000);
    expect(thinks(ada!, ada!)).to.equal('unknown');
  });

  it('hold sound back where some of it is lost, until none has been for a while', async () => {
    model.toggle(bob!, 0);
    await model.time.pass(10_000);
    const link = connection(ada!, bob!);
    const held = () => link.getTransceivers().map(({ receiver }) => receiver.jitterBufferTarget);
    lose(link, { in: 0.06 });
    await model.time.pass(5000);
    expect(held()).to.deep.equal([100, null, null, 100]);
    lose(link, {});
    await model.time.pass(15_000);
    expect(held()).to.deep.equal([100, null, null, 100]);
    await model.time.pass(10_000);
    expect(held()).to.deep.equal([null, null, null, null]);
  });

  it('carry pictures as is wished, and no taller than they are shown', async () => {
    model.toggle(ada!, 1);
    await model.time.pass(1000);
    ada!.person.room?.setVideo({ codecs: ['av1'], maxBitrate: 700 });
    await model.time.pass(100);
    expect(sending(ada!, bob!, 'camera')).to.deep.include({ maxBitrate: 700_000, codec: { mimeType: 'video/AV1' }, scaleResolutionDownBy: 1 });
    bob!.person.room?.setShown(ada!.person.id, { camera: 180 });
    await model.time.pass(1000);
    expect(sending(ada!, bob!, 'camera')).to.include({ maxBitrate: 250_000, scaleResolutionDownBy: 4 });
  });

  it('carry music as music, both ways', async () => {
    model.toggle(ada!, 0);
    await model.time.pass(1000);
    ada!.person.room?.setSound({ music: true });
    await model.time.pass(1000);
    expect(sending(ada!, bob!, 'microphone')['maxBitrate']).to.equal(128_000);
    ada!.person.room?.setSound({ music: false });
    await model.time.pass(1000);
    expect(sending(ada!, bob!, 'microphone')).to.not.have.property('maxBitrate');
  });

  it('carry a smaller picture where there is little for it', async () => {
    model.toggle(ada!, 1);
    narrow(connection(ada!, bob!), 250_000);
    await model.time.pass(10_000);
    expect(sending(ada!, bob!, 'camera')['scaleResolutionDownBy']).to.equal(8 / 3);
  });

  it('serve a screen before a camera', async () => {
    model.toggle(ada!, 1);
    model.toggle(ada!, 2);
    narrow(connection(ada!, bob!), 250_000);
    await model.time.pass(10_000);
    expect(sending(ada!, bob!, 'camera')['maxBitrate']).to.equal(80_000);
    expect(sending(ada!, bob!, 'screen')['scaleResolutionDownBy']).to.equal(1);
  });

  it('limit a screen where the browser does not know how much there is', async () => {
    model.toggle(ada!, 2);
    await model.time.pass(6000);
    const link = connection(ada!, bob!);
    lose(link, { out: 0.5 });
    link.pair = { get bytesSent() { return (model.now / 8000) * 1_000_000; } };
    await model.time.pass(6000);
    expect(sending(ada!, bob!, 'screen')['maxBitrate']).to.be.within(80_000, 460_000);
  });

  it('are replaced when what should come on them does not, though they stand', async () => {
    model.toggle(bob!, 0);
    await model.time.pass(5000);
    const before = connection(ada!, bob!);
    before.stats.push({ type: 'inbound-rtp', mid: '0', packetsReceived: 7 });
    await model.time.pass(20_000);
    expect(before.isClosed).to.equal(true);
    expect(connection(ada!, bob!).connectionState).to.equal('connected');
    expect(ada!.person.listener.known.get(bob!.person.id)?.link).to.equal('live');
  });
});
