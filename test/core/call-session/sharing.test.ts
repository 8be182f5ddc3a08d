import { expect } from 'chai';
import { mediaOf } from '../../../src/core/call-state.ts';
import { sentSources } from '../../../src/core/capture.ts';
import { RtcError } from '../../../src/core/errors.ts';
import { RtcBeforeShareEvent, RtcErrorEvent, RtcParticipantChangedEvent, RtcScreenShareChangedEvent } from '../../../src/core/events.ts';
import { MemoryNetwork } from '../../../src/transports/memory/memory-transport.ts';
import { rejectionCode } from '../../support/rejection.ts';
import { callsOf, TestCall } from '../../support/test-call.ts';

describe('sharing a screen', () => {
  let network: MemoryNetwork;
  let ada: TestCall;
  let grace: TestCall;

  beforeEach(async () => {
    network = new MemoryNetwork();
    [ada, grace] = (await callsOf(network, 'Ada', 'Grace')) as [TestCall, TestCall];
  });

  const sees = (call: TestCall, phase: 'on' | 'off') => call.until(`Ada's screen ${phase}`, () => call.participant('Ada')?.screen === phase);
  /** One turn of the event loop later everything that takes no time has happened. */
  const settled = () => new Promise((resolve) => setTimeout(resolve));

  it('shows it to everybody beside the camera, with its sound, and says so once', async () => {
    await ada.session.setCamera(true);
    await ada.session.setScreenShare(true);
    await sees(grace, 'on');
    await grace.until('the sound', () => mediaOf(grace.state, ada.id, 'screen-audio') !== undefined);
    expect([ada.state.screen, ada.participant('Ada')?.screen]).to.deep.equal(['on', 'on']);
    for (const call of [ada, grace]) {
      expect(mediaOf(call.state, ada.id, 'screen')).not.to.equal(undefined);
      expect(mediaOf(call.state, ada.id, 'camera')).not.to.equal(undefined);
    }
    await ada.session.setScreenShare(false);
    await sees(grace, 'off');
    expect([mediaOf(grace.state, ada.id, 'screen'), mediaOf(ada.state, ada.id, 'screen')]).to.deep.equal([undefined, undefined]);
    await grace.until('silence', () => mediaOf(grace.state, ada.id, 'screen-audio') === undefined);
    expect(ada.all(RtcScreenShareChangedEvent).map(({ on }) => on)).to.deep.equal([true, false]);
    // The camera goes on.
    expect([ada.capture.hot.length, grace.participant('Ada')?.camera]).to.deep.equal([1, 'on']);
  });

  it('works without sound, where the browser has none', async () => {
    ada.capture.asks = true;
    const sharing = ada.session.setScreenShare(true);
    ada.capture.pickers[0]?.choose({ sound: false });
    await sharing;
    await sees(grace, 'on');
    expect(mediaOf(grace.state, ada.id, 'screen-audio')).to.equal(undefined);
  });

  it('is starting while the browser asks, and not yet on for anybody', async () => {
    ada.capture.asks = true;
    const sharing = ada.session.setScreenShare(true);
    expect([ada.state.screen, ada.participant('Ada')?.screen, ada.all(RtcScreenShareChangedEvent)]).to.deep.equal(['starting', 'starting', []]);
    ada.capture.pickers[0]?.choose();
    await sharing;
    expect(ada.state.screen).to.equal('on');
  });

  it('asks the browser before it returns: a gesture is soon over', () => {
    ada.capture.asks = true;
    void ada.session.setScreenShare(true);
    expect(ada.capture.pickers).to.have.length(1);
  });

  it('that the person thinks better of is told to the caller alone, and is no failure for a control', async () => {
    ada.capture.asks = true;
    const sharing = ada.session.setScreenShare(true);
    ada.capture.pickers[0]?.cancel();
    expect(await rejectionCode(sharing)).to.equal('share-cancelled');
    ada.session.share(true);
    ada.capture.pickers[1]?.cancel();
    await settled();
    expect([ada.state.screen, ada.all(RtcErrorEvent), ada.all(RtcScreenShareChangedEvent)]).to.deep.equal(['off', [], []]);
    expect(ada.state.failures.screen).to.equal(undefined);
  });

  it('that fails for a control is announced, and forgotten when it works', async () => {
    ada.capture.asks = true;
    ada.session.share(true);
    ada.capture.pickers[0]?.fail(new RtcError('media-in-use', 'No'));
    await settled();
    expect(ada.all(RtcErrorEvent).map(({ error }) => error)).to.deep.equal([ada.state.failures.screen]);
    ada.session.share(true);
    expect(ada.state.failures.screen).to.equal(undefined);
  });

  it('is prevented by the page, whoever asked for it', async () => {
    ada.addEventListener('rtc-before-share', (event) => event.preventDefault());
    expect(await rejectionCode(ada.session.setScreenShare(true))).to.equal('denied');
    ada.session.share(true);
    await settled();
    expect([ada.state.screen, ada.capture.tracks, ada.all(RtcErrorEvent)]).to.deep.equal(['off', [], []]);
  });

  it('asks the page once, and not about what is on already, is to end, or cannot be', async () => {
    await ada.session.setScreenShare(true);
    await ada.session.setScreenShare(true);
    await ada.session.setScreenShare(false);
    ada.session.allow(['microphone']);
    expect(await rejectionCode(ada.session.setScreenShare(true))).to.equal('denied');
    expect(ada.all(RtcBeforeShareEvent)).to.have.length(1);
    expect(ada.capture.tracks).to.have.length(2);
  });

  it('ends when the browser ends it: that is no failure', async () => {
    await ada.session.setScreenShare(true);
    await sees(grace, 'on');
    ada.capture.tracks[0]?.lose();
    await sees(grace, 'off');
    expect([ada.state.screen, ada.capture.hot, ada.all(RtcErrorEvent)]).to.deep.equal(['off', [], []]);
    expect(ada.all(RtcScreenShareChangedEvent).map(({ on }) => on)).to.deep.equal([true, false]);
  });

  it('goes on in silence when only the sound ends', async () => {
    await ada.session.setScreenShare(true);
    await grace.until('the sound', () => mediaOf(grace.state, ada.id, 'screen-audio') !== undefined);
    ada.capture.tracks[1]?.lose();
    await grace.until('silence', () => mediaOf(grace.state, ada.id, 'screen-audio') === undefined);
    expect([ada.state.screen, grace.participant('Ada')?.screen]).to.deep.equal(['on', 'on']);
  });

  it('can begin again after it ended', async () => {
    for (let round = 0; round < 2; round++) {
      await ada.session.setScreenShare(true);
      await sees(grace, 'on');
      await grace.until('the sound', () => mediaOf(grace.state, ada.id, 'screen-audio') !== undefined);
      await ada.session.setScreenShare(false);
      await sees(grace, 'off');
    }
    expect(ada.capture.hot).to.deep.equal([]);
  });

  it('is overtaken by the wish to stop: what is chosen later is let go of', async () => {
    ada.capture.asks = true;
    const sharing = ada.session.setScreenShare(true);
    await ada.session.setScreenShare(false);
    ada.capture.pickers[0]?.choose();
    await sharing;
    expect([ada.state.screen, ada.capture.hot]).to.deep.equal(['off', []]);
    expect(ada.capture.pickers[0]?.signal.aborted).to.equal(true);
  });

  it('is known to those who come later from the first moment', async () => {
    await ada.session.setScreenShare(true);
    const edsger = new TestCall(network, { name: 'Edsger' });
    await edsger.join();
    await sees(edsger, 'on');
  });

  it('by several at once is seen by all', async () => {
    await Promise.all([ada.session.setScreenShare(true), grace.session.setScreenShare(true)]);
    await sees(grace, 'on');
    await ada.until('both', () => ada.participant('Grace')?.screen === 'on' && ada.participant('Ada')?.screen === 'on');
  });

  it('tells when what is shared has nothing to show, and when it has again', async () => {
    await ada.session.setScreenShare(true);
    ada.capture.tracks[0]?.becomeMuted(true);
    expect(ada.state.screenIsStale).to.equal(true);
    ada.capture.tracks[0]?.becomeMuted(false);
    expect(ada.state.screenIsStale).to.equal(false);
  });

  it('ends with the call, and is said after that', async () => {
    await ada.session.setScreenShare(true);
    ada.session.leave();
    expect([ada.state.screen, ada.capture.hot]).to.deep.equal(['off', []]);
    const off = ada.fired.find(({ event }) => event instanceof RtcScreenShareChangedEvent && !event.on);
    expect(off?.state.status.phase).to.equal('ended');
  });

  it('does not follow into another room: it was shown to these', async () => {
    await ada.session.setScreenShare(true);
    await ada.session.rejoin();
    expect([ada.state.screen, ada.capture.hot]).to.deep.equal(['off', []]);
  });

  it('ends when the call may not send it any more', async () => {
    await ada.session.setScreenShare(true);
    await sees(grace, 'on');
    ada.session.allow(['microphone', 'camera']);
    await sees(grace, 'off');
    expect(ada.capture.hot).to.deep.equal([]);
    ada.session.allow(sentSources);
    await ada.session.setScreenShare(true);
    expect(ada.state.screen).to.equal('on');
  });

  it('is for those who are in a call', async () => {
    const edsger = new TestCall(network, { name: 'Edsger' });
    edsger.session.prepare({ standby: false });
    expect(await rejectionCode(edsger.session.setScreenShare(true))).to.equal('connection-lost');
    expect([edsger.all(RtcBeforeShareEvent), edsger.capture.tracks]).to.deep.equal([[], []]);
  });

  it('is a change of the participant', async () => {
    await ada.session.setScreenShare(true);
    await sees(grace, 'on');
    const changes = grace.all(RtcParticipantChangedEvent).filter(({ changes }) => 'screen' in changes);
    expect(changes.map(({ participant, changes }) => [participant.name, changes])).to.deep.equal([['Ada', { screen: 'on' }]]);
  });
});
