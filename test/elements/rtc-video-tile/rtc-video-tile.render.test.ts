import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import type { RtcVideoTile } from '../../../src/elements/rtc-video-tile/rtc-video-tile.ts';
import '../../../src/elements/rtc-video-tile/rtc-video-tile.ts';
import { ShownMedia, type ShownCall } from '../../support/shown-call.ts';
import '../../support/shown-call.ts';

describe('<rtc-video-tile>', () => {
  let call: ShownCall;
  let tile: RtcVideoTile;

  beforeEach(async () => {
    call = await fixture<ShownCall>(html`<shown-call><rtc-video-tile participant="ada"></rtc-video-tile></shown-call>`);
    tile = call.querySelector('rtc-video-tile')!;
    call.participant('ada', { name: 'Ada King Lovelace', microphone: 'on' });
    await tile.updateComplete;
  });

  afterEach(async () => {
    await tile.updateComplete;
    await expect(tile).to.be.accessible();
  });

  const part = (name: string) => tile.shadowRoot?.querySelector<HTMLElement>(`[part~="${name}"]`);
  const text = (name: string) => part(name)?.textContent.trim();
  const states = () =>
    ['speaking', 'muted', 'no-video', 'local', 'mirrored', 'reconnecting', 'screen'].filter((state) => tile.matches(`:state(${state})`));

  it('shows name and initials without a picture', () => {
    expect(text('name')).to.equal('Ada King Lovelace');
    expect(text('placeholder')).to.equal('AL');
    expect(part('video')).to.be.null;
    expect(states()).to.deep.equal(['no-video']);
  });

  it('shows the picture, silent and in place, for as long as there is one', async () => {
    const media = new ShownMedia();
    call.media('ada', 'camera', media);
    await tile.updateComplete;
    const video = part('video') as HTMLVideoElement;
    expect(media.attached.has(video)).to.be.true;
    expect([video.muted, video.autoplay, video.hasAttribute('playsinline')]).to.deep.equal([true, true, true]);
    expect(states()).to.be.empty;

    call.media('ada', 'camera', undefined);
    await tile.updateComplete;
    expect(media.attached.size).to.equal(0);
    expect(part('placeholder')).to.exist;
  });

  it('keeps the same video while the picture is exchanged, and lets go of the old one', async () => {
    const [before, after] = [new ShownMedia(), new ShownMedia()];
    call.media('ada', 'camera', before);
    await tile.updateComplete;
    const video = part('video');
    call.media('ada', 'camera', after);
    await tile.updateComplete;
    expect(part('video') === video).to.be.true;
    expect([before.attached.size, after.attached.size]).to.deep.equal([0, 1]);
  });

  it('lets go of the picture when it is removed, and has it again when put back', async () => {
    const media = new ShownMedia();
    call.media('ada', 'camera', media);
    await tile.updateComplete;
    tile.remove();
    await tile.updateComplete;
    expect(media.attached.size).to.equal(0);
    call.append(tile);
    await tile.updateComplete;
    expect(media.attached.size).to.equal(1);
  });

  it('plays on when it was paused, such as by a page that was frozen, as long as there is a picture', async () => {
    call.media('ada', 'camera', new ShownMedia());
    await tile.updateComplete;
    const video = part('video') as HTMLVideoElement;
    let played = 0;
    video.play = async () => {
      played++;
    };
    video.srcObject = new MediaStream();
    video.dispatchEvent(new Event('pause'));
    expect(played).to.equal(1);
    video.srcObject = null;
    video.dispatchEvent(new Event('pause'));
    expect(played).to.equal(1);
  });

  it('says that the microphone is off', async () => {
    call.participant('ada', { microphone: 'off' });
    await tile.updateComplete;
    expect(part('badge')).to.exist;
    expect(states()).to.deep.equal(['muted', 'no-video']);
  });

  it('says that somebody speaks', async () => {
    call.participant('ada', { speaking: true });
    await tile.updateComplete;
    expect(states()).to.deep.equal(['speaking', 'no-video']);
  });

  it('keeps the last picture while the link is silent', async () => {
    const media = new ShownMedia();
    call.media('ada', 'camera', media);
    call.participant('ada', { connection: 'reconnecting' });
    await tile.updateComplete;
    expect(media.attached.size).to.equal(1);
    expect(states()).to.deep.equal(['reconnecting']);
    expect(text('quality')).to.equal('Reconnecting…');
  });

  it('says that the connection is poor, and nothing while it is good', async () => {
    call.participant('ada', { quality: 'poor' });
    await tile.updateComplete;
    expect(text('quality')).to.equal('Poor connection');
    call.participant('ada', { quality: 'good' });
    await tile.updateComplete;
    expect(part('quality')).to.be.null;
  });

  it('says that a connection is slow, or one\'s own machine', async () => {
    call.participant('ada', { quality: 'fair', qualityCause: 'network' });
    await tile.updateComplete;
    expect(text('quality')).to.equal('Slow connection');
    call.participant('ada', { quality: 'fair', qualityCause: 'your-device' });
    await tile.updateComplete;
    expect(text('quality')).to.equal('This device is busy');
  });

  it('tells the call how tall the picture is seen, and when it is not any more', async () => {
    const shown = () => call.commands.filter(([name]) => name === 'show').map(([, , picture]) => picture as { height: number } | undefined);
    const isSeen = (height: number) => () => shown().at(-1)?.height === Math.round(height * devicePixelRatio);
    Object.assign(tile.style, { width: '320px', height: '200px', aspectRatio: 'auto' });
    await waitUntil(isSeen(200), 'the height');
    expect(shown().at(-1)).to.include({ id: 'ada', source: 'camera' });
    tile.style.width = '640px';
    await waitUntil(isSeen(360), 'what covers the width');
    tile.style.display = 'none';
    await waitUntil(isSeen(0), 'nothing');
    tile.style.display = '';
    await waitUntil(isSeen(360), 'it again');
    tile.remove();
    expect(shown().at(-1)).to.equal(undefined);
    call.append(tile);
  });

  it('shows the picture in the place of which it tells how tall it is', async () => {
    const media = new ShownMedia();
    call.media('ada', 'camera', media);
    await tile.updateComplete;
    await waitUntil(() => call.commands.some(([name]) => name === 'show'), 'the height');
    expect([...media.attached.values()]).to.deep.equal([call.commands.find(([name]) => name === 'show')?.[1]]);
  });

  it('asks for a tall picture as tall as one that covers its place', async () => {
    const media = new ShownMedia();
    call.media('ada', 'camera', media);
    Object.assign(tile.style, { width: '320px', height: '200px', aspectRatio: 'auto' });
    await tile.updateComplete;
    const video = part('video') as HTMLVideoElement;
    Object.defineProperties(video, { videoWidth: { value: 360 }, videoHeight: { value: 640 } });
    video.dispatchEvent(new Event('resize'));
    const asked = () => (call.commands.filter(([name]) => name === 'show').at(-1)?.[2] as { height: number } | undefined)?.height;
    await waitUntil(() => asked() === Math.round((320 * 640) / 360 * devicePixelRatio), 'the height of a picture that is cut above and below');
  });

  it('shows a screen whole, beside the camera', async () => {
    const [camera, screen] = [new ShownMedia('camera'), new ShownMedia('screen')];
    call.media('ada', 'camera', camera);
    call.media('ada', 'screen', screen);
    tile.setAttribute('source', 'screen');
    await tile.updateComplete;
    expect([camera.attached.size, screen.attached.size]).to.deep.equal([0, 1]);
    expect(states()).to.deep.equal(['screen']);
    expect(getComputedStyle(part('video')!).objectFit).to.equal('contain');
  });

  it('mirrors one’s own camera, and no screen', async () => {
    call.participant('ada', { isLocal: true });
    call.media('ada', 'camera', new ShownMedia());
    call.media('ada', 'screen', new ShownMedia('screen'));
    await tile.updateComplete;
    expect(states()).to.deep.equal(['local', 'mirrored']);
    expect(text('name')).to.equal('Ada King Lovelace (you)');
    expect(getComputedStyle(part('video')!).transform).to.equal('matrix(-1, 0, 0, 1, 0, 0)');
    call.store.update({ view: { ...call.store.state.view, mirror: false } });
    await tile.updateComplete;
    expect(getComputedStyle(part('video')!).transform).to.equal('none');
    call.store.update({ view: { ...call.store.state.view, mirror: true } });
    tile.source = 'screen';
    await tile.updateComplete;
    expect(getComputedStyle(part('video')!).transform).to.equal('none');
  });

  it('shows oneself without a participant, before a call too', async () => {
    const media = new ShownMedia();
    call.media('local', 'camera', media);
    tile.removeAttribute('participant');
    await tile.updateComplete;
    expect(media.attached.size).to.equal(1);
    expect(states()).to.deep.equal(['local', 'mirrored']);

    call.store.update({ localId: 'ada' });
    await tile.updateComplete;
    expect(text('name')).to.equal('Ada King Lovelace');
  });

  it('has a name for whoever has none', async () => {
    call.participant('ada', { name: '' });
    await tile.updateComplete;
    expect(text('name')).to.equal('Guest');
    expect(part('placeholder')?.querySelector('svg')).to.exist;
  });

  it('shows an avatar instead of initials', async () => {
    call.participant('ada', { avatar: 'https://pictures.invalid/ada.png' });
    await tile.updateComplete;
    const picture = part('placeholder')?.querySelector('img');
    expect([picture?.src, picture?.referrerPolicy]).to.deep.equal(['https://pictures.invalid/ada.png', 'no-referrer']);
  });

  it('is empty for somebody who is not there', async () => {
    tile.participant = 'nobody';
    await tile.updateComplete;
    expect(part('name')).to.be.null;
    expect(states()).to.deep.equal(['no-video']);
  });

  it('shows names as text, whatever they are', async () => {
    call.participant('ada', { name: '<img src=x onerror=alert(1)>' });
    await tile.updateComplete;
    expect(text('name')).to.equal('<img src=x onerror=alert(1)>');
    expect(part('name')?.children.length).to.equal(0);
  });

  it('is drawn anew only for its own participant', async () => {
    call.participant('grace', { name: 'Grace' });
    expect(tile.isUpdatePending).to.be.false;
    call.participant('ada', { name: 'A' });
    expect(tile.isUpdatePending).to.be.true;
  });
});
