import { expect } from '@open-wc/testing';
import { nameOf } from '../../support/shadow.ts';
import { ShownStage } from '../../support/shown-stage.ts';

describe('<rtc-stage> by keyboard', () => {
  let stage: ShownStage;

  beforeEach(async () => {
    stage = await ShownStage.open();
  });

  afterEach(async () => {
    await stage.settled();
    await expect(stage.call).to.be.accessible();
  });

  const active = () => stage.element.shadowRoot?.activeElement;
  /** Whose tile has the focus, or which button. */
  const focused = () => {
    const element = active();
    if (element instanceof HTMLButtonElement) return nameOf(element);
    const place = stage.tiles.indexOf(element as never);
    return stage.shown[place] ?? '';
  };
  const key = async (name: string, init: KeyboardEventInit = {}) => {
    const event = new KeyboardEvent('keydown', { key: name, bubbles: true, composed: true, cancelable: true, ...init });
    (active() ?? document.body).dispatchEvent(event);
    await stage.settled();
    return event;
  };
  const pressed = async (...names: readonly string[]) => {
    const seen: string[] = [];
    for (const name of names) {
      await key(name);
      seen.push(focused());
    }
    return seen;
  };
  const stops = () => stage.tiles.filter(({ tabIndex }) => tabIndex === 0).map(({ participant }) => participant);

  it('is one stop of the Tab key, buttons and all', async () => {
    await stage.people(5);
    expect(stops()).to.deep.equal(['p0']);
    const buttons = [...stage.element.shadowRoot!.querySelectorAll('button')].map((button) => button.tabIndex);
    expect(new Set(buttons)).to.deep.equal(new Set([-1]));
    stage.tile('p3').focus();
    await stage.settled();
    expect(stops()).to.deep.equal(['p3']);
  });

  it('says how to go on from there', async () => {
    await stage.people(3);
    await stage.drawn();
    expect(stage.tile('p0').ariaDescription).to.equal('Enter goes to its buttons');
    expect(stage.tile('p1').ariaDescription).to.be.null;
  });

  it('has none where nothing can be done', async () => {
    await stage.people(3);
    await stage.leaves('p1');
    await stage.leaves('p2');
    expect(stops()).to.deep.equal([]);
  });

  it('goes from tile to tile as they are seen, and stops at the edges', async () => {
    await stage.people(6);
    stage.tile('p0').focus();
    expect(await pressed('ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowDown', 'ArrowLeft', 'ArrowUp', 'ArrowUp')).to.deep.equal(['p1', 'p2', 'p2', 'p5', 'p4', 'p1', 'p1']);
    expect(await pressed('End', 'Home')).to.deep.equal(['p5', 'p0']);
  });

  it('goes to the left of what is seen, whatever way is read', async () => {
    stage.call.dir = 'rtl';
    await stage.people(3);
    stage.tile('p0').focus();
    const [first, second] = [stage.tile('p0'), stage.tile('p1')].map((tile) => tile.getBoundingClientRect().left);
    expect(await pressed(first! > second! ? 'ArrowLeft' : 'ArrowRight')).to.deep.equal(['p1']);
  });

  it('reaches the buttons of a tile by Enter or F2, and comes back', async () => {
    await stage.people(3);
    stage.tile('p0').focus();
    expect(await pressed('Enter', 'ArrowRight', 'ArrowRight', 'Escape')).to.deep.equal(['Pin Person 0', 'Hide yourself', 'Pin Person 0', 'p0']);
    expect(await pressed('ArrowRight', 'F2', 'F2')).to.deep.equal(['p1', 'Pin Person 1', 'p1']);
  });

  it('keeps the focus on whoever is pinned', async () => {
    await stage.people(4);
    stage.tile('p2').focus();
    await key('Enter');
    await stage.press('Pin Person 2');
    expect([stage.largest, focused()]).to.deep.equal(['p2', 'Pin Person 2']);
    expect(await pressed('Escape', 'ArrowRight')).to.deep.equal(['p2', 'p1']);
  });

  it('leaves keys alone that mean something else', async () => {
    await stage.people(3);
    stage.tile('p0').focus();
    expect((await key('ArrowRight', { ctrlKey: true })).defaultPrevented).to.be.false;
    expect((await key('m')).defaultPrevented).to.be.false;
    expect((await key(' ')).defaultPrevented).to.be.false;
    expect(focused()).to.equal('p0');
  });

  it('gives the focus of whoever leaves to the tile in that place, and to oneself at last', async () => {
    await stage.people(5);
    stage.tile('p2').focus();
    await stage.settled();
    await stage.leaves('p2');
    expect(focused()).to.equal('p3');
    await key('End');
    await key('Enter');
    expect(focused()).to.equal('Pin Person 4');
    await stage.leaves('p4');
    expect(focused()).to.equal('p3');
    await stage.leaves('p1');
    await stage.leaves('p3');
    expect(focused()).to.equal('p0');
  });

  it('goes on with the tiles of another page', async () => {
    await stage.people(20);
    stage.tile('p3').focus();
    await key('PageDown');
    await stage.settled();
    expect(stage.shown).to.include(focused());
    expect(focused()).not.to.equal('p3');
    await key('PageUp');
    await stage.settled();
    expect(stage.shown).to.include(focused());
  });

  it('has whoever floats as a stop apart, whose keys move it', async () => {
    await stage.people(3);
    await stage.leaves('p2');
    await stage.settled();
    expect(stops()).to.deep.equal(['p0', 'p1']);
    stage.tile('p0').focus();
    const top = () => stage.tile('p0').getBoundingClientRect().top;
    const before = top();
    expect(await pressed('ArrowUp')).to.deep.equal(['p0']);
    expect(top()).to.be.lessThan(before);
    expect(await pressed('Enter', 'Escape', 'Home', 'F2')).to.deep.equal(['Pin Person 0', 'p0', 'p1', 'Pin Person 1']);
  });
});
