import { expect, fixture, html } from '@open-wc/testing';
import '../../../src/elements/rtc-settings-button/rtc-settings-button.ts';
import { nameOf } from '../../support/shadow.ts';
import type { ShownCall } from '../../support/shown-call.ts';
import '../../support/shown-call.ts';

describe('<rtc-settings-button>', () => {
  let call: ShownCall;

  beforeEach(async () => {
    call = await fixture<ShownCall>(html`<shown-call><rtc-settings-button></rtc-settings-button></shown-call>`);
    await element().updateComplete;
  });

  afterEach(async () => {
    await expect(call).to.be.accessible();
  });

  const element = () => call.querySelector('rtc-settings-button')!;
  const button = () => element().shadowRoot!.querySelector('button')!;

  it('opens the settings, and closes them', async () => {
    expect([nameOf(button()), button().ariaExpanded]).to.deep.equal(['Settings', 'false']);
    button().click();
    call.store.update({ view: { ...call.store.state.view, panel: 'settings' } });
    await element().updateComplete;
    expect([button().ariaExpanded, element().matches(':state(open)')]).to.deep.equal(['true', true]);
    button().click();
    expect(call.commands).to.deep.equal([
      ['look', { panel: 'settings' }],
      ['look', { panel: '' }],
    ]);
  });

  it('says nothing of other panels, and waits for a call', async () => {
    call.store.update({ view: { ...call.store.state.view, panel: 'people' }, status: { phase: 'prejoin' } });
    await element().updateComplete;
    expect([button().ariaExpanded, button().disabled]).to.deep.equal(['false', true]);
  });
});
