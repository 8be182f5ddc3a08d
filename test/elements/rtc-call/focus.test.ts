import { expect } from '@open-wc/testing';
import '../../../src/elements/rtc-call/rtc-call.ts';
import { everyCallIsAccessible, type PageCall, pageCalls } from '../../support/page-calls.ts';
import { ScreenPicker } from '../../support/screen-picker.ts';
import { focusedIn, nameOf } from '../../support/shadow.ts';

describe('<rtc-call> gives the focus back', () => {
  let picker: ScreenPicker;
  let ada: PageCall;
  let grace: PageCall;

  beforeEach(async () => {
    picker = new ScreenPicker();
    [ada, grace] = (await pageCalls({ 'view-only': false, 'camera-off': true, muted: true, 'display-name': 'Ada' }, { 'display-name': 'Grace' })) as [PageCall, PageCall];
    await ada.until('the controls', () => ada.buttons.some((button) => nameOf(button) === 'People' || nameOf(button).startsWith('People')));
  });

  afterEach(async () => {
    picker.restore();
    await everyCallIsAccessible();
  });

  const focused = () => {
    const element = focusedIn(ada.element);
    return element instanceof HTMLButtonElement ? nameOf(element) : (element?.ariaLabel ?? element?.localName ?? '');
  };
  const isAt = (what: string) => ada.until(`the focus at ${what}`, () => focused() === what);
  const press = async (name: string) => {
    const button = await ada.enabled(name);
    button.focus();
    button.click();
  };
  const escape = () => focusedIn(ada.element)?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true, cancelable: true }));

  for (const panel of ['people', 'settings', 'shortcuts'] as const) {
    it(`of a panel to the toolbar, where nothing opened it that could have it: ${panel}`, async () => {
      (document.activeElement as HTMLElement | null)?.blur();
      await ada.element.setPanel(panel);
      await ada.until('the panel', () => focusedIn(ada.element)?.getAttribute('part') === 'panel');
      escape();
      await isAt('Microphone');
    });
  }

  it('of a panel to where it came from', async () => {
    (await ada.enabled('Camera')).focus();
    await ada.element.setPanel('people');
    await ada.until('the panel', () => focusedIn(ada.element)?.getAttribute('part') === 'panel');
    escape();
    await isAt('Camera');
  });

  it('of a line that goes, to what was used last in the toolbar', async () => {
    (await ada.enabled('Camera')).focus();
    await ada.until('keys', () => ada.element.shadowRoot!.querySelector('rtc-toolbar')!.shadowRoot!.querySelector('[tabindex="-1"]') !== null);
    await press('Share screen');
    picker.choose();
    await press('Stop sharing');
    await ada.until('no line', () => !ada.part('sharing-notice'));
    await isAt('Share screen');
  });

  it('to the screen after the call, and from there to the call', async () => {
    await press('Leave');
    await isAt('Join again');
    await press('Join again');
    await ada.phase('live');
    await isAt('Microphone');
  });

  it('to the page’s own screen after the call', async () => {
    const own = document.createElement('section');
    own.slot = 'ended';
    own.innerHTML = '<p>Thanks.</p><a href="#home">Home</a>';
    ada.element.append(own);
    await press('Leave');
    await ada.until('the link', () => document.activeElement === own.querySelector('a'));
  });

  it('of whoever leaves to a tile that stays', async () => {
    const stage = ada.element.shadowRoot!.querySelector('rtc-stage')!;
    const tiles = () => [...stage.shadowRoot!.querySelectorAll('rtc-video-tile')];
    tiles()[0]!.focus();
    await ada.until('what is done by keyboard', () => tiles()[1]!.tabIndex === 0 && tiles()[1]!.querySelector('button') !== null);
    tiles()[1]!.querySelector('button')!.focus();
    await grace.element.leave();
    await ada.sees(1);
    await ada.until('one tile', () => tiles().length === 1);
    expect(stage.shadowRoot!.activeElement === tiles()[0]).to.be.true;
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    expect(document.activeElement === ada.element).to.be.true;
  });
});
