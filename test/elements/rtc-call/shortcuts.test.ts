import { expect, fixture, html } from '@open-wc/testing';
import { listenToKeys } from '../../../src/elements/rtc-call/shortcuts.ts';

describe('shortcuts', () => {
  let end: AbortController;
  let story: string[];
  let isOff: boolean;
  let page: HTMLElement;

  beforeEach(async () => {
    [end, story, isOff] = [new AbortController(), [], false];
    page = await fixture(html`<main>
      <rtc-call-to-be id="call"><p id="inside"></p><button id="own">Own</button></rtc-call-to-be>
      <rtc-call><p id="elsewhere"></p></rtc-call>
      <input aria-label="Field" /><textarea aria-label="Text"></textarea><select aria-label="Choice"></select><button>Button</button>
      <a href="#">Link</a><div contenteditable aria-label="Note" role="textbox">Text</div><div tabindex="0" id="focusable">Focusable</div>
      <details><summary>More</summary></details>
    </main>`);
    const press = () => {
      story.push('down');
      return () => story.push('up');
    };
    const shortcuts = [
      { key: 'space', everywhere: true, press },
      { key: 'm', press },
      { key: '?', press },
    ];
    listenToKeys({ call: page.querySelector('#call')!, shortcuts: () => (isOff ? [] : shortcuts) }, end.signal);
  });

  afterEach(() => {
    end.abort();
    Reflect.deleteProperty(document, 'visibilityState');
  });

  const key = (type: 'keydown' | 'keyup', init: KeyboardEventInit = {}, target: Element = document.body) => {
    const event = new KeyboardEvent(type, { code: 'Space', key: ' ', bubbles: true, composed: true, cancelable: true, ...init });
    target.dispatchEvent(event);
    return event;
  };

  it('are held and released, and nothing scrolls meanwhile', () => {
    expect(key('keydown').defaultPrevented).to.be.true;
    expect(key('keydown', { repeat: true }).defaultPrevented).to.be.true;
    expect(story).to.deep.equal(['down']);
    expect(key('keyup').defaultPrevented).to.be.true;
    expect(story).to.deep.equal(['down', 'up']);
    key('keyup');
    expect(story).to.deep.equal(['down', 'up']);
  });

  it('are pressed inside the call too', () => {
    key('keydown', {}, page.querySelector('#inside')!);
    expect(story).to.deep.equal(['down']);
  });

  for (const selector of ['input', 'textarea', 'select', 'button', 'a', '[contenteditable]', '#focusable', 'summary', '#elsewhere']) {
    it(`leave the key to ${selector}`, () => {
      expect(key('keydown', {}, page.querySelector(selector)!).defaultPrevented).to.be.false;
      expect(story).to.deep.equal([]);
    });
  }

  for (const modifier of ['ctrlKey', 'altKey', 'metaKey', 'shiftKey', 'repeat', 'isComposing'] as const) {
    it(`leave a key with ${modifier} alone`, () => {
      expect(key('keydown', { [modifier]: true }).defaultPrevented).to.be.false;
      expect(story).to.deep.equal([]);
    });
  }

  it('leave a key alone that the page has taken', () => {
    document.body.addEventListener('keydown', (event) => event.preventDefault(), { once: true });
    key('keydown');
    expect(story).to.deep.equal([]);
  });

  it('leave a key alone that means nothing now, or another one', () => {
    isOff = true;
    expect(key('keydown').defaultPrevented).to.be.false;
    isOff = false;
    expect(key('keydown', { code: 'KeyA', key: 'a' }).defaultPrevented).to.be.false;
    expect(story).to.deep.equal([]);
  });

  for (const [what, happen] of [
    ['the window loses the focus', () => window.dispatchEvent(new Event('blur'))],
    ['the page is hidden', () => document.dispatchEvent(new Event('visibilitychange'))],
    ['the call goes', () => end.abort()],
  ] as const) {
    it(`are released when ${what}`, () => {
      key('keydown');
      happen();
      expect(story).to.deep.equal(['down', 'up']);
    });
  }

  const pointAt = (selector: string) => page.querySelector(selector)!.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true }));
  const letter = (init: KeyboardEventInit = {}, target?: Element) => {
    const { defaultPrevented } = key('keydown', { code: 'KeyM', key: 'm', ...init }, target);
    key('keyup', { code: 'KeyM', key: 'm', ...init }, target);
    return defaultPrevented;
  };

  it('are the call’s own letters only where the call is what was used last', () => {
    expect(letter()).to.be.false;
    pointAt('#inside');
    expect(letter()).to.be.true;
    pointAt('input');
    expect(letter()).to.be.false;
    const own = page.querySelector<HTMLElement>('#own')!;
    own.focus();
    expect(letter({}, own)).to.be.true;
    expect(story).to.deep.equal(['down', 'up', 'down', 'up']);
  });

  it('are where the letter would be, on a keyboard without it; and a sign wherever it is', () => {
    pointAt('#inside');
    expect(letter({ key: 'ь' })).to.be.true;
    expect(letter({ key: 'q' })).to.be.false;
    expect(letter({ key: '?', code: 'Minus', shiftKey: true })).to.be.true;
    expect(letter({ key: 'M', shiftKey: true })).to.be.false;
  });

  it('leave a letter to the page’s own controls', () => {
    pointAt('#inside');
    for (const selector of ['input', 'button:not(#own)', 'a', '#focusable']) expect(letter({}, page.querySelector(selector)!), selector).to.be.false;
  });
});
