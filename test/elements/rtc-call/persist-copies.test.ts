import { expect } from '@open-wc/testing';
import '../../../src/elements/rtc-call/rtc-call.ts';
import { everyCallIsAccessible, type PageCall, pageCall } from '../../support/page-calls.ts';
import { leavePage, persistingPages, stored } from '../../support/persisting-page.ts';

async function locks(): Promise<string[]> {
  const { held = [] } = await navigator.locks.query();
  return held.map(({ name = '' }) => name).filter((name) => name.startsWith('rtc-elements:'));
}

/** Resolves when nobody holds it. */
const isFree = (name: string) => navigator.locks.request(name, () => undefined);

/** A window that was made of the tab meanwhile has a copy of what the tab keeps. */
const copy = (tickets: readonly (readonly [string, string])[]) => tickets.forEach(([name, text]) => sessionStorage.setItem(name, text));

/** Out of the way, as if in another window: it is not one of several in this document. */
function putAway({ element }: PageCall): void {
  const place = document.createElement('div');
  document.body.append(place);
  place.attachShadow({ mode: 'open' }).append(element);
}

describe('<rtc-call persist>, with a copy of the tab', () => {
  const pages = persistingPages();
  const { joined, nextPage } = pages;

  afterEach(everyCallIsAccessible);

  it('is somebody else there, while the call goes on here', async () => {
    const call = await joined();
    const { localId } = call.element;
    leavePage();
    const tickets = stored();
    call.element.remove();
    const next = await pageCall(pages.settings);
    await next.phase('live');
    expect(next.element.localId).to.equal(localId);

    putAway(next);
    copy(tickets);
    const other = await pageCall(pages.settings);
    await other.phase('prejoin');
    expect(stored()).to.be.empty;
    await other.element.join();
    expect(other.element.localId).not.to.equal(localId);
    await next.sees(2);
    next.element.remove();
  });

  it('persists there as well, as who it is there', async () => {
    const call = await joined();
    leavePage();
    const tickets = stored();
    call.element.remove();
    const next = await joined();
    putAway(next);
    copy(tickets);
    const other = await joined();
    const { localId } = other.element;
    expect(localId).not.to.equal(next.element.localId);
    next.element.remove();
    const last = await nextPage(other);
    await last.phase('live');
    expect(last.element.localId).to.equal(localId);
  });

  it('goes on there where the call does not go on here', async () => {
    const call = await joined();
    const { localId } = call.element;
    leavePage();
    const tickets = stored();
    sessionStorage.clear();
    call.element.remove();
    const elsewhere = await pageCall(pages.settings);
    await elsewhere.phase('prejoin');
    elsewhere.element.remove();
    copy(tickets);
    const other = await pageCall(pages.settings);
    await other.phase('live');
    expect(other.element.localId).to.equal(localId);
  });

  it('says by no name who that is, and lets go at once when the page is left, or the call', async () => {
    const call = await joined();
    const next = await nextPage(call);
    await next.phase('live');
    await pages.sealed();
    const [lock = '', ...others] = await locks();
    expect(others).to.be.empty;
    expect(lock).to.match(/^rtc-elements:/).and.not.to.include(next.element.localId);
    leavePage();
    await isFree(lock);
    next.element.remove();
    const last = await pageCall(pages.settings);
    await last.phase('live');
    expect(await locks()).to.deep.equal([lock]);
    await last.element.leave();
    await isFree(lock);
  });

  it('goes on in a browser that has no locks', async () => {
    Object.defineProperty(navigator, 'locks', { value: undefined, configurable: true });
    try {
      const call = await joined();
      const { localId } = call.element;
      const next = await nextPage(call);
      await next.phase('live');
      expect(next.element.localId).to.equal(localId);
    } finally {
      delete (navigator as { locks?: LockManager }).locks;
    }
  });
});
