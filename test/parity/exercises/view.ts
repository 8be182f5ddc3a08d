import { expect } from '@open-wc/testing';
import type { RtcVideoTile } from '../../../src/elements/rtc-video-tile/rtc-video-tile.ts';
import { Gestures } from '../../support/gestures.ts';
import { type PageCall, pageCalls } from '../../support/page-calls.ts';
import { isStill } from '../../support/shadow.ts';
import type { Exercises } from '../exercised.ts';

const three = async (attributes = {}) => (await pageCalls(attributes, {}, {})) as [PageCall, PageCall, PageCall];
const tiles = (call: PageCall) => call.parts('tile') as RtcVideoTile[];
const areas = (call: PageCall) => tiles(call).map(({ offsetWidth, offsetHeight }) => offsetWidth * offsetHeight);
const changes = (call: PageCall) => call.all('rtc-view-changed').map((event) => event.changes);

const areEqual = (call: PageCall) => areas(call).length === 3 && Math.max(...areas(call)) < 1.1 * Math.min(...areas(call));

/** Whose tile is more than twice as large as any other. */
function large(call: PageCall): string | null | undefined {
  const [first, second] = tiles(call).sort((a, b) => b.offsetWidth * b.offsetHeight - a.offsetWidth * a.offsetHeight);
  const area = ({ offsetWidth, offsetHeight }: HTMLElement) => offsetWidth * offsetHeight;
  return first && second && area(first) > 2 * area(second) ? first.participant : undefined;
}

function press(key: string): boolean {
  const init = { key, code: '', bubbles: true, cancelable: true };
  const isOurs = !document.body.dispatchEvent(new KeyboardEvent('keydown', init));
  document.body.dispatchEvent(new KeyboardEvent('keyup', init));
  return isOurs;
}

/** How this page shows a call, and what somebody in it does with that. */
export const view = {
  'raises a hand, and shows an emoji': async () => {
    const [ada, bob] = await three();
    await ada.element.setHand(true);
    await bob.until('the hand', () => bob.part('tile-hand'));
    await ada.element.react('👏');
    await bob.until('the emoji', () => bob.part('tile-reaction')?.textContent.includes('👏'));
    await ada.element.setHand(false);
    await bob.until('no hand', () => !bob.part('tile-hand'));
    expect(bob.all('rtc-participant-changed').flatMap((event) => event.changes.hand ?? [])).to.deep.equal([true, false]);
  },

  'lays the tiles out in another way': async () => {
    const [ada] = await three({ layout: 'grid' });
    await ada.until('equals', () => areEqual(ada));
    ada.element.setAttribute('layout', 'speaker');
    await ada.until('somebody large', () => large(ada));
    await ada.element.setLayout('grid');
    await ada.until('equals', () => areEqual(ada));
    expect(ada.element.view.layout).to.equal('grid');
    expect(changes(ada).slice(-2)).to.deep.equal([{ layout: 'speaker' }, { layout: 'grid' }]);
  },

  'makes somebody large': async () => {
    const [ada, bob, eve] = await three();
    for (const { element } of [bob, eve]) {
      await ada.element.setPinned(element.localId);
      await ada.until('that one', () => large(ada) === element.localId);
    }
    await ada.element.setPinned(null);
    await ada.until('equals', () => areEqual(ada));
    expect(changes(ada)).to.deep.equal([{ pinned: bob.element.localId }, { pinned: eve.element.localId }, { pinned: '' }]);
  },

  'hides oneself': async () => {
    const [ada] = await three({ 'hide-self': true });
    const shown = (count: number) => ada.until(`${count} tiles`, () => tiles(ada).length === count);
    await shown(2);
    expect(tiles(ada).map(({ participant }) => participant)).not.to.include(ada.element.localId);
    ada.element.removeAttribute('hide-self');
    await shown(3);
    await ada.element.setHideSelf(true);
    await shown(2);
    expect(changes(ada).slice(-2)).to.deep.equal([{ hideSelf: false }, { hideSelf: true }]);
  },

  'turns the mirror round': async () => {
    const [ada] = await three({ 'view-only': false, muted: true, 'no-mirror': true });
    const isMirrored = () => tiles(ada).some((tile) => tile.matches(':state(mirrored)'));
    // Firefox says of its made-up camera that it looks away: that one is never mirrored.
    const [name] = navigator.userAgent.includes('Firefox') ? ['never'] : ['mirrored'];
    await ada.until('the camera', () => ada.part('tile-video'));
    expect(isMirrored()).to.be.false;
    ada.element.removeAttribute('no-mirror');
    await ada.until('a mirror', () => isMirrored() || name === 'never');
    expect(ada.element.view.mirror).to.be.true;
    await ada.element.setMirror(false);
    await ada.until('no mirror', () => !isMirrored());
    expect(changes(ada).slice(-2)).to.deep.equal([{ mirror: true }, { mirror: false }]);
  },

  'lists people beside the tiles': async () => {
    const [ada] = await three({ panel: 'people' });
    const listed = (count: number) => ada.until(`${count} people`, () => ada.parts('people-person').length === count && isStill(ada.part('panel')));
    await listed(3);
    await ada.element.setPanel('');
    await ada.until('no list', () => !ada.part('panel'));
    await ada.element.setPanel('people');
    await listed(3);
    expect(ada.element.view.panel).to.equal('people');
    expect(changes(ada).slice(-2)).to.deep.equal([{ panel: '' }, { panel: 'people' }]);
  },

  'brings what is written in the chat beside the tiles': async () => {
    const [ada, grace] = await three({});
    const told: string[] = [];
    ada.element.addEventListener('rtc-message-sent', ({ message }) => told.push(`sent ${message.text}`));
    grace.element.addEventListener('rtc-message-received', ({ message }) => told.push(`received ${message.text}`));
    await ada.element.setPanel('chat');
    const chat = await ada.until('a chat', () => ada.element.shadowRoot?.querySelector<HTMLElementTagNameMap['rtc-chat']>('rtc-chat:defined') ?? undefined);
    await chat.send('Hello');
    await grace.until('the message', () => told.includes('received Hello'));
    expect(told).to.deep.equal(['sent Hello', 'received Hello']);
  },

  'brings a file from one chat to another': async () => {
    const [ada, grace] = await three({});
    grace.element.addEventListener('rtc-file-offered', ({ transfer }) => transfer.accept());
    let came: File | undefined;
    grace.element.addEventListener('rtc-file-received', ({ file }) => (came = file));
    await ada.element.setPanel('chat');
    const chat = await ada.until('a chat', () => ada.element.shadowRoot?.querySelector<HTMLElementTagNameMap['rtc-chat']>('rtc-chat:defined') ?? undefined);
    await chat.sendFiles([new File(['Hello'], 'hello.txt')]);
    await grace.until('the file', () => came !== undefined);
    expect(await came?.text()).to.equal('Hello');
  },

  'opens the settings beside the tiles': async () => {
    const [ada] = await three({ 'view-only': false, muted: true, 'camera-off': true });
    await ada.element.setPanel('settings');
    await ada.until('the settings', () => ada.part('settings-sound') && isStill(ada.part('panel')));
  },

  'says that it shows in a small window': async () => {
    const [ada] = await three({ 'display-name': 'Ada' });
    const gestures = new Gestures(ada.element);
    await ada.element.setPictureInPicture(true);
    expect([ada.element.view.pictureInPicture, gestures.words]).to.deep.equal([true, 'Guest']);
    await ada.element.setPictureInPicture(false);
    expect([ada.element.view.pictureInPicture, gestures.words]).to.deep.equal([false, '']);
    expect(changes(ada)).to.deep.equal([{ pictureInPicture: true }, { pictureInPicture: false }]);
    gestures.restore();
  },

  'has other keys': async () => {
    const [ada] = await three({ shortcuts: 'layout:w' });
    // Their code comes a moment after joining, and nothing tells.
    do {
      await new Promise(requestAnimationFrame);
      ada.element.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true }));
    } while (!press('w'));
    expect([ada.element.view.layout, press('l')]).to.deep.equal(['grid', false]);
    ada.element.setAttribute('shortcuts', 'layout:x');
    await ada.element.updateComplete;
    expect([press('w'), press('x'), ada.element.view.layout]).to.deep.equal([false, true, 'speaker']);
  },
} satisfies Partial<Exercises>;
