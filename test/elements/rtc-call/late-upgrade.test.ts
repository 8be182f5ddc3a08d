import { expect } from '@open-wc/testing';
import { html, render } from 'lit';
import type { RtcCall } from '../../../src/elements/rtc-call/rtc-call.ts';
import '../../../src/elements/rtc-video-tile/rtc-video-tile.ts';
import { newRoom, PageCall } from '../../support/page-calls.ts';

// One page per file: here <rtc-call> is defined when everything else has long been there.
describe('<rtc-call> that is upgraded after everything else', () => {
  let page: HTMLElement;
  let call: PageCall;

  before(async () => {
    page = document.createElement('main');
    render(
      html`
        <rtc-video-tile id="outside" for="late"></rtc-video-tile>
        <rtc-call id="late" view-only display-name="Attribute"><rtc-video-tile id="inside"></rtc-video-tile></rtc-call>
      `,
      page,
    );
    document.body.append(page);
    const element = page.querySelector('rtc-call')!;
    expect(element.matches(':defined')).to.be.false;
    Object.assign(element, { room: newRoom(), transport: 'memory', displayName: 'Property', autojoin: true });
    await import('../../../src/elements/rtc-call/rtc-call.ts');
    call = new PageCall(element);
    await call.phase('live');
  });

  after(() => page.remove());

  const tile = (id: string) => page.querySelector(`#${id}`)!;
  const nameOf = (id: string) => tile(id).shadowRoot?.querySelector('[part~="name"]')?.textContent;

  it('keeps the properties that were set before', () => {
    expect(call.element.displayName).to.equal('Property');
    expect(call.element.participants[0]?.name).to.equal('Property');
    expect(call.element.hasOwnProperty('displayName')).to.be.false;
  });

  it('is found by the tile inside it', async () => {
    await call.until('the name', () => nameOf('inside') === 'Property (you)');
  });

  it('is found by the tile that names it', async () => {
    await call.until('the name', () => nameOf('outside') === 'Property (you)');
  });

  it('is found again by both when it is put back', async () => {
    call.element.remove();
    await call.phase('ended');
    page.append(call.element);
    await call.phase('live');
    call.element.displayName = 'Again';
    await call.until('both names', () => nameOf('inside') === 'Again (you)' && nameOf('outside') === 'Again (you)');
  });

  it('is found by a tile that is moved into it', async () => {
    page.append(tile('inside'));
    await call.until('no name', () => nameOf('inside') === undefined);
    call.element.append(tile('inside'));
    await call.until('the name', () => nameOf('inside') === 'Again (you)');
  });

  it('gives way to another of the same name', async () => {
    const other = document.createElement('rtc-call');
    Object.assign(other, { id: 'late', room: newRoom(), transport: 'memory', displayName: 'Other', autojoin: true, viewOnly: true });
    call.element.replaceWith(other satisfies RtcCall);
    await new PageCall(other).phase('live');
    await call.until('the name of the other', () => nameOf('outside') === 'Other (you)');
  });
});
