import { expect } from 'chai';
import { RtcError } from '../../src/core/errors.ts';
import { OwnTracks } from '../support/own-track.ts';
import { rejectionCode } from '../support/rejection.ts';

describe('LocalTrack', () => {
  let own: OwnTracks;
  let capture: OwnTracks['capture'];
  let lifetime: OwnTracks['lifetime'];
  let phases: OwnTracks['phases'];
  let lost: OwnTracks['lost'];

  beforeEach(() => {
    own = new OwnTracks();
    ({ capture, lifetime, phases, lost } = own);
  });

  it('is starting until the device is there, then on, then off', async () => {
    const camera = own.of();
    capture.asks = true;
    const turningOn = camera.set(true);
    expect([camera.phase, camera.captured]).to.deep.equal(['starting', undefined]);
    const track = capture.prompts[0]?.grant();
    await turningOn;
    expect([camera.phase, camera.captured?.track]).to.deep.equal(['on', track?.asTrack]);
    await camera.set(false);
    expect([camera.phase, camera.captured]).to.deep.equal(['off', undefined]);
    expect(phases).to.deep.equal(['starting', 'on', 'off']);
  });

  it('does nothing when it is on already', async () => {
    const camera = own.of();
    await camera.set(true);
    await camera.set(true);
    expect(capture.tracks).to.have.length(1);
    expect(phases).to.deep.equal(['starting', 'on']);
  });

  it('lets go of the camera when off: its light goes out', async () => {
    const camera = own.of();
    await camera.set(true);
    await camera.set(false);
    expect(capture.hot).to.deep.equal([]);
    await camera.set(true);
    expect([capture.tracks.length, capture.hot.length]).to.deep.equal([2, 1]);
  });

  it('keeps a muted microphone open, silent, and asks for nothing when it goes on again', async () => {
    const microphone = own.of('microphone');
    await microphone.set(true);
    await microphone.set(false);
    expect(capture.hot.map(({ enabled }) => enabled)).to.deep.equal([false]);
    await microphone.set(true);
    expect(capture.tracks.map(({ enabled }) => enabled)).to.deep.equal([true]);
  });

  describe('with a prompt that takes its time', () => {
    beforeEach(() => {
      capture.asks = true;
    });

    it('stops what is granted after the wish was taken back', async () => {
      const camera = own.of();
      const turningOn = camera.set(true);
      await camera.set(false);
      expect(capture.prompts[0]?.signal.aborted).to.equal(true);
      capture.prompts[0]?.grant();
      await turningOn;
      expect([camera.phase, capture.hot]).to.deep.equal(['off', []]);
    });

    it('does what the newest of many commands says', async () => {
      const camera = own.of();
      const commands = [camera.set(true), camera.set(false), camera.set(true), camera.set(false), camera.set(true)];
      const tracks = capture.prompts.map((prompt) => prompt.grant());
      await Promise.all(commands);
      expect(camera.phase).to.equal('on');
      expect(camera.captured?.track).to.equal(tracks.at(-1)?.asTrack);
      expect(capture.hot).to.deep.equal([tracks.at(-1)]);
    });

    it('takes no notice of a refusal nobody waits for', async () => {
      const camera = own.of();
      const turningOn = camera.set(true);
      await camera.set(false);
      capture.prompts[0]?.deny(new RtcError('media-denied', 'No'));
      await turningOn;
      expect(phases).to.deep.equal(['starting', 'off']);
    });

    it('is off after a refusal, which is told to whoever asked', async () => {
      const camera = own.of();
      const turningOn = camera.set(true);
      capture.prompts[0]?.deny(new RtcError('media-denied', 'No'));
      expect(await rejectionCode(turningOn)).to.equal('media-denied');
      expect([phases, lost]).to.deep.equal([['starting', 'off'], []]);
      const again = camera.set(true);
      capture.prompts[1]?.grant();
      await again;
      expect(camera.phase).to.equal('on');
    });

    it('keeps nothing that is granted after it was closed', async () => {
      const camera = own.of();
      const turningOn = camera.set(true);
      camera.close();
      capture.prompts[0]?.grant();
      await turningOn;
      expect([camera.phase, capture.hot]).to.deep.equal(['off', []]);
    });

    it('keeps nothing that is granted after its lifetime', async () => {
      const turningOn = own.of().set(true);
      lifetime.abort();
      capture.prompts[0]?.grant();
      await turningOn;
      expect(capture.hot).to.deep.equal([]);
    });
  });

  it('lets go of every device when closed, also of a muted microphone', async () => {
    const [camera, microphone] = [own.of(), own.of('microphone')];
    await Promise.all([camera.set(true), microphone.set(true)]);
    await microphone.set(false);
    camera.close();
    microphone.close();
    expect([camera.phase, capture.hot]).to.deep.equal(['off', []]);
  });

  it('lets go of its device at the end of its lifetime', async () => {
    await own.of().set(true);
    lifetime.abort();
    expect(capture.hot).to.deep.equal([]);
  });

  it('goes off and says so when the device goes away', async () => {
    const camera = own.of();
    await camera.set(true);
    capture.tracks[0]?.lose();
    expect([camera.phase, camera.captured]).to.deep.equal(['off', undefined]);
    expect(lost.map(({ code }) => code)).to.deep.equal(['media-ended']);
    await camera.set(true);
    expect(camera.phase).to.equal('on');
  });

  it('takes no notice of a device that it no longer has', async () => {
    const camera = own.of();
    await camera.set(true);
    await camera.set(false);
    await camera.set(true);
    capture.tracks[0]?.lose();
    expect([camera.phase, lost]).to.deep.equal(['on', []]);
  });

  it('does not complain when a muted microphone is unplugged, and opens another when it is wanted', async () => {
    const microphone = own.of('microphone');
    await microphone.set(true);
    await microphone.set(false);
    capture.tracks[0]?.lose();
    expect(lost).to.deep.equal([]);
    await microphone.set(true);
    expect([microphone.phase, capture.hot.length, capture.tracks.length]).to.deep.equal(['on', 1, 2]);
  });
});
