import { expect } from 'chai';
import { mediaOf } from '../../../src/core/call-state.ts';
import { RtcQualityChangedEvent } from '../../../src/core/events.ts';
import type { Room, RoomListener, ShownHeights, Transport, VideoWishes } from '../../../src/core/transport.ts';
import { MemoryNetwork } from '../../../src/transports/memory/memory-transport.ts';
import type { TestCall } from '../../support/test-call.ts';
import { callsOf } from '../../support/test-call.ts';

/** A memory network that writes down what rooms are asked, and whose rooms can be made to say what the quality is. */
class WatchedNetwork implements Transport {
  readonly asked: unknown[] = [];
  readonly listeners: RoomListener[] = [];
  readonly #network = new MemoryNetwork();

  async enter(...[options, listener, signal]: Parameters<Transport['enter']>): Promise<Room> {
    this.listeners.push(listener);
    const room = await this.#network.enter(options, listener, signal);
    return Object.assign(room, {
      setSound: () => undefined,
      setVideo: (wishes: VideoWishes) => this.asked.push(wishes),
      setShown: (id: string, heights: ShownHeights) => this.asked.push([id, heights]),
    });
  }
}

describe('a call and its quality', () => {
  let network: WatchedNetwork;
  let ada: TestCall;
  let grace: TestCall;

  beforeEach(async () => {
    network = new WatchedNetwork();
    [ada, grace] = (await callsOf(network, 'Ada', 'Grace')) as [TestCall, TestCall];
  });

  const asked = async () => {
    await Promise.resolve();
    return network.asked;
  };

  it('is told of each participant, with its cause, after the state has changed', () => {
    const { localId: id = '' } = grace.state;
    network.listeners[0]?.qualityChanged(id, 'poor', 'their-network');
    const [{ event, state } = {}] = ada.fired.filter((fired) => fired.event instanceof RtcQualityChangedEvent);
    expect(event).to.include({ quality: 'poor', cause: 'their-network', bubbles: true, composed: true });
    expect(state?.participants.find((participant) => participant.id === id)).to.include({ quality: 'poor', qualityCause: 'their-network' });
    network.listeners[0]?.qualityChanged(id, 'poor', 'their-network');
    network.listeners[0]?.qualityChanged(id, 'good', '');
    expect(ada.all(RtcQualityChangedEvent).map(({ quality, cause }) => `${quality} ${cause}`)).to.deep.equal(['poor their-network', 'good ']);
  });

  it('is told of oneself, too', () => {
    const { localId = '' } = ada.state;
    network.listeners[0]?.qualityChanged(localId, 'fair', 'your-device');
    const [event] = ada.all(RtcQualityChangedEvent);
    expect([event?.participant.isLocal, event?.quality]).to.deep.equal([true, 'fair']);
  });

  it('follows what is wished for video, in the call', async () => {
    ada.session.setVideo({ codecs: ['vp9'], maxBitrate: 500 });
    await ada.session.stats();
    expect(await asked()).to.deep.equal([{ codecs: ['vp9'], maxBitrate: 500 }]);
  });

  it('asks for no more than is shown', async () => {
    const { localId: id = '' } = grace.state;
    ada.session.show({}, { id, source: 'camera', height: 300 });
    await ada.session.stats();
    expect(await asked()).to.deep.equal([[id, { camera: 360 }]]);
  });

  it('asks for the whole picture where the page shows it in an element of its own, in the place of a tile', async () => {
    const { localId: id = '' } = grace.state;
    const tile = {};
    network.listeners[0]?.mediaChanged(id, 'camera', { source: 'camera', stream: {} as MediaStream, attach: () => () => undefined });
    ada.session.show(tile, { id, source: 'camera', height: 180 });
    mediaOf(ada.state, id, 'camera')?.attach({} as HTMLVideoElement);
    ada.session.show(tile, undefined);
    await ada.session.stats();
    expect((await asked()).at(-1)).to.deep.equal([id, { camera: 16_384 }]);
  });
});
