import { expect } from '@open-wc/testing';
import { ShownStage } from '../../support/shown-stage.ts';

describe('<rtc-stage> pins, and oneself', () => {
  let stage: ShownStage;

  beforeEach(async () => {
    stage = await ShownStage.open();
  });

  afterEach(async () => {
    await stage.settled();
    await expect(stage.call).to.be.accessible();
  });

  /** In which corner of the stage somebody is seen. */
  const cornerOf = (id: string) => {
    const [tile, all] = [stage.tile(id), stage.element].map((element) => element.getBoundingClientRect());
    const isBeyond = (from: number, size: number, allFrom: number, allSize: number) => from + size / 2 > allFrom + allSize / 2;
    return `${isBeyond(tile!.top, tile!.height, all!.top, all!.height) ? 'bottom' : 'top'} ${isBeyond(tile!.left, tile!.width, all!.left, all!.width) ? 'right' : 'left'}`;
  };
  const key = async (name: string) => {
    stage.tile('p0').dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true }));
    await stage.settled();
  };
  /** As if somebody pointed at the stage. */
  const pointAt = async () => {
    stage.tile('p0').dispatchEvent(new PointerEvent('pointerover', { bubbles: true, composed: true }));
    await stage.drawn();
  };

  it('pin one, say so, and let go again', async () => {
    await stage.people(4);
    await stage.press('Pin Person 2');
    expect([stage.call.store.state.view.pinned, stage.largest]).to.deep.equal(['p2', 'p2']);
    expect(stage.tile('p2').matches(':state(pinned)')).to.be.true;
    expect(stage.button('Pin Person 2').ariaPressed).to.equal('true');
    await stage.press('Pin Person 3');
    expect([stage.largest, stage.button('Pin Person 2').ariaPressed]).to.deep.equal(['p3', 'false']);
    await stage.press('Pin Person 3');
    expect(stage.call.store.state.view.pinned).to.equal('');
    expect(stage.tile('p3').pinned).to.be.false;
  });

  it('pin by a double click, which is none on a button', async () => {
    await stage.people(3);
    stage.tile('p1').dispatchEvent(new MouseEvent('dblclick', { bubbles: true, composed: true }));
    await stage.settled();
    expect(stage.largest).to.equal('p1');
    stage.button('Pin Person 2').dispatchEvent(new MouseEvent('dblclick', { bubbles: true, composed: true }));
    await stage.settled();
    expect(stage.largest).to.equal('p1');
  });

  it('keep the pin of whoever comes back', async () => {
    await stage.people(4);
    await stage.press('Pin Person 3');
    await stage.leaves('p3');
    await stage.settled();
    expect(new Set(stage.tiles.map(({ offsetWidth }) => offsetWidth)).size).to.equal(1);
    await stage.people(4);
    await stage.settled();
    expect(stage.largest).to.equal('p3');
  });

  it('show the buttons of a tile to whoever has the focus in it', async () => {
    await stage.people(3);
    const button = stage.button('Pin Person 1');
    button.focus();
    await Promise.all(button.getAnimations().map(({ finished }) => finished));
    expect(getComputedStyle(button).opacity).to.equal('1');
  });

  it('hide oneself, with a way back, and the focus goes along', async () => {
    await stage.people(3);
    await stage.press('Hide yourself');
    expect(stage.call.store.state.view.hideSelf).to.be.true;
    expect(stage.shown).to.deep.equal(['p1', 'p2']);
    const back = stage.button('Show yourself');
    expect(stage.element.shadowRoot?.activeElement === back).to.be.true;
    await stage.press('Show yourself');
    expect(stage.shown).to.deep.equal(['p0', 'p1', 'p2']);
    expect(stage.element.shadowRoot?.activeElement === stage.button('Hide yourself')).to.be.true;
  });

  it('hide oneself by attribute, but not while nobody else is there', async () => {
    stage.element.setAttribute('hide-self', '');
    await stage.people(1);
    expect(stage.shown).to.deep.equal(['p0']);
    await stage.people(2);
    await stage.settled();
    expect(stage.shown).to.deep.equal(['p1']);
    expect(stage.tile('p1').offsetHeight).to.equal(540);
  });

  it('offer one alone nothing of it', async () => {
    await stage.people(1);
    await pointAt();
    expect(stage.element.shadowRoot?.querySelectorAll('button').length).to.equal(0);
  });

  it('lie, before anybody points at them, where they lie after', async () => {
    await stage.people(2);
    const rects = () => stage.tiles.map((tile) => tile.getBoundingClientRect()).map(({ left, top, width, height }) => [left, top, width, height].map(Math.round));
    const before = rects();
    await pointAt();
    await stage.settled();
    expect(stage.button('Hide yourself')).to.exist;
    rects().flat().forEach((edge, index) => expect(edge).to.be.closeTo(before.flat()[index]!, 1));
  });

  it('bring the buttons of two to whoever comes by keyboard', async () => {
    await stage.people(2);
    stage.tile('p0').focus();
    await stage.settled();
    expect(stage.element.shadowRoot?.activeElement === stage.tile('p0')).to.be.true;
    expect(stage.button('Hide yourself')).to.exist;
    expect(stage.button('Pin Person 1')).to.exist;
  });

  it('let oneself be moved by keys, and stay there', async () => {
    await stage.people(2);
    stage.tile('p0').focus();
    await stage.settled();
    expect(cornerOf('p0')).to.equal('bottom right');
    await key('ArrowUp');
    expect(cornerOf('p0')).to.equal('top right');
    await key('ArrowLeft');
    expect(cornerOf('p0')).to.equal('top left');
    await key('ArrowDown');
    expect(cornerOf('p0')).to.equal('bottom left');
    await stage.people(3);
    await stage.leaves('p2');
    await stage.settled();
    expect(cornerOf('p0')).to.equal('bottom left');
  });

  it('let oneself be dragged into another corner', async () => {
    await stage.people(2);
    await pointAt();
    await stage.settled();
    const tile = stage.tile('p0');
    tile.setPointerCapture = () => undefined;
    const { left, top } = tile.getBoundingClientRect();
    const point = (type: string, x: number, y: number) =>
      tile.dispatchEvent(new PointerEvent(type, { clientX: left + x, clientY: top + y, isPrimary: true, button: 0, bubbles: true, composed: true }));
    point('pointerdown', 5, 5);
    point('pointermove', -495, -15);
    expect(tile.getBoundingClientRect().left).to.be.closeTo(left - 500, 1);
    point('pointerup', -495, -15);
    await stage.settled();
    expect(cornerOf('p0')).to.equal('bottom left');
    // Nothing is left of the dragging.
    expect(tile.getBoundingClientRect().left).to.be.closeTo(stage.element.getBoundingClientRect().left + 8, 1);
    point('pointermove', 300, -300);
    expect(cornerOf('p0')).to.equal('bottom left');
  });

  it('float at the end where the page reads from the right', async () => {
    stage.call.dir = 'rtl';
    await stage.people(2);
    await pointAt();
    await stage.settled();
    expect(cornerOf('p0')).to.equal('bottom left');
  });
});
