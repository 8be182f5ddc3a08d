import { expect, fixture, html } from '@open-wc/testing';
import '../../../src/elements/rtc-layout-button/rtc-layout-button.ts';
import { focusedIn } from '../../support/shadow.ts';
import type { ShownCall } from '../../support/shown-call.ts';
import '../../support/shown-call.ts';

describe('<rtc-layout-button>', () => {
  let call: ShownCall;

  beforeEach(async () => {
    call = await fixture<ShownCall>(html`<shown-call><rtc-layout-button></rtc-layout-button></shown-call>`);
    await element().updateComplete;
  });

  afterEach(async () => {
    await expect(call).to.be.accessible();
  });

  const element = () => call.querySelector('rtc-layout-button')!;
  const button = () => element().shadowRoot!.querySelector('button')!;
  const choices = () => element().shadowRoot!.querySelector<HTMLElement>('[part="layouts"]')!;
  const radios = () => [...choices().querySelectorAll<HTMLInputElement>('[type="radio"]')];
  const checkbox = () => choices().querySelector<HTMLInputElement>('[type="checkbox"]')!;
  const wordsOf = (input: HTMLInputElement) => input.labels![0]!.textContent.trim();
  const toggled = () => new Promise((resolve) => choices().addEventListener('toggle', resolve, { once: true }));
  const opened = async () => {
    const open = toggled();
    button().click();
    await open;
  };

  it('opens a choice of layouts, with the focus on the one that is', async () => {
    call.store.update({ view: { ...call.store.state.view, layout: 'speaker' } });
    await element().updateComplete;
    await opened();
    expect(radios().map(wordsOf)).to.deep.equal(['Auto', 'Grid', 'Speaker', 'Strip']);
    expect(wordsOf(focusedIn(element()) as HTMLInputElement)).to.equal('Speaker');
    const { left, right, top } = choices().getBoundingClientRect();
    expect([left >= 0, right <= innerWidth, top >= 0]).to.deep.equal([true, true, true]);
  });

  it('lays the tiles out as chosen, and stays open', async () => {
    await opened();
    radios()[1]!.click();
    expect(call.store.state.view.layout).to.equal('grid');
    await element().updateComplete;
    expect(radios().filter(({ checked }) => checked).map(wordsOf)).to.deep.equal(['Grid']);
    expect(choices().matches(':popover-open')).to.be.true;
  });

  it('follows what is chosen elsewhere', async () => {
    call.store.update({ view: { ...call.store.state.view, layout: 'strip', hideSelf: true } });
    await element().updateComplete;
    expect(radios().find(({ checked }) => checked)?.value).to.equal('strip');
    expect(checkbox().checked).to.be.true;
  });

  it('hides oneself, and shows oneself again', async () => {
    await opened();
    checkbox().click();
    expect(call.store.state.view.hideSelf).to.be.true;
    checkbox().click();
    expect(call.store.state.view.hideSelf).to.be.false;
  });

  it('closes by Escape, and the focus goes back', async () => {
    await opened();
    const closed = toggled();
    radios()[0]!.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true, composed: true }));
    await closed;
    expect(choices().matches(':popover-open')).to.be.false;
    expect(focusedIn(element()) === button()).to.be.true;
  });

  it('can be pressed in a call only', async () => {
    expect(button().disabled).to.be.false;
    call.store.update({ status: { phase: 'prejoin' } });
    await element().updateComplete;
    expect(button().disabled).to.be.true;
  });
});
