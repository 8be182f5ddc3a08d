import { expect, fixture, html } from '@open-wc/testing';
import '../../../src/elements/rtc-leave-button/rtc-leave-button.ts';
import type { CallPhase } from '../../../src/core/call-state.ts';
import { nameOf } from '../../support/shadow.ts';
import type { ShownCall } from '../../support/shown-call.ts';
import '../../support/shown-call.ts';

describe('<rtc-leave-button>', () => {
  let call: ShownCall;

  beforeEach(async () => {
    call = await fixture<ShownCall>(html`<shown-call><rtc-leave-button></rtc-leave-button></shown-call>`);
  });

  afterEach(async () => {
    await expect(call).to.be.accessible();
  });

  const button = () => call.querySelector('rtc-leave-button')!.shadowRoot!.querySelector('button')!;

  it('leaves', () => {
    expect(nameOf(button())).to.equal('Leave');
    button().click();
    expect(call.commands).to.deep.equal([['leave']]);
  });

  it('is no toggle', () => {
    expect(button().hasAttribute('aria-pressed')).to.be.false;
  });

  for (const [phase, disabled] of [
    ['idle', true],
    ['prejoin', false],
    ['joining', false],
    ['waiting', false],
    ['live', false],
    ['reconnecting', false],
    ['ended', true],
  ] as const satisfies [CallPhase, boolean][]) {
    it(`can ${disabled ? 'not ' : ''}be pressed while the call is ${phase}`, async () => {
      call.store.update({ status: { phase } });
      await call.querySelector('rtc-leave-button')!.updateComplete;
      expect(button().disabled).to.equal(disabled);
    });
  }
});
