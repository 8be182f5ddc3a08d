import { expect } from '@open-wc/testing';
import type { RtcVideoTile } from '../../../src/elements/rtc-video-tile/rtc-video-tile.ts';
import { ShownStage } from '../../support/shown-stage.ts';

const { matchMedia } = globalThis;

/** As if the reader wanted no motion. */
function wantNoMotion(): void {
  globalThis.matchMedia = (query) => (query.includes('reduced-motion') ? ({ matches: true } as MediaQueryList) : matchMedia(query));
}

describe('<rtc-stage> moves', () => {
  let stage: ShownStage;

  beforeEach(async () => {
    stage = await ShownStage.open();
    // What comes when somebody points at it, is here from the beginning.
    await stage.set({ layout: 'auto' });
    await stage.people(3);
    await stage.settled();
  });

  afterEach(() => {
    globalThis.matchMedia = matchMedia;
  });

  afterEach(async () => {
    await stage.settled();
    await expect(stage.call).to.be.accessible();
  });

  /** How the tiles that are on their way do it. */
  const keyframes = () => stage.gliding.flatMap(({ effect }) => (effect as KeyframeEffect).getKeyframes());

  for (const [what, move] of [
    ['somebody joins', () => stage.people(5)],
    ['somebody leaves', () => stage.leaves('p1')],
    ['somebody is pinned', () => stage.set({ pinned: 'p1' })],
    ['somebody shares', () => stage.shares('p1')],
    ['one hides oneself', () => stage.set({ hideSelf: true })],
  ] as const) {
    it(`are by transform alone, and short, when ${what}`, async () => {
      const before = stage.tile('p2').getBoundingClientRect();
      const moving = new Promise<DOMRect>((resolve) => {
        // The first drawing after the change.
        new MutationObserver((_, observer) => {
          observer.disconnect();
          resolve(stage.tile('p2').getBoundingClientRect());
        }).observe(stage.tile('p2'), { attributeFilter: ['style'] });
      });
      const done = move();
      const first = await moving;
      expect(Math.abs(first.left - before.left) + Math.abs(first.top - before.top)).to.be.lessThan(100);
      expect(stage.gliding.length).to.be.greaterThan(0);
      const properties = keyframes().flatMap((frame) => Object.keys(frame)).filter((name) => !['offset', 'computedOffset', 'easing', 'composite'].includes(name));
      expect(new Set(properties)).to.deep.equal(new Set(['transform']));
      for (const { effect } of stage.gliding) expect(effect?.getComputedTiming().duration).to.be.within(120, 200);
      await done;
    });
  }

  it('come from where the two were who were there first', async () => {
    const pair = await ShownStage.open();
    await pair.people(2);
    const before = pair.tile('p1').getBoundingClientRect();
    const joined = pair.people(3);
    await pair.element.updateComplete;
    expect(pair.gliding.length).to.be.greaterThan(0);
    for (const animation of pair.gliding) animation.currentTime = 0;
    const { left, top, width } = pair.tile('p1').getBoundingClientRect();
    expect([left, top, width].map(Math.round)).to.deep.equal([before.left, before.top, before.width].map(Math.round));
    await joined;
  });

  it('go on from where they are when they are interrupted', async () => {
    await stage.set({ pinned: 'p2' });
    for (const animation of stage.gliding) animation.pause();
    for (const animation of stage.gliding) animation.currentTime = 90;
    const halfway = stage.tile('p2').getBoundingClientRect();
    stage.element.pinned = null;
    await stage.element.updateComplete;
    for (const animation of stage.gliding) animation.currentTime = 0;
    const { left, top, width } = stage.tile('p2').getBoundingClientRect();
    expect([left, top, width].map(Math.round)).to.deep.equal([halfway.left, halfway.top, halfway.width].map(Math.round));
  });

  it('do not happen where motion is not wanted, or the page changes the size', async () => {
    stage.resize(640, 480);
    await stage.drawn();
    expect(stage.gliding.length).to.equal(0);
    wantNoMotion();
    await stage.set({ pinned: 'p1' });
    expect(stage.gliding.length).to.equal(0);
    expect(stage.largest).to.equal('p1');
  });

  it('insert no tile and no picture anew, so that all of them play on', async () => {
    const pictures = () => stage.tiles.map((tile) => tile.shadowRoot!.querySelector('video'));
    const [tiles, before] = [stage.tiles, pictures()];
    let inserted = 0;
    const watch = new MutationObserver((records) => {
      const nodes = records.flatMap(({ addedNodes, removedNodes }) => [...addedNodes, ...removedNodes]);
      inserted += nodes.filter((node) => node instanceof HTMLVideoElement || tiles.includes(node as RtcVideoTile)).length;
    });
    for (const root of [stage.element, ...tiles].map(({ shadowRoot }) => shadowRoot!)) watch.observe(root, { childList: true, subtree: true });
    await stage.set({ pinned: 'p1' });
    await stage.set({ layout: 'strip' });
    await stage.set({ layout: 'speaker', pinned: null });
    await stage.shares('p1');
    await stage.people(18);
    await stage.set({ layout: 'grid' });
    await stage.settled();
    expect(inserted).to.equal(0);
    expect(before.every((video) => video?.isConnected)).to.be.true;
    watch.disconnect();
  });
});
