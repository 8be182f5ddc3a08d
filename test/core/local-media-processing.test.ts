import { expect } from 'chai';
import { RtcError } from '../../src/core/errors.ts';
import { OwnMedia, settled } from '../support/own-media.ts';
import { rejectionCode } from '../support/rejection.ts';

describe('LocalMedia', () => {
  let capture: OwnMedia['capture'];
  let local: OwnMedia['local'];

  beforeEach(() => {
    ({ capture, local } = new OwnMedia());
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
});
