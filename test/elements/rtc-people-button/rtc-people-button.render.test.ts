import { expect, fixture, html } from '@open-wc/testing';
import '../../../src/elements/rtc-people-button/rtc-people-button.ts';
import type { CallPhase } from '../../../src/core/call-state.ts';
import { nameOf } from '../../support/shadow.ts';
import type { ShownCall } from '../../support/shown-call.ts';
import '../../support/shown-call.ts';

describe('<rtc-people-button>', () => {
  let call: ShownCall;

  beforeEach(async () => {
    call = await fixture<ShownCall>(html`<shown-call><rtc-people-button></rtc-people-button></shown-call>`);
    call.participant('ada', { isLocal: true });
    call.participant('grace');
    await element().updateComplete;
  });

  afterEach(async () => {
    await expect(call).to.be.accessible();
  });

  const element = () => call.querySelector('rtc-people-button')!;
  const button = () => element().shadowRoot!.querySelector('button')!;
  const pressed = async () => {
    button().click();
    await element().updateComplete;
  };

  it('opens the panel, closes it, and says which it is', async () => {
    expect([button().ariaExpanded, element().matches(':state(open)')]).to.deep.equal(['false', false]);
    await pressed();
    expect(call.store.state.view.panel).to.equal('people');
    expect([button().ariaExpanded, element().matches(':state(open)')]).to.deep.equal(['true', true]);
    await pressed();
    expect(call.store.state.view.panel).to.equal('');
    expect(button().ariaExpanded).to.equal('false');
  });

  it('changes to it from another panel', async () => {
    call.store.update({ view: { ...call.store.state.view, panel: 'settings' } });
    await element().updateComplete;
    expect(button().ariaExpanded).to.equal('false');
    await pressed();
    expect(call.store.state.view.panel).to.equal('people');
  });

  it('says how many are in the call, and follows', async () => {
    expect(nameOf(button())).to.equal('People 2');
    call.participant('mary');
    await element().updateComplete;
    expect(nameOf(button())).to.equal('People 3');
  });

  it('has the number in its corner, not in the way of the icon', () => {
    const [count, icon] = ['[part="count"]', 'svg'].map((selector) => element().shadowRoot!.querySelector(selector)!.getBoundingClientRect());
    expect(count!.left).to.be.at.least(icon!.left + icon!.width / 2);
    expect(count!.bottom).to.be.at.most(icon!.top + icon!.height / 2);
    expect(button().getBoundingClientRect().width).to.equal(44);
  });

  for (const [phase, disabled] of [
    ['prejoin', true],
    ['live', false],
    ['reconnecting', false],
    ['ended', true],
  ] as const satisfies [CallPhase, boolean][]) {
    it(`can ${disabled ? 'not ' : ''}be pressed while the call is ${phase}`, async () => {
      call.store.update({ status: { phase } });
      await element().updateComplete;
      expect(button().disabled).to.equal(disabled);
    });
  }
});
