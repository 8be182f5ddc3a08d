import { expect } from 'chai';
import { RtcError } from '../../src/core/errors.ts';
import { OwnMedia, settled } from '../support/own-media.ts';
import { rejectionCode } from '../support/rejection.ts';

describe('LocalMedia and devices that change', () => {
  let capture: OwnMedia['capture'];
  let local: OwnMedia['local'];
  let reported: OwnMedia['reported'];

  beforeEach(() => {
    ({ capture, local, reported } = new OwnMedia());
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
});
