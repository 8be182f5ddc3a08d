import { expect } from 'chai';
import { mediaOf } from '../../../src/core/call-state.ts';
import { RtcError } from '../../../src/core/errors.ts';
import { RtcErrorEvent, RtcParticipantJoinedEvent, RtcPhaseChangedEvent } from '../../../src/core/events.ts';
import type { EnterOptions, Transport } from '../../../src/core/transport.ts';
import { MemoryNetwork } from '../../../src/transports/memory/memory-transport.ts';
import { rejectionCode } from '../../support/rejection.ts';
import { callsOf, TestCall } from '../../support/test-call.ts';

describe('before a call', () => {
  let network: MemoryNetwork;
  let ada: TestCall;

  beforeEach(() => {
    network = new MemoryNetwork();
    ada = new TestCall(network);
  });

  /** On the pre-join screen, and linked. */
  async function prepared(call: TestCall): Promise<void> {
    call.session.prepare({ standby: true });
    await call.until('the server', () => call.state.server === 'connected');
  }

  it('the pre-join screen is a phase of its own: without standby the code is fetched, and nothing begun', () => {
    let asked = 0;
    const transport = () => {
      asked++;
      return Promise.reject(new Error('No network'));
    };
    ada.want({ transport });
    ada.session.prepare({ standby: false });
    expect([ada.phase, ada.state.server, asked]).to.deep.equal(['prejoin', 'unknown', 1]);
  });

  it('somebody on standby is no participant, and sees and tells nothing', async () => {
    const [grace] = (await callsOf(network, 'Grace')) as [TestCall];
    await grace.session.setCamera(true);
    await prepared(ada);
    const edsger = new TestCall(network, { name: 'Edsger' });
    await edsger.join();
    await edsger.until('Grace on camera', () => edsger.participant('Grace')?.camera === 'on');
    await grace.sees('Edsger');
    expect(grace.names).to.deep.equal(['Grace', 'Edsger']);
    expect([ada.phase, ada.names, ada.state.media.size]).to.deep.equal(['prejoin', [], 0]);
    expect(ada.story).to.deep.equal(['rtc-phase-changed']);
  });

  it('whoever follows joins as soon as somebody else has, once, and not before', async () => {
    ada.want({ follows: true });
    await prepared(ada);
    const edsger = new TestCall(network, { name: 'Edsger' });
    await prepared(edsger);
    expect(ada.phase).to.equal('prejoin');
    await edsger.join();
    await ada.sees('Edsger');
    await edsger.sees('Ada');
    await callsOf(network, 'Grace');
    await ada.sees('Grace');
    expect(ada.story.filter((type) => type === 'rtc-joined')).to.deep.equal(['rtc-joined']);
  });

  it('somebody on standby can send nothing', async () => {
    await callsOf(network, 'Grace');
    await prepared(ada);
    expect(await rejectionCode(ada.session.send('topic', 1))).to.equal('connection-lost');
  });

  it('joining from standby makes a participant of them, and shows what there is', async () => {
    const [grace] = (await callsOf(network, 'Grace')) as [TestCall];
    await grace.session.setCamera(true);
    await prepared(ada);
    await ada.join();
    await ada.until('Grace on camera', () => ada.participant('Grace')?.camera === 'on');
    await grace.sees('Ada');
    expect(mediaOf(ada.state, grace.id, 'camera')).not.to.equal(undefined);
    expect(ada.all(RtcParticipantJoinedEvent).map(({ participant }) => participant.name)).to.deep.equal(['Grace']);
    expect(ada.all(RtcPhaseChangedEvent).map(({ phase }) => phase)).to.deep.equal(['prejoin', 'joining', 'live']);
  });

  it('the others learn the name that was typed in meanwhile', async () => {
    const [grace] = (await callsOf(network, 'Grace')) as [TestCall];
    await prepared(ada);
    await ada.join({ name: 'Countess Lovelace' });
    await grace.sees('Countess Lovelace');
    expect(ada.names).to.include('Countess Lovelace');
  });

  it('two on standby who join at once see each other', async () => {
    const grace = new TestCall(network, { name: 'Grace' });
    await Promise.all([prepared(ada), prepared(grace)]);
    await Promise.all([ada.join(), grace.join()]);
    await Promise.all([ada.sees('Grace'), grace.sees('Ada')]);
  });

  it('a preview is shown under an id of its own, and goes along into the call', async () => {
    await ada.session.setCamera(true);
    const preview = mediaOf(ada.state, 'local', 'camera');
    expect(preview).not.to.equal(undefined);
    await ada.join();
    expect(mediaOf(ada.state, ada.id, 'camera')).to.equal(preview);
    expect(mediaOf(ada.state, 'local', 'camera')).to.equal(undefined);
  });

  it('leaving the pre-join screen ends it, and its standby', async () => {
    await ada.session.setCamera(true);
    await prepared(ada);
    ada.session.leave();
    expect([ada.phase, ada.capture.hot, ada.state.server]).to.deep.equal(['ended', [], 'unknown']);
    network.stopServer();
    expect(ada.state.server).to.equal('unknown');
  });

  it('preparing anew starts over with the new options', async () => {
    const grace = new TestCall(network, { name: 'Grace', room: 'weekly' });
    await grace.join();
    await prepared(ada);
    ada.want({ room: 'weekly' });
    ada.session.prepare({ standby: true });
    await ada.join();
    await ada.sees('Grace');
  });

  it('preparing during a call does nothing', async () => {
    await ada.join();
    ada.session.prepare({ standby: true });
    expect([ada.phase, ada.names]).to.deep.equal(['live', ['Ada']]);
  });

  it('links that are to wait are let go by joining, and by nothing else', async () => {
    const held: EnterOptions['hold'][] = [];
    const transport: Transport = {
      enter: (options, listener, signal) => {
        held.push(options.hold);
        return network.enter(options, listener, signal);
      },
    };
    /** One turn of the event loop later it is known. */
    const isHeld = (hold: Promise<void> | undefined) => {
      const turn = new Promise<boolean>((resolve) => setTimeout(() => resolve(true)));
      return Promise.race([turn, Promise.resolve(hold).then(() => false)]);
    };
    ada = new TestCall(transport, { hold: true });
    await prepared(ada);
    ada.session.leave();
    await prepared(ada);
    expect(await Promise.all(held.map(isHeld))).to.deep.equal([true, true]);
    await ada.join();
    expect(await Promise.all(held.map(isHeld))).to.deep.equal([true, false]);
    ada.session.leave();
    await ada.join();
    ada.session.leave();
    ada.want({ hold: false });
    await prepared(ada);
    expect(held.slice(2)).to.deep.equal([undefined, undefined]);
  });

  it('a standby that fails is silent: whoever joins later tries anew', async () => {
    const failing = new FailingTransport();
    const { options } = ada;
    ada.want({ transport: () => Promise.resolve(failing) });
    ada.session.prepare({ standby: true });
    await failing.entered;
    failing.fail(new RtcError('room-full', 'All addresses taken'));
    // One turn of the event loop later everybody has heard of it.
    await new Promise((resolve) => setTimeout(resolve));
    await ada.join(options);
    expect([ada.phase, ada.all(RtcErrorEvent)]).to.deep.equal(['live', []]);
  });

  it('a standby that fails while joining is the failure of joining', async () => {
    const failing = new FailingTransport();
    ada = new TestCall(failing);
    ada.session.prepare({ standby: true });
    const joining = ada.join();
    await failing.entered;
    failing.fail(new RtcError('room-full', 'All addresses taken'));
    expect(await rejectionCode(joining)).to.equal('room-full');
    expect(ada.phase).to.equal('failed');
  });

  it('a browser that never can is told at once', async () => {
    const broken: Transport = { enter: () => Promise.reject(new RtcError('unsupported-browser', 'No WebRTC')) };
    ada = new TestCall(broken);
    ada.session.prepare({ standby: true });
    const { error } = await ada.first(RtcErrorEvent);
    expect([ada.phase, error.code]).to.deep.equal(['failed', 'unsupported-browser']);
  });
});

/** A transport that fails when it is told to. */
class FailingTransport implements Transport {
  fail: (error: Error) => void = () => undefined;
  #enter: () => void = () => undefined;
  readonly entered = new Promise<void>((resolve) => (this.#enter = resolve));

  enter(): ReturnType<Transport['enter']> {
    this.#enter();
    return new Promise((_resolve, reject) => (this.fail = reject));
  }
}
