import { expect } from '@open-wc/testing';
import '../../../src/elements/rtc-call/rtc-call.ts';
import { everyCallIsAccessible, pageCall } from '../../support/page-calls.ts';
import { comeBack, leavePage, persistingPages, stored } from '../../support/persisting-page.ts';
import { injectPermission, recordTracks } from '../../support/recorded-tracks.ts';

describe('<rtc-call persist>', () => {
  const pages = persistingPages();
  const { joined, nextPage } = pages;

  afterEach(everyCallIsAccessible);

  it('goes on on the next page as the same participant, without a screen before it', async () => {
    const call = await joined();
    const { localId, participants } = call.element;
    const next = await nextPage(call);
    await next.phase('live');
    expect(next.element.localId).to.equal(localId);
    expect(next.element.participants[0]?.joinedAt).to.equal(participants[0]?.joinedAt);
    expect(next.all('rtc-phase-changed').map(({ phase }) => phase)).to.deep.equal(['joining', 'live']);
    expect(call.story).not.to.include('rtc-left');
  });

  it('goes on on a page that comes back, unless it was gone on with elsewhere', async () => {
    const call = await joined();
    const { localId } = call.element;
    leavePage();
    comeBack();
    await call.until('the call', () => call.all('rtc-joined').length === 2);
    expect(call.element.localId).to.equal(localId);

    await pages.sealed();
    // Else it would join as on any page.
    call.element.autojoin = false;
    leavePage();
    sessionStorage.clear();
    comeBack();
    await call.phase('prejoin');
  });

  it('is not known to others as new, or as gone', async () => {
    const ada = await joined({ ...pages.settings, id: 'ada' });
    const grace = await joined({ ...pages.settings, id: 'grace', 'display-name': 'Grace' });
    await ada.sees(2);
    const ids = [ada, grace].map(({ element }) => element.localId);
    leavePage();
    comeBack();
    await Promise.all([ada, grace].map((call) => call.until('the call', () => call.all('rtc-joined').length === 2)));
    await Promise.all([ada.sees(2), grace.sees(2)]);
    expect([ada, grace].map(({ element }) => element.localId)).to.deep.equal(ids);
    expect([...ada.story, ...grace.story]).not.to.include('rtc-participant-left');
  });

  it('keeps nothing in the page\'s storage while it is there', async () => {
    const call = await joined();
    expect(stored()).to.be.empty;
    leavePage();
    expect(stored()).to.have.length(1);
    expect(stored()[0]!.join()).not.to.include(call.element.localId ?? 'Ada');
    call.element.remove();
    const next = await pageCall(pages.settings);
    await next.phase('live');
    expect(stored()).to.be.empty;
  });

  it('has devices as they were, whatever the next page says', async () => {
    injectPermission('granted');
    const attributes = { ...pages.settings, 'view-only': false };
    const call = await joined(attributes);
    await call.until('the devices', () => call.element.participants[0]?.camera === 'on' && call.element.participants[0].microphone === 'on');
    await call.element.setMicrophone(false);
    await pages.sealed();
    const next = await nextPage(call, { ...attributes, 'camera-off': true });
    await next.until('the camera', () => next.element.participants[0]?.camera === 'on');
    expect(next.element.participants[0]?.microphone).to.equal('off');
  });

  for (const [asked, other, kind] of [['camera', 'microphone', 'audio'], ['microphone', 'camera', 'video']] as const) {
    it(`asks for no device: the ${asked} that the browser would ask about stays off, and its button says so`, async () => {
      const attributes = { ...pages.settings, 'view-only': false };
      injectPermission({ [asked]: 'prompt', [other]: 'granted' } as Record<'camera' | 'microphone', PermissionState>);
      const call = await joined(attributes);
      await call.until('the devices', () => call.element.participants[0]?.camera === 'on' && call.element.participants[0].microphone === 'on');
      await pages.sealed();
      const tracks = recordTracks();
      const next = await nextPage(call, attributes);
      await next.until(`the ${other}`, () => next.element.participants[0]?.[other] === 'on');
      expect(tracks.asked.map((constraints) => Object.keys(constraints))).to.deep.equal([[kind]]);
      expect(next.element.participants[0]?.[asked]).to.equal('off');
      await next.phase('live');
      const names = { camera: 'Camera', microphone: 'Microphone' };
      await next.until('the buttons', () => next.button(names[other]).getAttribute('aria-pressed') === 'true');
      expect(next.button(names[asked]).getAttribute('aria-pressed')).to.equal('false');
    });
  }

  it('says what the next page calls one', async () => {
    const call = await joined();
    const sealed = pages.sealedAnew();
    const next = await nextPage(call, { ...pages.settings, 'display-name': 'Grace' });
    await Promise.all([next.phase('live'), sealed]);
    expect(next.element.participants[0]?.name).to.equal('Grace');
    const last = await nextPage(next, { ...pages.settings, 'display-name': false });
    await last.phase('live');
    expect(last.element.participants[0]?.name).to.equal('Grace');
  });

  it('keeps the name that was typed', async () => {
    const call = await pageCall(pages.settings);
    await call.phase('prejoin');
    (call.part('prejoin-name-field') as HTMLInputElement).value = 'Countess';
    call.button('Join').click();
    await call.phase('live');
    await pages.sealed();
    const next = await nextPage(call);
    await next.phase('live');
    expect(next.element.participants[0]?.name).to.equal('Countess');
  });

  it('brings the link of its room to a page whose address has none', async () => {
    const attributes = { ...pages.settings, room: false, id: 'call', 'shared-link': true };
    const call = await joined(attributes);
    const [link, { localId }] = [location.hash, call.element];
    history.replaceState(null, '', pages.address);
    const next = await nextPage(call, attributes);
    await next.phase('live');
    expect(next.element.localId).to.equal(localId);
    expect(location.hash).to.equal(link);
  });

  it('does not go on where the address has the link of another room', async () => {
    const attributes = { ...pages.settings, room: false, id: 'call', 'shared-link': true };
    const call = await joined(attributes);
    history.replaceState(null, '', '#rtc=other.AAAAAAAAAAAAAAAAAAAAAA');
    const next = await nextPage(call, attributes);
    await next.phase('prejoin');
    expect(location.hash).to.equal('#rtc=other.AAAAAAAAAAAAAAAAAAAAAA');
  });

  for (const [what, change] of Object.entries({
    'another room': { room: 'another' },
    'another passphrase': { passphrase: 'secret' },
    'another server': { server: 'https://rtc.example.org/peer' },
    'no persist': { persist: false },
  })) {
    it(`does not go on in a call with ${what}`, async () => {
      const call = await joined({ ...pages.settings, id: 'call' });
      const next = await nextPage(call, { ...pages.settings, id: 'call', ...change });
      await next.phase('prejoin');
      expect(next.story).not.to.include('rtc-joined');
    });
  }

  it('does not go on once it was left', async () => {
    const call = await joined();
    await call.element.leave();
    leavePage();
    expect(stored()).to.be.empty;
  });

  it('does not go on once its element was removed', async () => {
    const call = await joined();
    call.element.remove();
    await call.phase('ended');
    leavePage();
    expect(stored()).to.be.empty;
    expect(call.all('rtc-left').map(({ reason }) => reason)).to.deep.equal(['left']);
  });

  it('begins as any call with a ticket that was changed', async () => {
    const call = await joined();
    leavePage();
    const [[name, text] = ['', '']] = stored();
    sessionStorage.setItem(name, `${text.slice(0, -4)}AAAA`);
    call.element.remove();
    const next = await pageCall(pages.settings);
    await next.phase('prejoin');
    expect(stored()).to.be.empty;
  });

  it('begins as any call once the others have ceased to wait', async () => {
    const call = await joined();
    leavePage();
    const [[name, text] = ['', '']] = stored();
    sessionStorage.setItem(name, text.replace(/^\d+/, (left) => String(Number(left) - 20_000)));
    call.element.remove();
    const next = await pageCall(pages.settings);
    await next.phase('prejoin');
    expect(stored()).to.be.empty;
  });

  it('is who it is when it is told to persist only in a call', async () => {
    const call = await joined();
    const { localId } = call.element;
    const next = await nextPage(call, { ...pages.settings, 'display-name': 'Grace', persist: false });
    await next.phase('prejoin');
    await next.element.join();
    const own = next.element.localId;
    const sealed = pages.sealedAnew();
    next.element.persist = true;
    await sealed;
    expect(stored()).to.be.empty;
    const last = await nextPage(next, { ...pages.settings, 'display-name': false });
    await last.phase('live');
    expect(own).not.to.equal(localId);
    expect(last.element.localId).to.equal(own);
    expect(last.element.participants[0]?.name).to.equal('Grace');
  });

  it('joins as somebody new after leaving on the next page', async () => {
    const call = await joined();
    const { localId } = call.element;
    const next = await nextPage(call);
    await next.phase('live');
    await next.element.leave();
    await next.element.join();
    expect(next.element.localId).not.to.equal(localId);
  });

  it('goes on, too, when the page joins before anything else', async () => {
    const call = await joined();
    const { localId } = call.element;
    leavePage();
    call.element.remove();
    const next = document.createElement('rtc-call');
    Object.assign(next, { room: pages.settings['room'], transport: 'memory', persist: true, viewOnly: true });
    document.body.append(next);
    await next.join();
    expect(next.localId).to.equal(localId);
    next.remove();
  });

  it('is an ordinary call in a browser that keeps no keys', async () => {
    const { open } = indexedDB;
    indexedDB.open = () => {
      throw new DOMException('Injected', 'SecurityError');
    };
    try {
      const call = await pageCall({ ...pages.settings, autojoin: true });
      await call.phase('live');
      leavePage();
      expect(stored()).to.be.empty;
      expect(call.all('rtc-left').map(({ reason }) => reason)).to.deep.equal(['left']);
      comeBack();
      await call.until('the call', () => call.all('rtc-joined').length === 2);
    } finally {
      indexedDB.open = open;
    }
  });
});
