import { expect, fixture, html } from '@open-wc/testing';
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
    const t=performance.now(); await expect(tile).to.be.accessible(); console.log('axe', Math.round(performance.now()-t));
  });

  const part = (name: string) => tile.shadowRoot?.querySelector<HTMLElement>(`[part~="${name}"]`);
  const text = (name: string) => part(name)?.textContent.trim();
  const states = () =>
    ['speaking', 'muted', 'no-video', 'local', 'reconnecting', 'screen'].filter((state) => tile.matches(`:state(${state})`));

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
    expect([...media.attached]).to.deep.equal([video]);
    expect(video).to.include({ muted: true, autoplay: true, playsInline: true });
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
    expect(part('video')).to.equal(video);
    expect([before.attached.size, after.attached.size]).to.deep.equal([0, 1]);
  });

});
