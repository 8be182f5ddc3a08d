import { expect } from 'chai';
import { RtcError } from '../../src/core/errors.ts';
import { OwnMedia, settled } from '../support/own-media.ts';
import { rejectionCode } from '../support/rejection.ts';

describe('LocalMedia', () => {
  let own: OwnMedia;
  let capture: OwnMedia['capture'];
  let local: OwnMedia['local'];
  let reported: OwnMedia['reported'];

  beforeEach(() => {
    own = new OwnMedia();
    ({ capture, local, reported } = own);
  });

  describe('turned by a control', () => {
    it('opens the device, and reports what fails', async () => {
      local.turn('camera', true);
      await settled();
      expect([local.state.camera, local.state.wishes.camera]).to.deep.equal(['on', true]);
      capture.asks = true;
      local.turn('microphone', true);
      capture.prompts[0]?.deny(new RtcError('media-denied', 'No'));
      await settled();
      expect(reported.map(({ code }) => code)).to.deep.equal(['media-denied']);
      expect(local.state).to.deep.include({ microphone: 'off', wishes: { microphone: false, camera: true } });
    });

    for (const closed of ['idle', 'ended', 'failed'] as const) {
      it(`opens nothing when the call is ${closed}, and is a wish`, () => {
        own.phase = closed;
        local.turn('camera', true);
        expect([local.state.wishes.camera, capture.tracks]).to.deep.equal([true, []]);
      });
    }
  });

  it('starts a call with what is wished for and not yet on', async () => {
    local.wish('camera', true);
    local.wish('microphone', true);
    await local.set('camera', true);
    local.start();
    await settled();
    expect([local.state.camera, local.state.microphone, capture.tracks.length]).to.deep.equal(['on', 'on', 2]);
  });

  it('wishes, during a call, for what is on', async () => {
    own.phase = 'live';
    await local.set('camera', true);
    expect(local.state.wishes.camera).to.equal(true);
    capture.tracks[0]?.lose();
    expect(local.state.wishes.camera).to.equal(false);
  });

  it('keeps what was wished for when the call is over', async () => {
    own.phase = 'live';
    await local.set('camera', true);
    own.phase = 'ended';
    local.close();
    expect([local.state.camera, local.state.wishes.camera]).to.deep.equal(['off', true]);
  });

  it('remembers why a device is off until it is turned on', async () => {
    capture.asks = true;
    const opening = local.set('camera', true);
    capture.prompts[0]?.deny(new RtcError('media-in-use', 'No'));
    expect(await rejectionCode(opening)).to.equal('media-in-use');
    expect(local.state.failures.camera?.code).to.equal('media-in-use');
    void local.set('camera', true);
    expect(local.state.failures.camera).to.equal(undefined);
  });

  it('remembers a device that went away', async () => {
    local.turn('microphone', true);
    await settled();
    capture.tracks[0]?.lose();
    await settled();
    expect(local.state.failures.microphone?.code).to.equal('media-ended');
    expect(local.state.wishes.microphone).to.equal(false);
    expect(reported.map(({ code }) => code)).to.deep.equal(['media-ended']);
  });

  describe('that may not be sent', () => {
    it('is let go of at once, a muted microphone too', async () => {
      await local.set('microphone', true);
      await local.set('microphone', false);
      expect(capture.hot).to.have.length(1);
      local.allow(['camera']);
      expect(capture.hot).to.deep.equal([]);
    });

    it('is refused, and asked for nothing', async () => {
      local.allow([]);
      expect(await rejectionCode(local.set('camera', true))).to.equal('denied');
      local.wish('camera', true);
      local.start();
      expect(capture.tracks).to.deep.equal([]);
    });

    it('may be turned on again when it may be sent again', async () => {
      local.allow([]);
      local.allow(['camera']);
      await local.set('camera', true);
      expect(local.state.camera).to.equal('on');
    });
  });

  it('plays on a speaker that there is, and on no other', async () => {
    await local.choose('speaker', 'headset');
    expect(local.state.devices.speaker).to.equal('headset');
    expect(await rejectionCode(local.choose('speaker', 'toaster'))).to.equal('media-not-found');
    expect(local.state.devices.speaker).to.equal('headset');
  });
});
