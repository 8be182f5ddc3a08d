import { expect } from '@open-wc/testing';
import { ShownStage } from '../../support/shown-stage.ts';

describe('<rtc-stage> pages', () => {
  let stage: ShownStage;

  beforeEach(async () => {
    stage = await ShownStage.open();
  });

  afterEach(async () => {
    await stage.settled();
    await expect(stage.call).to.be.accessible();
  });

  const status = () => stage.part('pager')?.querySelector('[role=status]')?.textContent;
  const press = async (key: string) => {
    stage.button('Next page').dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    await stage.settled();
  };

  it('are not there for sixteen', async () => {
    await stage.people(16);
    expect(stage.part('pager')).to.be.undefined;
    expect(stage.tiles).to.have.length(16);
  });

  for (const [count, pages] of [[17, [16, 1]], [25, [16, 9]], [49, [16, 16, 16, 1]]] as const) {
    it(`show everybody of ${count} once`, async () => {
      await stage.people(count);
      await stage.settled();
      const seen: string[][] = [stage.shown];
      for (let page = 2; page <= pages.length; page++) {
        await stage.press('Next page');
        expect(status()).to.equal(`${page} of ${pages.length}`);
        seen.push(stage.shown);
      }
      expect(seen.map(({ length }) => length)).to.deep.equal(pages);
      expect(new Set(seen.flat()).size).to.equal(count);
    });
  }

  it('end with the last, and begin with the first, without losing the focus', async () => {
    await stage.people(20);
    stage.button('Next page').focus();
    await stage.press('Next page');
    expect(stage.button('Next page').getAttribute('aria-disabled')).to.equal('true');
    expect(stage.element.shadowRoot?.activeElement === stage.button('Next page')).to.be.true;
    await stage.press('Next page');
    expect(status()).to.equal('2 of 2');
    await stage.press('Previous page');
    expect(status()).to.equal('1 of 2');
  });

  it('turn by keys', async () => {
    await stage.people(49);
    await press('ArrowRight');
    expect(status()).to.equal('2 of 4');
    await press('PageDown');
    expect(status()).to.equal('3 of 4');
    await press('ArrowLeft');
    await press('PageUp');
    expect(status()).to.equal('1 of 4');
    await press('End');
    expect(status()).to.equal('4 of 4');
    await press('ArrowRight');
    expect(status()).to.equal('4 of 4');
    await press('Home');
    expect(status()).to.equal('1 of 4');
  });

  it('turn to the left where the page reads from the right', async () => {
    stage.call.dir = 'rtl';
    await stage.people(20);
    await press('ArrowLeft');
    expect(status()).to.equal('2 of 2');
  });

  it('hint at who speaks on another, and move nobody', async () => {
    await stage.people(20);
    await stage.settled();
    const before = stage.shown;
    await stage.change('p18', { speaking: true });
    expect(stage.button('Next page, Person 18 is speaking').matches('.speaking')).to.be.true;
    expect(stage.shown).to.deep.equal(before);
    expect(stage.gliding.length).to.equal(0);
    await stage.press('Next page, Person 18 is speaking');
    expect(stage.button('Next page')).to.exist;
  });

  it('go back to the last there is when people leave', async () => {
    await stage.people(17);
    await stage.press('Next page');
    await stage.leaves('p3');
    expect(stage.part('pager')).to.be.undefined;
    expect(stage.tiles).to.have.length(16);
  });

  it('are those of the strip beside what is large', async () => {
    await stage.people(30);
    await stage.set({ pinned: 'p20' });
    await stage.settled();
    const first = stage.shown;
    expect(stage.largest).to.equal('p20');
    await stage.press('Next page');
    expect(stage.largest).to.equal('p20');
    expect(stage.shown.filter((id) => first.includes(id))).to.deep.equal(['p20']);
  });

  it('ask for no picture of whoever is on another', async () => {
    await stage.people(17);
    await stage.settled();
    const heights = () => {
      const shown = stage.call.commands.filter(([name]) => name === 'show').flatMap(([, , picture]) => (picture ? [picture as { id: string; height: number }] : []));
      return new Map(shown.map(({ id, height }) => [id, height]));
    };
    expect(heights().get('p1')).to.be.greaterThan(0);
    expect(heights().get('p16')).to.equal(0);
    await stage.press('Next page');
    await stage.drawn();
    expect(heights().get('p1')).to.equal(0);
    expect(heights().get('p16')).to.be.greaterThan(0);
  });
});
