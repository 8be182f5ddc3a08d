import { expect } from 'chai';
import { RtcProcessingChangedEvent } from '../../../src/core/events.ts';
import type { Room, SoundWishes, Transport } from '../../../src/core/transport.ts';
import { MemoryNetwork } from '../../../src/transports/memory/memory-transport.ts';
import { TestCall } from '../../support/test-call.ts';

/** A memory network that writes down how sound is to be sent. */
class ListeningNetwork implements Transport {
  readonly asked: boolean[] = [];
  readonly #network = new MemoryNetwork();

  async enter(...options: Parameters<Transport['enter']>): Promise<Room> {
    return Object.assign(await this.#network.enter(...options), { setSound: ({ music }: SoundWishes) => this.asked.push(music) });
  }
}

describe('the processing of sound in a call', () => {
  let network: ListeningNetwork;
  let ada: TestCall;

  beforeEach(() => {
    network = new ListeningNetwork();
    ada = new TestCall(network);
  });

  it('is announced after the state has changed, and only then', async () => {
    await ada.session.setProcessing({ noiseSuppression: false });
    await ada.session.setProcessing({ noiseSuppression: false });
    const [{ event, state } = {}, ...more] = ada.fired.filter((fired) => fired.event instanceof RtcProcessingChangedEvent);
    expect(event).to.deep.include({ processing: { echoCancellation: true, noiseSuppression: false, autoGainControl: true, music: false }, bubbles: true });
    expect([state?.processing, more]).to.deep.equal([ada.state.processing, []]);
  });

  it('tells the room of music, in the call and on the way in, and of nothing else', async () => {
    await ada.session.setProcessing({ music: true });
    await ada.join();
    expect(network.asked).to.deep.equal([true]);
    await ada.session.setProcessing({ music: false, autoGainControl: false });
    await ada.session.stats();
    await ada.session.setProcessing({ autoGainControl: true });
    await ada.session.stats();
    expect(network.asked).to.deep.equal([true, false]);
  });

  it('of a microphone that is on changes, and the microphone stays on', async () => {
    await ada.join();
    await ada.session.setMicrophone(true);
    await ada.session.setProcessing({ music: true });
    expect([ada.state.microphone, ada.capture.processing?.music, ada.phase]).to.deep.equal(['on', true, 'live']);
  });
});
