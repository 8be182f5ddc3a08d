import { expect } from '@open-wc/testing';
import '../../../src/elements/rtc-call/rtc-call.ts';
import { everyCallIsAccessible, pageCall } from '../../support/page-calls.ts';
import { comeBack, leavePage, persistingPages, stored } from '../../support/persisting-page.ts';

const realNow = Date.now;

/** The clock says so much more, and no timer has run: as after a machine slept. Milliseconds. */
function timePasses(time: number): void {
  const { now } = Date;
  Date.now = () => now() + time;
}

describe('<rtc-call persist>, after a while', () => {
  const pages = persistingPages();
  const { joined, nextPage, passedThrough } = pages;

  afterEach(everyCallIsAccessible);
  afterEach(() => {
    Date.now = realNow;
  });

  it('goes on from a page that is left after a long sleep', async () => {
    const call = await joined();
    const { localId } = call.element;
    timePasses(3_600_000);
    const next = await nextPage(call);
    await next.phase('live');
    expect(next.element.localId).to.equal(localId);
  });

  it('goes on from a page that only handed it on', async () => {
    const call = await joined();
    const { localId } = call.element;
    leavePage();
    call.element.remove();
    timePasses(15_000);
    (await passedThrough()).element.remove();
    const next = await pageCall(pages.settings);
    await next.phase('live');
    expect(next.element.localId).to.equal(localId);
  });

  it('begins as any call once the others have ceased to wait, whatever pages were in between', async () => {
    const call = await joined();
    leavePage();
    call.element.remove();
    timePasses(15_000);
    (await passedThrough()).element.remove();
    expect(stored()).to.have.length(1);
    timePasses(5000);
    const next = await pageCall(pages.settings);
    await next.phase('prejoin');
  });

  it('says goodbye where nobody waits any more as the page is left', async () => {
    const call = await joined();
    leavePage();
    call.element.remove();
    timePasses(15_000);
    const next = await passedThrough(pages.settings, () => timePasses(5000));
    expect(stored()).to.be.empty;
    comeBack();
    // As a call does that was not gone on with elsewhere.
    await next.until('the call', () => next.story.includes('rtc-joined'));
  });
});
