import { expect, fixture, html } from '@open-wc/testing';
import type { RtcVideoTile } from '../../../src/elements/rtc-video-tile/rtc-video-tile.ts';
import '../../../src/elements/rtc-video-tile/rtc-video-tile.ts';

// Not in WebKitGTK: now and then it forgets no state that was once set there.
describe('<rtc-video-tile> that is pinned', () => {
  it('says so for as long as it is', async () => {
    const tile = await fixture<RtcVideoTile>(html`<rtc-video-tile></rtc-video-tile>`);
    const isPinned = async () => {
      await tile.updateComplete;
      return tile.matches(':state(pinned)');
    };
    expect(await isPinned()).to.be.false;
    tile.pinned = true;
    expect(await isPinned()).to.be.true;
    tile.pinned = false;
    expect(await isPinned()).to.be.false;
    tile.setAttribute('pinned', '');
    expect(await isPinned()).to.be.true;
    await expect(tile).to.be.accessible();
  });
});
