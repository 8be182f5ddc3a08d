import { expect, nextFrame } from '@open-wc/testing';
import '../../../src/elements/rtc-call/rtc-call.ts';
import { adopt, everyCallIsAccessible, newRoom, pageCall, pageCalls, rejected } from '../../support/page-calls.ts';

// What needs no devices and no WebRTC: these run in WebKitGTK too.
describe('<rtc-call> as it is drawn', () => {
  afterEach(everyCallIsAccessible);

  it('has a screen before joining', async () => {
    const call = await pageCall();
    await call.phase('prejoin');
    for (const part of ['prejoin', 'prejoin-preview', 'tile', 'button', 'prejoin-name-field', 'prejoin-join-button']) expect(call.part(part), part).to.exist;
  });

  it('has a tile for everybody, and all of them can be seen', async () => {
    const calls = await pageCalls(...Array.from({ length: 4 }, (_, index) => ({ 'display-name': `Person ${index}` })));
    await calls[0]!.until('four tiles', () => calls[0]!.parts('tile').length === 4);
    const stage = calls[0]!.part('stage')!.getBoundingClientRect();
    for (const tile of calls[0]!.parts('tile')) {
      const { width, height, left, right, top, bottom } = tile.getBoundingClientRect();
      expect(Math.min(width, height)).to.be.greaterThan(80);
      expect([left, top].every((edge, axis) => edge > [stage.left, stage.top][axis]! - 1)).to.be.true;
      expect([right, bottom].every((edge, axis) => edge < [stage.right, stage.bottom][axis]! + 1)).to.be.true;
    }
  });

  for (const width of [280, 2560]) {
    it(`fits into ${width} px`, async () => {
      const [call] = await pageCalls({ 'display-name': 'A name that is much longer than the tile it is shown on '.repeat(3) }, {});
      call!.element.style.inlineSize = `${width}px`;
      const inner = call!.element.shadowRoot!.querySelector('.call')!;
      await call!.until('the tiles', () => call!.parts('tile').every((tile) => tile.shadowRoot?.querySelector('[part~="name"]')));
      // The bar folds when the frame is drawn that follows.
      await nextFrame();
      await nextFrame();
      expect(inner.scrollWidth).to.be.at.most(width);
      await call!.element.leave();
      await call!.element.updateComplete;
      expect(inner.scrollWidth).to.be.at.most(width);
    });
  }

  it('lets the page style every part, those of the tiles too', async () => {
    const [call] = await pageCalls({}, {});
    await call!.until('the tiles', () => call!.parts('tile').every((tile) => tile.shadowRoot?.querySelector('[part~="name"]')));
    const sheet = new CSSStyleSheet();
    const parts = ['stage', 'toolbar', 'button', 'notice', 'tile', 'tile-placeholder', 'tile-name', 'tile-badge'];
    sheet.replaceSync(parts.map((part, index) => `rtc-call::part(${part}) { --seen: ${index} }`).join(''));
    document.adoptedStyleSheets.push(sheet);
    const seen = parts.map((part) => getComputedStyle(call!.part(part)!).getPropertyValue('--seen').trim());
    document.adoptedStyleSheets.pop();
    expect(seen).to.deep.equal(parts.map((_, index) => String(index)));
  });

  it('takes the size that the page gives it', async () => {
    const [call] = await pageCalls({});
    call!.element.style.blockSize = '700px';
    call!.element.style.inlineSize = '300px';
    expect(call!.element.shadowRoot!.querySelector('.call')!.getBoundingClientRect()).to.include({ width: 300, height: 700 });
  });

  it('is not seen when it is hidden', async () => {
    const call = await pageCall({ hidden: true });
    expect(call.element.checkVisibility()).to.be.false;
  });

  it('says that the browser cannot make calls', async () => {
    const { RTCPeerConnection: original } = globalThis as { RTCPeerConnection?: typeof RTCPeerConnection };
    // Real in WebKitGTK, made so elsewhere.
    Reflect.deleteProperty(globalThis, 'RTCPeerConnection');
    try {
      const element = document.createElement('rtc-call');
      Object.assign(element, { room: newRoom(), viewOnly: true, server: `${location.origin}/peer` });
      const call = await adopt(element);
      await call.phase('failed');
      expect(call.errors).to.deep.equal(['unsupported-browser']);
      expect(call.words).to.include('This browser can’t make calls.');
      expect(call.element.shadowRoot?.querySelectorAll('button').length).to.equal(0);
      expect(await rejected(element.join())).to.equal('unsupported-browser');
    } finally {
      if (original) Object.assign(globalThis, { RTCPeerConnection: original });
    }
  });
});
