import { expect, fixture, html } from '@open-wc/testing';
import '../../../src/elements/rtc-stage/rtc-stage.ts';
import type { RtcVideoTile } from '../../../src/elements/rtc-video-tile/rtc-video-tile.ts';
import type { ShownCall } from '../../support/shown-call.ts';
import '../../support/shown-call.ts';

describe('<rtc-stage>', () => {
  let call: ShownCall;

  beforeEach(async () => {
    call = await fixture<ShownCall>(html`<shown-call><rtc-stage></rtc-stage></shown-call>`);
    stage().style.inlineSize = '640px';
    stage().style.blockSize = '480px';
  });

  afterEach(async () => {
    await expect(call).to.be.accessible();
  });

  const stage = () => call.querySelector('rtc-stage')!;
  const tiles = () => [...stage().shadowRoot!.querySelectorAll<RtcVideoTile>('rtc-video-tile')];
  const people = async (count: number) => {
    for (let index = call.store.state.participants.length; index < count; index++) call.participant(`p${index}`, { name: `Person ${index}`, isLocal: index === 0 });
    await drawn();
  };
  /** Sizes are known when the browser has laid out. */
  const drawn = async () => {
    await stage().updateComplete;
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  };

  it('shows oneself before anybody is there', async () => {
    await drawn();
    expect(tiles().map(({ participant }) => participant)).to.deep.equal([null]);
    expect(tiles()[0]!.getBoundingClientRect().height).to.be.closeTo(480, 1);
  });

  for (const count of [1, 3, 4, 7, 16]) {
    it(`shows ${count} inside itself, all of one size and none over another`, async () => {
      await people(count);
      const box = stage().getBoundingClientRect();
      const rects = tiles().map((tile) => tile.getBoundingClientRect());
      expect(rects).to.have.length(count);
      for (const rect of rects) {
        expect([rect.width, rect.height]).to.deep.equal([rects[0]!.width, rects[0]!.height]);
        expect(rect.left).to.be.at.least(box.left - 0.5);
        expect(rect.right).to.be.at.most(box.right + 0.5);
        expect(rect.top).to.be.at.least(box.top - 0.5);
        expect(rect.bottom).to.be.at.most(box.bottom + 0.5);
      }
      const overlap = (a: DOMRect, b: DOMRect) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
      expect(rects.some((a, index) => rects.slice(index + 1).some((b) => overlap(a, b)))).to.be.false;
    });
  }

  it('floats oneself over the other one of two', async () => {
    await people(2);
    const [self, other] = tiles().map((tile) => tile.getBoundingClientRect());
    expect(other!.height).to.be.closeTo(480, 1);
    expect(self!.width).to.be.lessThan(other!.width / 3);
    expect(self!.right).to.be.at.most(stage().getBoundingClientRect().right);
  });

  it('keeps the tile of whoever stays', async () => {
    await people(3);
    const before = tiles()[2];
    call.store.update({ participants: call.store.state.participants.filter(({ id }) => id !== 'p1') });
    await drawn();
    expect(tiles()[1] === before).to.be.true;
  });

  it('follows the size that the page gives it', async () => {
    await people(4);
    const before = tiles()[0]!.getBoundingClientRect().width;
    stage().style.inlineSize = '320px';
    await drawn();
    expect(tiles()[0]!.getBoundingClientRect().width).to.be.lessThan(before);
    expect(tiles().every((tile) => tile.getBoundingClientRect().right <= stage().getBoundingClientRect().right + 0.5)).to.be.true;
  });

  it('goes on laying out after it was moved', async () => {
    await people(3);
    const room = document.createElement('div');
    call.append(room);
    room.append(stage());
    stage().style.inlineSize = '300px';
    await drawn();
    expect(tiles().every((tile) => tile.getBoundingClientRect().right <= stage().getBoundingClientRect().right + 0.5)).to.be.true;
  });
});
