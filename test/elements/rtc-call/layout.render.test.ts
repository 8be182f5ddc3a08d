import { expect } from '@open-wc/testing';
import '../../../src/elements/rtc-call/rtc-call.ts';
import { everyCallIsAccessible, type PageCall, pageCall, pageCalls } from '../../support/page-calls.ts';

describe('<rtc-call> layout', () => {
  afterEach(everyCallIsAccessible);

  const widths = (call: PageCall) => call.parts('tile').map(({ offsetWidth }) => offsetWidth);
  const areEqual = (call: PageCall) => widths(call).length === 3 && new Set(widths(call)).size === 1;
  const isOneLarger = (call: PageCall) => {
    const [largest = 0, second = 0] = widths(call).sort((a, b) => b - a);
    return widths(call).length === 3 && largest > 2 * second;
  };

  it('may change in the call, which goes on', async () => {
    const [call] = await pageCalls({ layout: 'speaker' }, {}, {});
    await call!.until('somebody large', () => isOneLarger(call!));
    call!.element.layout = 'grid';
    await call!.until('equals', () => areEqual(call!));
    call!.element.setAttribute('layout', 'speaker');
    await call!.until('somebody large', () => isOneLarger(call!));
    // A bad value is for the next joining to refuse.
    call!.element.layout = 'mosaic';
    await call!.element.updateComplete;
    expect(call!.element.view.layout).to.equal('speaker');
    call!.element.removeAttribute('layout');
    await call!.until('equals', () => areEqual(call!));
    expect(call!.element.view.layout).to.equal('auto');
    expect(call!.element.phase).to.equal('live');
    expect([...call!.story].filter((type) => ['rtc-left', 'rtc-error'].includes(type))).to.be.empty;
  });

  it('lets the page style what is on the tiles and beside them', async () => {
    const [call] = await pageCalls({}, {}, {});
    for (const part of ['tile-pin', 'tile-hide']) await call!.until(part, () => call!.part(part));
    call!.part('tile-hide')!.click();
    await call!.until('the way back', () => call!.part('show-self'));
    expect(call!.parts('tile')).to.have.length(2);
  });

  it('needs little height as a strip', async () => {
    const call = await pageCall({ layout: 'strip', autojoin: true });
    await call.phase('live');
    await call.until('a tile', () => call.parts('tile').length === 1);
    call.element.style.blockSize = '208px';
    await call.element.updateComplete;
    const [tile, all] = [call.part('tile')!, call.part('toolbar')!].map((element) => element.getBoundingClientRect());
    expect(all!.bottom - call.element.getBoundingClientRect().top).to.be.at.most(208);
    await call.until('room for the tile', () => call.part('tile')!.getBoundingClientRect().bottom <= all!.top);
    expect(tile!.height).to.be.greaterThan(0);
  });
});
