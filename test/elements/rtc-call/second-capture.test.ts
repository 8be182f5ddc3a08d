import { expect, fixture, html } from '@open-wc/testing';
import '../../../src/elements/rtc-call/rtc-call.ts';
import { everyCallIsAccessible, newRoom, type PageCall, pageCall } from '../../support/page-calls.ts';
import { injectPermission, type RecordedTracks, recordTracks, restoreDevices } from '../../support/recorded-tracks.ts';

// The browser's own made-up devices, opened again while they are open.
describe('a second capture', () => {
  let tracks: RecordedTracks;

  beforeEach(() => {
    tracks = recordTracks();
  });

  afterEach(everyCallIsAccessible);
  afterEach(restoreDevices);

  const inCall = async () => {
    const call = await pageCall({ autojoin: true, room: newRoom() });
    await call.until('both', () => call.element.participants[0]?.camera === 'on' && call.element.participants[0].microphone === 'on');
    return call;
  };
  const well = (both: readonly MediaStreamTrack[]) => both.map(({ kind, readyState, muted, enabled }) => `${kind} ${readyState} ${muted ? 'muted' : 'unmuted'} ${enabled ? 'on' : 'off'}`).sort();
  const good = ['audio live unmuted on', 'video live unmuted on'];

  /** Its picture moves. */
  const shows = async (track: MediaStreamTrack) => {
    const video = await fixture<HTMLVideoElement>(html`<video muted autoplay playsinline aria-label="Picture"></video>`);
    video.srcObject = new MediaStream([track]);
    await video.play();
    for (let frames = 0; frames < 2; frames++) await new Promise<unknown>((resolve) => video.requestVideoFrameCallback(resolve));
    video.srcObject = null;
  };

  const stillWell = async (first: readonly MediaStreamTrack[], call: PageCall) => {
    expect(well(first)).to.deep.equal(good);
    await shows(first.find(({ kind }) => kind === 'video')!);
    expect([call.element.phase, call.errors]).to.deep.equal(['live', []]);
  };

  it('by another call in the page does nothing to the first, nor does its end', async () => {
    const one = await inCall();
    const first = [...tracks.granted];
    const two = await inCall();
    expect(tracks.granted).to.have.length(4);
    await stillWell(first, one);
    await two.element.leave();
    expect(tracks.live).to.have.length(2);
    await stillWell(first, one);
  });

  it('by a preview beside a call does nothing to it, nor does its end', async () => {
    const one = await inCall();
    const first = [...tracks.granted];
    injectPermission('granted');
    const preview = await pageCall();
    await preview.until('the preview', () => tracks.granted.length === 4);
    await stillWell(first, one);
    preview.element.remove();
    await one.until('its end', () => tracks.live.length === 2);
    await stillWell(first, one);
  });

  it('by the page itself does nothing to a call, nor does its end, nor the call to the page', async () => {
    const one = await inCall();
    const first = [...tracks.granted];
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
    await stillWell(first, one);
    for (const track of stream.getTracks()) track.stop();
    await stillWell(first, one);
    const again = await navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: false }, video: { height: 240 } });
    await one.element.setProcessing({ music: true });
    await one.element.leave();
    expect(well(again.getTracks())).to.deep.equal(good);
    for (const track of again.getTracks()) track.stop();
  });
});
