import { expect } from '@open-wc/testing';
import '../../../src/elements/rtc-call/rtc-call.ts';
import { everyCallIsAccessible, pageCall, pageCalls } from '../../support/page-calls.ts';
import { exposedParts } from '../../support/shadow.ts';

describe('<rtc-call> theming', () => {
  let sheet: CSSStyleSheet;

  beforeEach(() => {
    sheet = new CSSStyleSheet();
    document.adoptedStyleSheets.push(sheet);
  });

  afterEach(() => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== sheet);
  });
  afterEach(everyCallIsAccessible);

  const style = (element: Element | undefined) => getComputedStyle(element!);

  it('takes one accent from any ancestor, down to the button that joins', async () => {
    sheet.replaceSync('main { --rtc-accent: rgb(1, 100, 50); }');
    const call = await pageCall();
    await call.phase('prejoin');
    expect(style(call.part('prejoin-join-button')).backgroundColor).to.equal('rgb(1, 100, 50)');
  });

  it('takes font and language from the page', async () => {
    sheet.replaceSync('main { font-family: monospace; }');
    const call = await pageCall();
    await call.phase('prejoin');
    for (const part of ['prejoin-join-button', 'prejoin-name-field']) expect(style(call.part(part)).fontFamily, part).to.equal('monospace');
  });

  it('lets the page style every part of every screen, by the names in its documentation', async () => {
    const seen = new Set<string>();
    const look = (call: { element: Element }) => {
      for (const [, names] of exposedParts(call.element)) names.forEach((name) => seen.add(name));
    };
    const waiting = await pageCall();
    await waiting.phase('prejoin');
    look(waiting);
    const [ada] = await pageCalls({ 'display-name': 'Ada' }, {});
    await ada!.phase('live');
    await ada!.until('the tiles', () => ada!.parts('tile-badge').length > 0);
    look(ada!);
    await ada!.element.leave();
    await ada!.phase('ended');
    look(ada!);
    const failed = await pageCall({ room: '' });
    await failed.phase('failed');
    look(failed);
    expect([...seen]).to.include.members([
      ...['prejoin', 'prejoin-preview', 'prejoin-advice', 'prejoin-name-field', 'prejoin-join-button'],
      ...['stage', 'tile', 'tile-placeholder', 'tile-name', 'tile-badge', 'toolbar', 'toolbar-bar', 'button', 'notice'],
      ...['ended', 'failed', 'again-button'],
    ]);
  });

  it('shows by its state where the call stands', async () => {
    sheet.replaceSync('rtc-call { --where: nowhere } rtc-call:state(prejoin) { --where: before } rtc-call:state(live) { --where: inside } rtc-call:state(ended) { --where: after }');
    const call = await pageCall({ 'view-only': true });
    const where = () => style(call.element).getPropertyValue('--where').trim();
    await call.phase('prejoin');
    expect(where()).to.equal('before');
    await call.element.join();
    expect(where()).to.equal('inside');
    await call.element.leave();
    expect(where()).to.equal('after');
  });

  it('reads from the right where the page does', async () => {
    const call = await pageCall({ dir: 'rtl', controls: 'microphone leave' });
    await call.phase('prejoin');
    await call.element.join();
    await call.phase('live');
    const [microphone, leave] = [call.button('Microphone'), call.button('Leave')].map((each) => each.getBoundingClientRect());
    expect(microphone!.left).to.be.greaterThan(leave!.left);
  });
});
