import { expect } from 'chai';
import { isInCall } from '../../../src/core/call-state.ts';
import { RtcError } from '../../../src/core/errors.ts';
import {
  RtcBeforeJoinEvent,
  RtcErrorEvent,
  RtcLeftEvent,
  RtcParticipantLeftEvent,
  RtcPhaseChangedEvent,
} from '../../../src/core/events.ts';
import type { Transport } from '../../../src/core/transport.ts';
import { MemoryNetwork } from '../../../src/transports/memory/memory-transport.ts';
import { MortalNetwork } from '../../support/mortal-network.ts';
import { rejectionCode } from '../../support/rejection.ts';
import { callsOf, TestCall } from '../../support/test-call.ts';

describe('a call', () => {
  let network: MemoryNetwork;
  let call: TestCall;

  beforeEach(() => {
    network = new MemoryNetwork();
    call = new TestCall(network);
  });

  const phases = () => call.all(RtcPhaseChangedEvent).map(({ previous, phase }) => `${previous} → ${phase}`);

  describe('that is joined', () => {
    it('asks, joins, is live and says so', async () => {
      await call.join();
      expect(call.phase).to.equal('live');
      expect(call.story).to.deep.equal(['rtc-before-join', 'rtc-phase-changed', 'rtc-phase-changed', 'rtc-joined']);
      expect(phases()).to.deep.equal(['idle → joining', 'joining → live']);
    });

    it('is joined once, however often it is asked to', async () => {
      await Promise.all([call.join(), call.join()]);
      await call.join();
      expect(call.all(RtcBeforeJoinEvent)).to.have.length(1);
      expect(call.names).to.deep.equal(['Ada']);
    });

    it('is not joined when the page says no, and nothing has happened', async () => {
      call.addEventListener('rtc-before-join', (event) => event.preventDefault(), { once: true });
      expect(await rejectionCode(call.join())).to.equal('denied');
      expect([call.phase, call.story]).to.deep.equal(['idle', ['rtc-before-join']]);
      await call.join();
      expect(call.phase).to.equal('live');
    });

    it('shows oneself first, then those who were there, and then announces them', async () => {
      await callsOf(network, 'Grace', 'Edsger');
      await call.join();
      await call.sees('Grace', 'Edsger');
      expect(call.names[0]).to.equal('Ada');
      expect(call.state.participants.map(({ isLocal }) => isLocal)).to.deep.equal([true, false, false]);
      expect(call.story.slice(-3)).to.deep.equal(['rtc-joined', 'rtc-participant-joined', 'rtc-participant-joined']);
    });

    it('fails with what the transport says, to the caller alone, and can be tried again', async () => {
      const broken: Transport = { enter: () => Promise.reject(new RtcError('unsupported-browser', 'No WebRTC')) };
      const { options } = call;
      expect(await rejectionCode(call.join({ transport: () => Promise.resolve(broken) }))).to.equal('unsupported-browser');
      expect(call.state.status).to.deep.include({ phase: 'failed' });
      expect(call.all(RtcErrorEvent)).to.deep.equal([]);
      await call.join(options);
      expect(phases()).to.deep.equal(['idle → joining', 'joining → failed', 'failed → joining', 'joining → live']);
    });

    it('fails as internal when the transport cannot even be loaded', async () => {
      const transport = () => Promise.reject(new TypeError('Failed to fetch dynamically imported module'));
      expect(await rejectionCode(call.join({ transport }))).to.equal('internal');
      expect(call.phase).to.equal('failed');
    });

    it('fails when its room ends by itself, and says why', async () => {
      const mortal = new MortalNetwork(network);
      call = new TestCall(mortal);
      await call.join();
      mortal.close(new RtcError('removed', 'By the host'));
      expect(call.phase).to.equal('failed');
      expect(call.all(RtcLeftEvent).map(({ reason }) => reason)).to.deep.equal(['error']);
      expect(call.all(RtcErrorEvent).map(({ error }) => error.code)).to.deep.equal(['removed']);
    });
  });

  describe('that is left', () => {
    it('is over at once, says so, and is over for the others', async () => {
      const [grace] = (await callsOf(network, 'Grace', 'Ada')) as [TestCall, TestCall];
      await call.join({ name: 'Edsger' });
      await grace.sees('Edsger');
      call.session.leave();
      expect([call.phase, call.names, call.state.localId, call.state.media.size]).to.deep.equal(['ended', [], undefined, 0]);
      expect(call.story.slice(-3)).to.deep.equal(['rtc-before-leave', 'rtc-phase-changed', 'rtc-left']);
      expect(call.all(RtcLeftEvent).map(({ reason }) => reason)).to.deep.equal(['left']);
      const left = await grace.first(RtcParticipantLeftEvent);
      expect([left.participant.name, left.reason]).to.deep.equal(['Edsger', 'left']);
    });

    it('is left once, however often it is asked to, and not before it was joined', async () => {
      call.session.leave();
      expect(call.story).to.deep.equal([]);
      await call.join();
      call.session.leave();
      call.session.leave();
      expect(call.all(RtcLeftEvent)).to.have.length(1);
    });

    it('is not left when the page says no', async () => {
      await call.join();
      call.addEventListener('rtc-before-leave', (event) => event.preventDefault(), { once: true });
      call.session.leave();
      expect([call.phase, call.names, call.all(RtcLeftEvent)]).to.deep.equal(['live', ['Ada'], []]);
      call.session.leave();
      expect(call.phase).to.equal('ended');
    });

    it('can be joined again, as somebody new', async () => {
      await call.join();
      const before = call.id;
      call.session.leave();
      await call.join();
      expect([call.phase, call.names]).to.deep.equal(['live', ['Ada']]);
      expect(call.id).not.to.equal(before);
    });

    it('may be left while it is being joined: no question, no call, no rtc-left', async () => {
      const joining = call.join();
      call.session.leave();
      expect(call.phase).to.equal('ended');
      expect(await rejectionCode(joining)).to.equal('connection-lost');
      expect(call.story).to.deep.equal(['rtc-before-join', 'rtc-phase-changed', 'rtc-phase-changed']);
      expect(phases()).to.deep.equal(['idle → joining', 'joining → ended']);
    });

    it('may be joined again in the same breath', async () => {
      network.stopServer();
      const first = call.join();
      call.session.leave();
      const second = call.join();
      expect(await rejectionCode(first)).to.equal('connection-lost');
      const third = call.join();
      network.startServer();
      await Promise.all([second, third]);
      expect([call.phase, call.names]).to.deep.equal(['live', ['Ada']]);
      expect(call.all(RtcBeforeJoinEvent)).to.have.length(2);
    });

    it('may be left by whoever hears that it is live: then nobody hears that it was joined', async () => {
      await callsOf(network, 'Grace');
      call.addEventListener('rtc-phase-changed', () => call.phase === 'live' && call.session.leave());
      await call.join().catch(() => undefined);
      expect([call.phase, call.names]).to.deep.equal(['ended', []]);
      expect(call.story).not.to.include.members(['rtc-joined']);
      expect(call.story).not.to.include.members(['rtc-participant-joined']);
    });

    it('is left once when whoever hears of it leaves too', async () => {
      await call.session.setCamera(true);
      await call.join();
      for (const type of ['rtc-camera-changed', 'rtc-phase-changed', 'rtc-left', 'rtc-before-leave']) {
        call.addEventListener(type, () => type !== 'rtc-before-leave' && call.phase !== 'live' && call.session.leave());
      }
      call.session.leave();
      expect(call.story.filter((type) => type === 'rtc-before-leave' || type === 'rtc-left')).to.deep.equal(['rtc-before-leave', 'rtc-left']);
    });

    it('hears nothing more of its room', async () => {
      const mortal = new MortalNetwork(network);
      call = new TestCall(mortal);
      await call.join();
      call.session.leave();
      const { story, state } = call;
      mortal.tellEverything();
      expect(call.story).to.deep.equal(story);
      expect(call.state).to.equal(state);
    });
  });

  it('has a state that fits every event: the state first, then the event', async () => {
    const [grace] = (await callsOf(network, 'Grace')) as [TestCall];
    await call.session.setCamera(true);
    await call.join();
    await call.sees('Grace');
    await call.session.setMicrophone(true);
    await grace.session.setCamera(true);
    await call.until('Grace on camera', () => call.participant('Grace')?.camera === 'on');
    grace.session.leave();
    await call.first(RtcParticipantLeftEvent);
    call.session.leave();
    for (const { event, state } of call.fired) {
      const [first, ...others] = state.participants;
      const inCall = isInCall(state);
      expect([first?.isLocal ?? false, state.localId !== undefined], event.type).to.deep.equal([inCall, inCall]);
      expect(first?.id, event.type).to.equal(state.localId);
      expect(others.some(({ isLocal }) => isLocal), event.type).to.equal(false);
      if (first) expect([first.camera, first.microphone], event.type).to.deep.equal([state.camera, state.microphone]);
      if (event instanceof RtcPhaseChangedEvent) expect(event.phase).to.equal(state.status.phase);
    }
  });

  describe('that is disposed of', () => {
    it('ends without a question and lets go of everything', async () => {
      await call.session.setCamera(true);
      await call.join();
      call.session.dispose();
      expect([call.phase, call.capture.hot]).to.deep.equal(['ended', []]);
      expect(call.story).not.to.include.members(['rtc-before-leave']);
      expect(call.all(RtcLeftEvent)).to.have.length(1);
    });

    it('lets go of a preview too', async () => {
      await call.session.setCamera(true);
      call.session.dispose();
      expect(call.capture.hot).to.deep.equal([]);
    });

    it('cannot be joined any more, and does not pretend to try', async () => {
      call.session.dispose();
      expect(await rejectionCode(call.join())).to.equal('connection-lost');
      expect(call.phase).to.equal('idle');
    });

    it('opens no device any more', async () => {
      call.session.dispose();
      await call.session.setCamera(true);
      expect([call.state.camera, call.capture.hot]).to.deep.equal(['off', []]);
    });
  });
});
