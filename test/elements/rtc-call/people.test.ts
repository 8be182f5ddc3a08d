import { expect } from '@open-wc/testing';
import '../../../src/elements/rtc-call/rtc-call.ts';
import { everyCallIsAccessible, type PageCall, pageCalls } from '../../support/page-calls.ts';
import { focusedIn } from '../../support/shadow.ts';

describe('<rtc-call> people', () => {
  afterEach(everyCallIsAccessible);

  const escape = ({ element }: PageCall) => {
    focusedIn(element)!.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true, composed: true }));
  };
  const press = (button: HTMLButtonElement) => {
    button.focus();
    button.click();
  };
  const listed = async (call: PageCall, count: number) => call.until(`${count} people in the list`, () => call.parts('people-person').length === count);
  const closed = async (call: PageCall) => call.until('no panel', () => !call.part('panel'));

  it('are listed beside the tiles; Escape closes what is open, one after the other', async () => {
    const [ada] = await pageCalls({ 'display-name': 'Ada' }, { 'display-name': 'Grace' });
    const opener = await ada!.enabled('People 2');
    press(opener);
    await listed(ada!, 2);
    expect(ada!.parts('people-person').map(({ textContent }) => textContent.includes('Grace'))).to.deep.equal([false, true]);
    expect([opener.ariaExpanded, focusedIn(ada!.element) === ada!.part('panel')]).to.deep.equal(['true', true]);

    press(ada!.button('More about Grace'));
    await ada!.until('the menu', () => focusedIn(ada!.element) === ada!.buttons.find(({ textContent }) => textContent === 'Pin'));
    escape(ada!);
    expect([ada!.part('people-menu'), focusedIn(ada!.element) === ada!.button('More about Grace')]).to.deep.equal([undefined, true]);
    expect(ada!.part('panel')).to.exist;

    escape(ada!);
    await closed(ada!);
    expect([opener.ariaExpanded, focusedIn(ada!.element) === opener]).to.deep.equal(['false', true]);
  });

  it('are heard as loudly as wanted, and large who is pinned', async () => {
    const [ada, grace] = await pageCalls({}, { 'display-name': 'Grace' });
    press(await ada!.enabled('People 2'));
    await listed(ada!, 2);
    press(ada!.button('More about Grace'));
    await ada!.until('the menu', () => ada!.part('people-menu'));
    const volume = ada!.part('people-menu')!.querySelector('input')!;
    volume.value = '30';
    volume.dispatchEvent(new InputEvent('input', { bubbles: true }));
    expect(ada!.element.participants[1]?.volume).to.equal(0.3);
    ada!.button('Pin').click();
    expect(ada!.element.view.pinned).to.equal(grace!.element.localId);
  });

  it('are listed where it is narrow, too, with the focus going back to “more”', async () => {
    const [ada] = await pageCalls({ 'view-only': false, muted: true, 'camera-off': true });
    ada!.element.style.inlineSize = '288px';
    const more = await ada!.enabled('More');
    // The second time, all code is here.
    for (const _ of [1, 2]) {
      press(more);
      // In the bar it would have the number, too.
      await ada!.enabled('People');
      press(ada!.button('People'));
      await listed(ada!, 1);
      expect(ada!.part('toolbar-more')).to.be.undefined;
      escape(ada!);
      await closed(ada!);
      expect(focusedIn(ada!.element) === more).to.be.true;
    }
  });
});
