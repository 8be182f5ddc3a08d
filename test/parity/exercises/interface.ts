import { expect, fixture, html } from '@open-wc/testing';
import '../../../src/elements/rtc-leave-button/rtc-leave-button.ts';
import '../../../src/elements/rtc-mic-button/rtc-mic-button.ts';
import '../../../src/elements/rtc-settings-button/rtc-settings-button.ts';
import { type PageCall, pageCall, pageCalls } from '../../support/page-calls.ts';
import { isStill, nameOf } from '../../support/shadow.ts';
import type { Exercises } from '../exercised.ts';

const sender = { 'view-only': false, muted: true, 'camera-off': true };

/** As long as `exercise` takes. */
async function styled(rules: string, exercise: () => Promise<void>): Promise<void> {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules);
  document.adoptedStyleSheets.push(sheet);
  await exercise().finally(() => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== sheet);
  });
}

/** Something of the page's, in a slot of the call. */
function filled({ element }: PageCall, slot: string, content: HTMLElement): HTMLElement {
  content.slot = slot;
  content.textContent ||= 'Of the page';
  element.append(content);
  return content;
}

/** What the page can make of the interface. */
export const ownInterface = {
  'has the controls that are named': async () => {
    const [ada] = await pageCalls({ ...sender, controls: 'microphone leave' });
    const names = () => ada!.parts('button').map((button) => nameOf(button as HTMLButtonElement)).join();
    await ada!.until('two', () => names() === 'Microphone,Leave');
    ada!.element.setAttribute('controls', 'leave people hand reaction settings');
    await ada!.until('others', () => names() === 'Leave,People 1,Hand,React,Settings');
    ada!.element.removeAttribute('controls');
    await ada!.until('all', () => names().startsWith('Microphone,Camera,'));
  },

  'has a screen of the page’s before it': async () => {
    const call = await pageCall({ ...sender });
    await call.phase('prejoin');
    const own = filled(call, 'prejoin', document.createElement('p'));
    await call.until('that one alone', () => own.checkVisibility() && !call.part('prejoin'));
    await call.element.join();
    await call.until('tiles', () => call.part('stage') && !own.checkVisibility());
  },

  'has tiles of the page’s': async () => {
    const [call] = await pageCalls({});
    const own = filled(call!, 'stage', document.createElement('p'));
    await call!.until('that alone', () => own.checkVisibility() && !call!.part('stage'));
    expect(call!.part('toolbar')).to.exist;
  },

  'has a control of the page’s': async () => {
    const [call] = await pageCalls(sender);
    let clicks = 0;
    const own = filled(call!, 'toolbar', document.createElement('button'));
    own.addEventListener('click', () => clicks++);
    const settings = filled(call!, 'toolbar', document.createElement('rtc-settings-button'));
    await call!.until('both', () => own.checkVisibility() && settings.shadowRoot?.querySelector('button:enabled'));
    own.click();
    expect(clicks).to.equal(1);
    settings.shadowRoot!.querySelector('button')!.click();
    await call!.until('the settings', () => call!.part('settings-sound') && isStill(call!.part('panel')));
  },

  'has buttons elsewhere in the page, with icons of the page’s': async () => {
    const [call] = await pageCalls({ ...sender, id: 'elsewhere' });
    const place = await fixture<HTMLElement>(html`<main>
      <rtc-mic-button for="elsewhere"><b slot="icon">🎤</b></rtc-mic-button>
      <rtc-leave-button for="elsewhere"><b slot="icon">🚪</b></rtc-leave-button>
    </main>`);
    const [microphone, leave] = [...place.children].map((element) => element.shadowRoot!);
    expect([...place.querySelectorAll('b')].every((icon) => icon.checkVisibility())).to.be.true;
    const pressable = (root: ShadowRoot | undefined) => call!.until('the button', () => root?.querySelector<HTMLElement>('button:enabled') ?? undefined);
    (await pressable(microphone)).click();
    await call!.until('the microphone', () => call!.element.participants[0]?.microphone === 'on');
    (await pressable(leave)).click();
    await call!.phase('ended');
  },

  'says how many are there, on the control': async () => {
    const [ada, bob] = await pageCalls({}, {});
    const count = (number: string) => ada!.until(number, () => ada!.part('people-count')?.textContent.trim() === number);
    await count('2');
    await bob!.element.leave();
    await count('1');
  },

  'hides what a style sheet hides': async () => {
    const [ada] = await pageCalls({ 'display-name': 'Ada' }, {});
    await ada!.until('both', () => ada!.part('toolbar') && ada!.part('tile-name'));
    await styled('rtc-call::part(toolbar), rtc-call::part(tile-name) { display: none; }', async () => {
      expect([ada!.part('toolbar'), ada!.part('tile-name')]).to.deep.equal([undefined, undefined]);
      expect(ada!.part('tile')).to.exist;
    });
  },

  'has the colours of a style sheet': async () => {
    const call = await pageCall(sender);
    await call.phase('prejoin');
    const style = (part: string) => getComputedStyle(call.part(part)!);
    await styled('rtc-call { --rtc-accent: rgb(1, 100, 50); --rtc-surface: rgb(250, 249, 248); --rtc-text: rgb(3, 2, 1); }', async () => {
      expect(style('prejoin-join-button').backgroundColor).to.equal('rgb(1, 100, 50)');
      expect(style('prejoin').color).to.equal('rgb(3, 2, 1)');
      expect(getComputedStyle(call.element.shadowRoot!.querySelector('.call')!).backgroundColor).to.equal('rgb(250, 249, 248)');
    });
  },
} satisfies Partial<Exercises>;
