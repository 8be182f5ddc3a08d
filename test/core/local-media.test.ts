import { expect } from 'chai';
import type { CallPhase } from '../../src/core/call-state.ts';
import { RtcError } from '../../src/core/errors.ts';
import { LocalMedia } from '../../src/core/local-media.ts';
import { FakeCapture } from '../support/fake-media.ts';
import { rejectionCode } from '../support/rejection.ts';

describe('LocalMedia', () => {
  let capture: FakeCapture;
  let phase: CallPhase;
  let reported: RtcError[];
  let local: LocalMedia;

  beforeEach(() => {
    capture = new FakeCapture();
    phase = 'prejoin';
    reported = [];
    const options = { capture, changed: () => undefined, report: (error: RtcError) => reported.push(error), phase: () => phase };
    local = new LocalMedia(options, new AbortController().signal);
  });

  /** One turn of the event loop later everything that takes no time has happened. */
  const settled = () => new Promise((resolve) => setTimeout(resolve));

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
        phase = closed;
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
    phase = 'live';
    await local.set('camera', true);
    expect(local.state.wishes.camera).to.equal(true);
    capture.tracks[0]?.lose();
    expect(local.state.wishes.camera).to.equal(false);
  });

  it('keeps what was wished for when the call is over', async () => {
    phase = 'live';
    await local.set('camera', true);
    phase = 'ended';
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

  describe('another device', () => {
    it('is used at once if one is on', async () => {
      await local.set('camera', true);
      await local.choose('camera', 'second');
      expect([local.state.camera, local.state.devices.camera, capture.hot.length]).to.deep.equal(['on', 'second', 1]);
      expect(capture.tracks[0]?.readyState).to.equal('ended');
    });

    it('is used when the next one is turned on', async () => {
      await local.choose('microphone', 'second');
      expect(capture.tracks).to.deep.equal([]);
      capture.asks = true;
      void local.set('microphone', true);
      expect(capture.prompts.map(({ deviceId }) => deviceId)).to.deep.equal(['second']);
    });

    it('is used instead of one that is muted', async () => {
      await local.set('microphone', true);
      await local.set('microphone', false);
      await local.choose('microphone', 'second');
      expect(capture.hot).to.deep.equal([]);
      await local.set('microphone', true);
      expect([capture.hot.length, local.state.devices.microphone]).to.deep.equal([1, 'second']);
    });

    it('that cannot be had leaves the one before on', async () => {
      await local.choose('camera', 'first');
      await local.set('camera', true);
      capture.asks = true;
      const choosing = local.choose('camera', 'second');
      capture.prompts[0]?.deny(new RtcError('media-not-found', 'Gone'));
      expect(await rejectionCode(choosing)).to.equal('media-not-found');
      expect([local.state.camera, local.state.devices.camera, capture.hot.length]).to.deep.equal(['on', 'first', 1]);
    });

    it('may need the one before to make way', async () => {
      await local.set('camera', true);
      capture.asks = true;
      const choosing = local.choose('camera', 'second');
      capture.prompts[0]?.deny(new RtcError('media-in-use', 'One at a time'));
      await settled();
      expect(capture.hot).to.deep.equal([]);
      capture.prompts[1]?.grant();
      await choosing;
      expect([local.state.camera, local.state.devices.camera]).to.deep.equal(['on', 'second']);
    });

    it('that is not opened even so leaves none', async () => {
      await local.set('camera', true);
      capture.asks = true;
      const choosing = local.choose('camera', 'second');
      capture.prompts[0]?.deny(new RtcError('media-in-use', 'One at a time'));
      await settled();
      capture.prompts[1]?.deny(new RtcError('media-in-use', 'Broken'));
      expect(await rejectionCode(choosing)).to.equal('media-in-use');
      expect([local.state.camera, capture.hot]).to.deep.equal(['off', []]);
    });

    it('that never comes leaves no dead microphone behind', async () => {
      await local.set('microphone', true);
      capture.asks = true;
      const choosing = local.choose('microphone', 'second');
      capture.prompts[0]?.deny(new RtcError('media-in-use', 'One at a time'));
      await settled();
      await local.set('microphone', false);
      capture.asks = false;
      await local.set('microphone', true);
      expect(local.tracks.microphone.captured?.track.readyState).to.equal('live');
      capture.prompts[1]?.grant();
      await choosing;
      expect(capture.hot).to.have.length(1);
    });

    it('that is granted after the camera was turned off is let go of', async () => {
      await local.set('camera', true);
      capture.asks = true;
      const choosing = local.choose('camera', 'second');
      await local.set('camera', false);
      capture.prompts[0]?.grant();
      await choosing;
      expect([local.state.camera, capture.hot]).to.deep.equal(['off', []]);
    });
  });

  describe('a microphone that goes away', () => {
    beforeEach(async () => {
      capture.others = true;
      await local.choose('microphone', 'headset');
      await local.set('microphone', true);
      capture.gone = ['headset'];
      capture.substitute = 'desk';
    });

    it('is replaced by what the browser chooses, and nothing is reported', async () => {
      capture.tracks[0]?.lose();
      expect(local.state.microphone).to.equal('starting');
      await settled();
      expect([local.state.microphone, local.state.devices.microphone, local.state.chosen.microphone]).to.deep.equal(['on', 'desk', 'headset']);
      expect(local.state.substitute).to.deep.equal({ lost: 'The headset microphone', used: 'The desk microphone' });
      expect([reported, capture.hot.length]).to.deep.equal([[], 1]);
    });

    it('is used again when it is there again', async () => {
      capture.tracks[0]?.lose();
      await settled();
      capture.gone = [];
      await local.comeBack('microphone');
      expect([local.state.microphone, local.state.devices.microphone, local.state.substitute]).to.deep.equal(['on', 'headset', undefined]);
      expect(capture.hot).to.have.length(1);
    });

    it('is used again, too, if it was muted meanwhile, and stays off', async () => {
      capture.tracks[0]?.lose();
      await settled();
      await local.set('microphone', false);
      capture.gone = [];
      await local.comeBack('microphone');
      expect([local.state.microphone, local.state.devices.microphone, capture.hot]).to.deep.equal(['off', 'headset', []]);
    });

    it('is off, and reported, if there is no other', async () => {
      capture.others = false;
      capture.tracks[0]?.lose();
      await settled();
      expect([local.state.microphone, reported.map(({ code }) => code), capture.hot]).to.deep.equal(['off', ['media-ended'], []]);
    });

    it('is off, and reported, if no other can be opened', async () => {
      capture.asks = true;
      capture.tracks[0]?.lose();
      await settled();
      capture.prompts[0]?.deny(new RtcError('media-denied', 'No'));
      await settled();
      expect([local.state.microphone, reported.map(({ code }) => code)]).to.deep.equal(['off', ['media-ended']]);
    });

    it('is not replaced for somebody who turns it off meanwhile', async () => {
      capture.asks = true;
      capture.tracks[0]?.lose();
      await settled();
      await local.set('microphone', false);
      capture.prompts[0]?.grant();
      await settled();
      expect([local.state.microphone, capture.hot, reported]).to.deep.equal(['off', [], []]);
    });

    it('makes no difference to whoever then chooses another', async () => {
      capture.tracks[0]?.lose();
      await settled();
      await local.choose('microphone', 'third');
      expect([local.state.substitute, local.state.devices.microphone]).to.deep.equal([undefined, 'third']);
    });
  });

  it('turns a camera that is there again on, that one and no other', async () => {
    await local.choose('camera', 'first');
    await local.set('camera', true);
    await local.choose('camera', 'second');
    capture.tracks[1]?.lose();
    expect([local.state.camera, local.state.failures.camera?.code]).to.deep.equal(['off', 'media-ended']);
    capture.asks = true;
    const back = local.comeBack('camera');
    expect(capture.prompts.map(({ deviceId }) => deviceId)).to.deep.equal(['second']);
    capture.prompts[0]?.grant();
    await back;
    expect([local.state.camera, local.state.failures.camera]).to.deep.equal(['on', undefined]);
  });

  it('prefers what was chosen at another time, and opens nothing for it', async () => {
    local.prefer({ microphone: 'headset', camera: '', speaker: 'desk' }, { chosen: true });
    await settled();
    expect(local.state.chosen).to.deep.equal({ microphone: 'headset', camera: '', speaker: 'desk' });
    expect([local.state.devices, capture.tracks]).to.deep.equal([{ microphone: 'headset', camera: '', speaker: 'desk' }, []]);
    local.prefer({ speaker: 'toaster' }, { chosen: true });
    await settled();
    expect([local.state.chosen.speaker, local.state.devices.speaker]).to.deep.equal(['toaster', 'desk']);
  });

  describe('the processing of sound', () => {
    it('is as for speech, until something else is wished', async () => {
      await local.set('microphone', true);
      expect(capture.processing).to.deep.equal({ echoCancellation: true, noiseSuppression: true, autoGainControl: true, music: false });
    });

    it('changes in the open device, which goes on', async () => {
      await local.set('microphone', true);
      await local.process({ noiseSuppression: false });
      expect(capture.processing).to.include({ echoCancellation: true, noiseSuppression: false });
      expect([local.state.processing, capture.tracks.length]).to.deep.equal([capture.processing, 1]);
    });

    it('opens the device anew where it has to, and lets go of it as it was', async () => {
      capture.processes = false;
      await local.set('microphone', true);
      await local.process({ music: true });
      expect(capture.processing).to.include({ music: true });
      expect([local.state.microphone, capture.tracks.length, capture.hot.length]).to.deep.equal(['on', 2, 1]);
      expect(local.tracks.microphone.captured?.track.readyState).to.equal('live');
    });

    it('leaves off what is off', async () => {
      capture.processes = false;
      await local.process({ music: true });
      expect(capture.tracks).to.deep.equal([]);
      await local.set('microphone', true);
      await local.set('microphone', false);
      await local.process({ music: false });
      expect([local.state.microphone, capture.hot]).to.deep.equal(['off', []]);
      await local.set('microphone', true);
      expect(capture.processing).to.include({ music: false });
    });

    it('of a muted microphone changes without a sound', async () => {
      await local.set('microphone', true);
      await local.set('microphone', false);
      await local.process({ autoGainControl: false });
      expect([local.state.microphone, capture.hot.length, capture.hot[0]?.enabled]).to.deep.equal(['off', 1, false]);
      expect(capture.processing).to.include({ autoGainControl: false });
    });

    it('wished while the browser asks counts for what it grants', async () => {
      capture.asks = true;
      const turningOn = local.set('microphone', true);
      const processed = local.process({ music: true });
      for (const prompt of capture.prompts) prompt.grant();
      await Promise.all([turningOn, processed]);
      expect([local.state.microphone, capture.processing?.music]).to.deep.equal(['on', true]);
    });

    it('wished again while the device is opened anew counts as it was wished last', async () => {
      capture.processes = false;
      await local.set('microphone', true);
      capture.asks = true;
      const first = local.process({ music: true });
      await settled();
      const second = local.process({ music: false, noiseSuppression: false });
      await settled();
      for (const prompt of capture.prompts) prompt.grant();
      await Promise.all([first, second]);
      expect(capture.processing).to.include({ music: false, noiseSuppression: false });
      expect([local.state.microphone, capture.prompts.length, capture.hot.length]).to.deep.equal(['on', 2, 1]);
    });

    it('that needs a device which is not opened again leaves the microphone off, and is said', async () => {
      capture.processes = false;
      await local.set('microphone', true);
      capture.asks = true;
      const processed = local.process({ music: true });
      await settled();
      capture.prompts[0]?.deny(new RtcError('media-not-found', 'No'));
      expect(await rejectionCode(processed)).to.equal('media-not-found');
      expect([local.state.microphone, capture.hot]).to.deep.equal(['off', []]);
    });

    it('takes nothing that is no wish, and nothing for a change', async () => {
      const { processing } = local.state;
      await local.process({ music: false, echoCancellation: 'yes', volume: 3 } as never);
      expect(local.state.processing).to.equal(processing);
    });
  });

  it('plays on a speaker that there is, and on no other', async () => {
    await local.choose('speaker', 'headset');
    expect(local.state.devices.speaker).to.equal('headset');
    expect(await rejectionCode(local.choose('speaker', 'toaster'))).to.equal('media-not-found');
    expect(local.state.devices.speaker).to.equal('headset');
  });
});
