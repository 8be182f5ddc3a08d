import { expect } from 'chai';
import { mediaOf } from '../../../src/core/call-state.ts';
import { RtcError } from '../../../src/core/errors.ts';
import { RtcCameraChangedEvent, RtcErrorEvent, RtcMicrophoneChangedEvent, RtcParticipantChangedEvent } from '../../../src/core/events.ts';
import type { Transport } from '../../../src/core/transport.ts';
import { MemoryNetwork } from '../../../src/transports/memory/memory-transport.ts';
import { rejectionCode } from '../../support/rejection.ts';
import { callsOf, TestCall } from '../../support/test-call.ts';

describe('devices in a call', () => {
  let network: MemoryNetwork;
  let ada: TestCall;
  let grace: TestCall;

  beforeEach(async () => {
    network = new MemoryNetwork();
    [ada, grace] = (await callsOf(network, 'Ada', 'Grace')) as [TestCall, TestCall];
  });

  for (const [device, command, type] of [
    ['camera', 'setCamera', RtcCameraChangedEvent],
    ['microphone', 'setMicrophone', RtcMicrophoneChangedEvent],
  ] as const) {
    describe(device, () => {
      it('is shown to everybody as long as it is on, and said once', async () => {
        await ada.session[command](true);
        await grace.until(`Ada's ${device}`, () => grace.participant('Ada')?.[device] === 'on');
        expect([ada.state[device], ada.participant('Ada')?.[device]]).to.deep.equal(['on', 'on']);
        expect(mediaOf(ada.state, ada.id, device)).not.to.equal(undefined);
        expect(mediaOf(grace.state, ada.id, device)).not.to.equal(undefined);
        await ada.session[command](false);
        await grace.until(`Ada's ${device}`, () => grace.participant('Ada')?.[device] === 'off');
        expect(mediaOf(ada.state, ada.id, device)).to.equal(undefined);
        expect(mediaOf(grace.state, ada.id, device)).to.equal(undefined);
        expect(ada.all<RtcCameraChangedEvent | RtcMicrophoneChangedEvent>(type).map(({ on }) => on)).to.deep.equal([true, false]);
      });

      it('is starting as long as the browser asks, and not yet on for anybody', async () => {
        ada.capture.asks = true;
        const turningOn = ada.session[command](true);
        expect([ada.state[device], ada.participant('Ada')?.[device]]).to.deep.equal(['starting', 'starting']);
        expect(ada.all(type)).to.deep.equal([]);
        ada.capture.prompts[0]?.grant();
        await turningOn;
        expect(ada.state[device]).to.equal('on');
      });

      it('that is refused is told to the caller alone, and the call goes on', async () => {
        ada.capture.asks = true;
        const turningOn = ada.session[command](true);
        ada.capture.prompts[0]?.deny(new RtcError('media-denied', 'No'));
        expect(await rejectionCode(turningOn)).to.equal('media-denied');
        expect([ada.phase, ada.state[device], ada.all(RtcErrorEvent)]).to.deep.equal(['live', 'off', []]);
        await ada.session.send('still', 'here');
        await grace.until('data', () => grace.story.includes('rtc-data-received'));
      });

      it('that goes away is off for everybody, is said, and the call goes on', async () => {
        await ada.session[command](true);
        await grace.until(`Ada's ${device}`, () => grace.participant('Ada')?.[device] === 'on');
        ada.capture.tracks[0]?.lose();
        await ada.until('the error', () => ada.all(RtcErrorEvent).length > 0);
        expect(ada.all(RtcErrorEvent).map(({ error }) => error.code)).to.deep.equal(['media-ended']);
        await grace.until(`Ada's ${device}`, () => grace.participant('Ada')?.[device] === 'off');
        expect(ada.phase).to.equal('live');
      });

      it('that is on before is on from the first moment for those who come later', async () => {
        await ada.session[command](true);
        const edsger = new TestCall(network, { name: 'Edsger' });
        await edsger.join();
        await edsger.until(`Ada's ${device}`, () => edsger.participant('Ada')?.[device] === 'on');
      });

      it('goes off with the call, and is said after that', async () => {
        await ada.session[command](true);
        ada.session.leave();
        expect([ada.state[device], ada.capture.hot]).to.deep.equal(['off', []]);
        const off = ada.fired.find(({ event }) => event instanceof type && !event.on);
        expect(off?.state.status.phase).to.equal('ended');
      });
    });
  }

  it('are open when the call begins if they were before', async () => {
    const edsger = new TestCall(network, { name: 'Edsger' });
    edsger.session.prepare({ standby: false });
    await Promise.all([edsger.session.setCamera(true), edsger.session.setMicrophone(true)]);
    await edsger.join();
    await grace.until('Edsger', () => grace.participant('Edsger')?.camera === 'on' && grace.participant('Edsger')?.microphone === 'on');
    expect(edsger.capture.tracks).to.have.length(2);
    expect(edsger.participant('Edsger')).to.include({ camera: 'on', microphone: 'on' });
  });

  it('of others are announced as changes of theirs, with the media in the state', async () => {
    await ada.session.setCamera(true);
    const changed = await grace.first(RtcParticipantChangedEvent);
    expect([changed.participant.name, changed.changes]).to.deep.equal(['Ada', { camera: 'on' }]);
    const then = grace.fired.find(({ event }) => event === changed)?.state;
    expect(then && mediaOf(then, ada.id, 'camera')).not.to.equal(undefined);
  });

  it('of somebody who left are forgotten', async () => {
    await Promise.all([ada.session.setCamera(true), ada.session.setMicrophone(true)]);
    await grace.until('Ada', () => grace.state.media.size === 2);
    ada.session.leave();
    await grace.until('Ada to leave', () => !grace.participant('Ada'));
    expect(grace.state.media.size).to.equal(0);
  });

  it('that cannot be sent are said once, and the call goes on', async () => {
    const edsger = new TestCall(unableToSend(network), { name: 'Edsger' });
    edsger.session.prepare({ standby: false });
    await edsger.session.setCamera(true);
    await edsger.join();
    const { error } = await edsger.first(RtcErrorEvent);
    expect([error.code, edsger.phase]).to.deep.equal(['connection-lost', 'live']);
  });
});

/** A network without senders. */
function unableToSend(network: MemoryNetwork): Transport {
  return {
    enter: async (...options) => {
      const room = await network.enter(...options);
      room.publish = () => Promise.reject(new RtcError('connection-lost', 'No sender'));
      return room;
    },
  };
}
