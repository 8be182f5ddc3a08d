import { expect, fixture, html } from '@open-wc/testing';
import '../../../src/elements/rtc-hand-button/rtc-hand-button.ts';
import type { CallPhase } from '../../../src/core/call-state.ts';
import { nameOf } from '../../support/shadow.ts';
import type { ShownCall } from '../../support/shown-call.ts';
import '../../support/shown-call.ts';

describe('<rtc-hand-button>', () => {
  let call: ShownCall;

  beforeEach(async () => {
    call = await fixture<ShownCall>(html`<shown-call><rtc-hand-button></rtc-hand-button></shown-call>`);
    call.participant('ada', { isLocal: true, hand: false });
    call.participant('grace', { hand: true });
    await element().updateComplete;
  });

  afterEach(async () => {
    await expect(call).to.be.accessible();
  });

  const element = () => call.querySelector('rtc-hand-button')!;
  const button = () => element().shadowRoot!.querySelector('button')!;
  const raised = async (hand: boolean) => {
    call.store.update({ participants: call.store.state.participants.map((each) => (each.isLocal ? { ...each, hand } : each)) });
    await element().updateComplete;
  };

  it('raises one\'s own hand, and lowers it', async () => {
    expect([nameOf(button()), button().ariaPressed, button().title]).to.deep.equal(['Hand', 'false', 'Raise hand']);
    button().click();
    await raised(true);
    expect([nameOf(button()), button().ariaPressed, button().title]).to.deep.equal(['Hand', 'true', 'Lower hand']);
    expect(element().matches(':state(on)')).to.be.true;
    button().click();
    expect(call.commands).to.deep.equal([
      ['raiseHand', true],
      ['raiseHand', false],
    ]);
  });

  it('stands out while the hand is up, not while it is down', async () => {
    const ground = () => getComputedStyle(button()).backgroundColor;
    const down = ground();
    await raised(true);
    expect(ground()).not.to.equal(down);
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
