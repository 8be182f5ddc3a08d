import { expect, fixture, html } from '@open-wc/testing';
import { keysFrom, noKeys } from '../../../src/core/shortcut-keys.ts';
import '../../../src/elements/rtc-shortcuts/rtc-shortcuts.ts';
import type { RtcShortcuts } from '../../../src/elements/rtc-shortcuts/rtc-shortcuts.ts';
import type { ShownCall } from '../../support/shown-call.ts';
import '../../support/shown-call.ts';

describe('<rtc-shortcuts>', () => {
  let call: ShownCall;
  let sheet: RtcShortcuts;

  beforeEach(async () => {
    call = await fixture<ShownCall>(html`<shown-call><rtc-shortcuts></rtc-shortcuts></shown-call>`);
    sheet = call.querySelector('rtc-shortcuts') as RtcShortcuts;
  });

  afterEach(async () => {
    await expect(sheet).to.be.accessible();
  });

  const lines = async (wishes?: string) => {
    call.store.update({ keys: wishes === undefined ? noKeys : keysFrom(wishes) });
    await sheet.updateComplete;
    const texts = [...sheet.shadowRoot!.querySelectorAll('dt, dd')].map((each) => each.textContent.trim());
    return Array.from({ length: texts.length / 2 }, (_, index) => `${texts[2 * index]}: ${texts[2 * index + 1]}`);
  };

  it('says which key does what, as the page has it', async () => {
    const usual = await lines('');
    expect(usual[0]).to.equal('Talk while it is held: Space bar');
    expect(usual).to.include('Microphone on or off: M');
    expect(usual.join()).not.to.include('Leave');
    const other = await lines('microphone:d camera:none leave:q');
    expect(other).to.include('Microphone on or off: D');
    expect(other).to.include('Leave: Q');
    expect(other.join()).not.to.include('Camera');
  });

  it('says that there are none', async () => {
    expect(await lines()).to.deep.equal([]);
    expect(sheet.shadowRoot!.textContent).to.include('switched off');
  });
});
