import { expect } from '@open-wc/testing';
import '../../../src/elements/rtc-call/rtc-call.ts';
import { everyCallIsAccessible, type PageCall, pageCalls, rejected } from '../../support/page-calls.ts';
import { ScreenPicker } from '../../support/screen-picker.ts';

describe('<rtc-call> sharing a screen', () => {
  let picker: ScreenPicker;
  let ada: PageCall;
  let grace: PageCall;

  beforeEach(async () => {
    picker = new ScreenPicker();
    [ada, grace] = (await pageCalls({ 'view-only': false, 'camera-off': true, muted: true, 'display-name': 'Ada' }, { 'display-name': 'Grace' })) as [PageCall, PageCall];
  });

  afterEach(async () => {
    picker.restore();
    await everyCallIsAccessible();
  });

  const heard = ({ element }: PageCall) => element.shadowRoot!.querySelector('[role="log"]:not([part])')!.textContent.replaceAll(/\s+/g, ' ').trim();
  const screens = (call: PageCall) => call.element.participants.filter(({ screen }) => screen === 'on').map(({ name }) => name);

  async function shared(): Promise<void> {
    (await ada.enabled('Share screen')).click();
    picker.choose();
    await grace.until('the screen', () => screens(grace).length === 1);
  }

  it('says to everybody who shares, and to oneself all the time, with the way to end it', async () => {
    await shared();
    await ada.until('the line', () => ada.part('sharing-notice')?.textContent.includes('You’re sharing your screen.'));
    await grace.until('the announcement', () => heard(grace).endsWith('Ada is sharing a screen.'));
    await ada.until('the announcement', () => heard(ada).endsWith('You’re sharing your screen.'));
    expect(grace.part('sharing-notice')).to.equal(undefined);
    ada.button('Stop sharing').click();
    await grace.until('no screen', () => screens(grace).length === 0);
    await ada.until('no line', () => !ada.part('sharing-notice'));
    expect(picker.streams[0]!.getTracks().map(({ readyState }) => readyState)).to.deep.equal(['ended']);
    expect(ada.all('rtc-screen-share-changed').map(({ on }) => on)).to.deep.equal([true, false]);
  });

  it('that is cancelled leaves everything as it was', async () => {
    (await ada.enabled('Share screen')).click();
    picker.fail('NotAllowedError');
    await ada.until('the button', () => !ada.button('Share screen').ariaBusy);
    expect([ada.errors, ada.notice, screens(ada)]).to.deep.equal([[], '', []]);
    const sharing = ada.element.setScreenShare(true);
    picker.fail('NotAllowedError');
    expect(await rejected(sharing)).to.equal('share-cancelled');
  });

  it('that fails is told in words of its own, until it works', async () => {
    (await ada.enabled('Share screen')).click();
    picker.fail('NotReadableError');
    await ada.until('the words', () => ada.notice.startsWith('Your screen can’t be shared. The call goes on.'));
    expect(ada.errors).to.deep.equal(['media-in-use']);
    await shared();
    await ada.until('no words', () => ada.notice === '');
  });

  it('asks the page first', async () => {
    ada.element.addEventListener('rtc-before-share', (event) => event.preventDefault());
    (await ada.enabled('Share screen')).click();
    expect(await rejected(ada.element.setScreenShare(true))).to.equal('denied');
    expect([picker.asked, ada.all('rtc-before-share').length, ada.errors]).to.deep.equal([0, 2, []]);
  });

  it('is not for those who only look on, nor in a call of sound', async () => {
    expect(grace.buttons.map(({ title }) => title)).not.to.include('Share screen');
    expect(await rejected(grace.element.setScreenShare(true))).to.equal('denied');
    await shared();
    ada.element.audioOnly = true;
    await grace.until('no screen', () => screens(grace).length === 0);
    await ada.until('no button', () => ada.buttons.every(({ title }) => title !== 'Share screen'));
  });

  it('says when others see nothing new', async () => {
    await shared();
    picker.becomeMuted(true);
    await ada.until('the words', () => ada.part('sharing-notice')?.textContent.includes('Others see nothing new.'));
    picker.becomeMuted(false);
    await ada.until('the line', () => ada.part('sharing-notice')?.textContent.includes('You’re sharing'));
  });
});
