import { expect } from '@open-wc/testing';
import '../../../src/elements/rtc-call/rtc-call.ts';
import { everyCallIsAccessible, pageCall } from '../../support/page-calls.ts';
import { recordTracks, restoreDevices } from '../../support/recorded-tracks.ts';

const speech = { echoCancellation: true, noiseSuppression: true, autoGainControl: true, music: false };

/** What is done to a track's sound. Firefox's made-up microphone takes every wish, and says that it does nothing. */
function done(track: MediaStreamTrack, name: 'echoCancellation' | 'noiseSuppression' | 'autoGainControl'): unknown {
  if (!navigator.userAgent.includes('Firefox')) return track.getSettings()[name];
  const wish = track.getConstraints()[name];
  return typeof wish === 'object' ? wish.ideal : wish;
}

describe('<rtc-call> processing of sound', () => {
  afterEach(everyCallIsAccessible);
  afterEach(restoreDevices);

  const inCall = async (attributes = {}) => {
    const call = await pageCall({ autojoin: true, 'audio-only': true, ...attributes });
    await call.until('the microphone', () => call.element.participants[0]?.microphone === 'on');
    return call;
  };

  for (const [attribute, change, name] of [
    ['no-echo-cancellation', { echoCancellation: false }, 'echoCancellation'],
    ['no-noise-suppression', { noiseSuppression: false }, 'noiseSuppression'],
    ['no-auto-gain', { autoGainControl: false }, 'autoGainControl'],
    ['music', { music: true }, 'echoCancellation'],
  ] as const) {
    it(`is from the start as ${attribute} says, and as for speech without it`, async () => {
      const tracks = recordTracks();
      const call = await inCall({ [attribute]: true });
      expect(call.element.processing).to.deep.equal({ ...speech, ...change });
      expect(done(tracks.live[0]!, name)).to.equal(false);
      call.element.removeAttribute(attribute);
      await call.until('the change', () => tracks.live.every((track) => done(track, name) === true) && tracks.live.length === 1);
      expect(call.element.processing).to.deep.equal(speech);
      expect(call.all('rtc-processing-changed').at(-1)?.processing).to.deep.equal(speech);
      expect([call.element.phase, call.element.participants[0]?.microphone]).to.deep.equal(['live', 'on']);
    });
  }

  it('is what setProcessing() said last, until the attribute changes again', async () => {
    const tracks = recordTracks();
    const call = await inCall({ music: true });
    await call.element.setProcessing({ music: false, autoGainControl: false });
    expect(call.element.processing).to.deep.equal({ ...speech, autoGainControl: false });
    expect(tracks.live.map((track) => done(track, 'echoCancellation'))).to.deep.equal([true]);
    expect(call.element.music).to.be.true;
    call.element.displayName = 'Another';
    await call.element.updateComplete;
    expect(call.element.processing.music).to.be.false;
    call.element.music = false;
    await call.element.updateComplete;
    call.element.music = true;
    await call.until('music', () => call.element.processing.music);
    expect(call.element.processing.autoGainControl).to.be.false;
  });

  it('said before the call began counts when it does', async () => {
    const tracks = recordTracks();
    const call = await pageCall({ 'audio-only': true, muted: true });
    await call.phase('prejoin');
    await call.element.setProcessing({ noiseSuppression: false });
    expect(tracks.asked).to.be.empty;
    await call.element.join();
    await call.element.setMicrophone(true);
    expect(tracks.asked.at(-1)?.audio).to.deep.include({ noiseSuppression: false });
  });
});
