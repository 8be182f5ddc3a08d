import { expect } from 'chai';
import { RtcError } from '../../../src/core/errors.ts';
import { type EnterOptions, moving, type Room, type Transport } from '../../../src/core/transport.ts';
import { MemoryNetwork } from '../../../src/transports/memory/memory-transport.ts';
import { callsOf, TestCall, type TestCallOptions } from '../../support/test-call.ts';

/** A memory network that writes down how it is entered, and what its rooms are asked. */
class EnteredNetwork implements Transport {
  readonly entered: EnterOptions[] = [];
  readonly asked: string[] = [];
  readonly signals: AbortSignal[] = [];
  readonly #network = new MemoryNetwork();

  enter: Transport['enter'] = async (options, listener, signal): Promise<Room> => {
    this.entered.push(options);
    this.signals.push(signal);
    const room = await this.#network.enter(options, listener, signal);
    const { announce } = room;
    return Object.assign(room, { announce: () => (this.asked.push('announce'), announce.call(room)) });
  };
}

describe('how a call enters a room', () => {
  let network: EnteredNetwork;

  beforeEach(() => (network = new EnteredNetwork()));

  async function entering(options: TestCallOptions, standby = false, as?: { id: string; joinedAt: number }): Promise<Record<string, unknown>> {
    const call = new TestCall(network, options);
    if (standby) call.session.prepare({ standby });
    await call.session.join(as);
    call.session.dispose();
    return Object.fromEntries(Object.entries(network.entered[0] ?? {}).filter(([, value]) => value !== undefined));
  }

  it('says only what was said to it', async () => {
    expect(Object.keys(await entering({})).sort()).to.deep.equal(['attributes', 'iceServers', 'keys', 'server', 'standby']);
    expect(network.entered[0]).to.include({ server: 'https://rtc.example.org/peer', standby: false });
    expect(network.entered[0]?.attributes).to.deep.equal({ name: 'Ada', avatar: '', 'max-participants': '8' });
  });

  it('says how video is sent, whether only relays are used, and who may call in', async () => {
    const [video, relayOnly] = [{ codecs: ['av1'] } as const, () => true];
    expect(await entering({ video, relayOnly, compat: true })).to.include({ video, relayOnly, compat: 'daily' });
    network.entered.length = 0;
    expect(await entering({ compat: false })).to.not.have.property('compat');
  });

  it('goes on as whoever was there before', async () => {
    const as = { id: 'ada', joinedAt: 1000 };
    expect(await entering({}, false, as)).to.include({ as });
  });

  it('holds links back on standby alone, and only where that is wished', async () => {
    expect(await entering({ hold: true }, true)).to.have.property('hold').that.is.instanceOf(Promise);
    network.entered.length = 0;
    expect(await entering({ hold: true })).to.not.have.property('hold');
    network.entered.length = 0;
    expect(await entering({}, true)).to.not.have.property('hold');
  });

  it('becomes a participant once: on joining from standby', async () => {
    await entering({}, true);
    expect(network.asked).to.deep.equal(['announce']);
    network.asked.length = 0;
    await entering({});
    expect(network.asked).to.deep.equal([]);
  });

  it('leaves with a reason, by which the room knows whether the call goes on elsewhere', async () => {
    const [stays, moves] = [new TestCall(network), new TestCall(network)];
    await Promise.all([stays.join(), moves.join()]);
    stays.session.leave();
    moves.session.dispose({ moves: true });
    const reasons = network.signals.map(({ reason }) => reason as RtcError);
    expect(reasons.some((reason) => reason === moving)).to.equal(true);
    expect(reasons.map(({ code, message }) => `${code}: ${message}`)).to.have.members([
      'connection-lost: Left the room',
      'connection-lost: The call goes on in another page',
    ]);
  });

  it('says how many the room holds where it is full', async () => {
    await callsOf(network, 'Ada', 'Grace');
    const late = new TestCall(network, { maxParticipants: 2 });
    late.session.prepare({ standby: true });
    const failure = await late.session.join().catch((error: unknown) => RtcError.from(error));
    expect(failure).to.include({ code: 'room-full', message: 'The room holds 2, and all are there' });
  });
});
