import { expect } from '@open-wc/testing';
import { ShownStage } from '../../support/shown-stage.ts';

describe('<rtc-stage> layouts', () => {
  let stage: ShownStage;

  beforeEach(async () => {
    stage = await ShownStage.open();
  });

  afterEach(async () => {
    await stage.settled();
    await expect(stage.call).to.be.accessible();
  });

  const rects = () => stage.tiles.map((tile) => tile.getBoundingClientRect());
  const overlap = (a: DOMRect, b: DOMRect) => a.left < b.right - 0.5 && b.left < a.right - 0.5 && a.top < b.bottom - 0.5 && b.top < a.bottom - 0.5;
  const anyOverlap = () => rects().some((a, index) => rects().slice(index + 1).some((b) => overlap(a, b)));

  it('are a grid of equals, two of them too, where the page wants one', async () => {
    await stage.set({ layout: 'grid' });
    await stage.people(2);
    await stage.settled();
    const [one, two] = rects();
    expect([one!.width, one!.height]).to.deep.equal([two!.width, two!.height]);
    expect(anyOverlap()).to.be.false;
  });

  it('show large who spoke last, and leave them there until somebody else speaks', async () => {
    await stage.set({ layout: 'speaker' });
    await stage.people(5);
    expect(stage.largest).to.equal('p1');
    await stage.change('p3', { speaking: true });
    expect(stage.largest).to.equal('p3');
    await stage.change('p2', { speaking: true });
    expect(stage.largest).to.equal('p3');
    await stage.change('p3', { speaking: false });
    expect(stage.largest).to.equal('p2');
    await stage.change('p2', { speaking: false });
    expect(stage.largest).to.equal('p2');
    await stage.change('p0', { speaking: true });
    expect(stage.largest).to.equal('p2');
    await stage.leaves('p2');
    await stage.settled();
    expect(stage.largest).to.equal('p1');
    expect(anyOverlap()).to.be.false;
  });

  it('are a row, or where there is more height a column', async () => {
    await stage.set({ layout: 'strip' });
    await stage.people(3);
    await stage.settled();
    expect(new Set(rects().map(({ top }) => Math.round(top))).size).to.equal(1);
    stage.resize(160, 600);
    await stage.settled();
    expect(new Set(rects().map(({ left }) => Math.round(left))).size).to.equal(1);
    expect(anyOverlap()).to.be.false;
  });

  it('do not move whoever speaks in a grid', async () => {
    await stage.people(4);
    await stage.settled();
    const before = rects().map(({ left, top }) => [left, top]);
    await stage.change('p2', { speaking: true });
    expect(stage.gliding.length).to.equal(0);
    expect(rects().map(({ left, top }) => [left, top])).to.deep.equal(before);
    expect(stage.tile('p2').matches(':state(speaking)')).to.be.true;
  });

  it('give a screen the room, as a whole, and a strip to everybody', async () => {
    await stage.people(4);
    await stage.shares('p2');
    await stage.settled();
    expect(stage.largest).to.equal('p2/screen');
    expect(stage.shown).to.have.members(['p0', 'p1', 'p2', 'p2/screen', 'p3']);
    expect(getComputedStyle(stage.tile('p2', 'screen').shadowRoot!.querySelector('video')!).objectFit).to.equal('contain');
    expect(anyOverlap()).to.be.false;
  });

  it('let several screens share the room, and one of them have it when it is pinned', async () => {
    await stage.people(4);
    await stage.shares('p1', 'p2');
    await stage.settled();
    const [one, two] = ['p1', 'p2'].map((id) => stage.tile(id, 'screen').getBoundingClientRect());
    expect(one!.width).to.equal(two!.width);
    expect(one!.width).to.be.greaterThan(stage.tile('p1').offsetWidth);
    await stage.press('Pin the screen of Person 1');
    expect(stage.call.store.state.view.pinned).to.equal('p1/screen');
    expect(stage.largest).to.equal('p1/screen');
    expect(stage.tile('p2', 'screen').offsetWidth).to.equal(stage.tile('p1').offsetWidth);
  });

  it('are as before when nobody shares any more', async () => {
    await stage.people(3);
    await stage.settled();
    const before = rects().map(({ left, top, width }) => [left, top, width]);
    await stage.shares('p1');
    await stage.change('p1', { screen: 'off' });
    await stage.settled();
    expect(rects().map(({ left, top, width }) => [left, top, width])).to.deep.equal(before);
  });

  it('do not show one’s own screen in itself', async () => {
    await stage.people(3);
    await stage.shares('p0');
    await stage.settled();
    expect(stage.shown).to.deep.equal(['p0', 'p1', 'p2']);
    expect(stage.part('sharing')?.textContent.trim()).to.equal('You’re sharing your screen');
    await stage.shares('p2');
    await stage.settled();
    expect(stage.largest).to.equal('p2/screen');
    expect(stage.part('sharing')).to.exist;
  });

  it('are mirrored where the page reads from the right', async () => {
    stage.call.dir = 'rtl';
    await stage.people(3);
    await stage.shares('p1');
    await stage.settled();
    expect(stage.tile('p1', 'screen').getBoundingClientRect().left).to.be.greaterThan(stage.tile('p0').getBoundingClientRect().left);
    expect(anyOverlap()).to.be.false;
  });

  it('are auto when nobody knows what the page wants', async () => {
    await stage.set({ layout: 'mosaic' });
    await stage.people(3);
    await stage.settled();
    const [one, ...others] = rects();
    expect(others.every(({ width }) => width === one!.width)).to.be.true;
  });
});
