import { expect, fixture, html } from '@open-wc/testing';
import '../../../src/elements/rtc-screen-button/rtc-screen-button.ts';
import type { CallPhase, TrackPhase } from '../../../src/core/call-state.ts';
import { nameOf } from '../../support/shadow.ts';
import type { ShownCall } from '../../support/shown-call.ts';
import '../../support/shown-call.ts';

describe('<rtc-screen-button>', () => {
  let call: ShownCall;

  beforeEach(async () => {
    // Not every engine can share; what the button does where it can is the same everywhere.
    Object.defineProperty(navigator, 'mediaDevices', { configurable: true, value: { getDisplayMedia: () => undefined } });
    call = await fixture<ShownCall>(html`<shown-call><rtc-screen-button></rtc-screen-button></shown-call>`);
    await element().updateComplete;
  });

  afterEach(async () => {
    Reflect.deleteProperty(navigator, 'mediaDevices');
    await expect(call).to.be.accessible();
  });

  const element = () => call.querySelector('rtc-screen-button')!;
  const button = () => element().shadowRoot!.querySelector('button')!;
  const shows = async (screen: TrackPhase) => {
    call.store.update({ screen });
    await element().updateComplete;
  };
  const states = () => ['on', 'starting'].filter((state) => element().matches(`:state(${state})`));

  it('has one name, whatever it will do, and says that by a hint', async () => {
    expect([nameOf(button()), button().ariaPressed, button().title]).to.deep.equal(['Share screen', 'false', 'Share screen']);
    await shows('on');
    expect([nameOf(button()), button().ariaPressed, button().title]).to.deep.equal(['Share screen', 'true', 'Stop sharing']);
  });

  it('asks the call for what it does not show', async () => {
    button().click();
    await shows('on');
    button().click();
    expect(call.commands).to.deep.equal([
      ['share', true],
      ['share', false],
    ]);
  });

  it('is starting while the browser asks, and on when the screen is shared', async () => {
    expect(states()).to.be.empty;
    await shows('starting');
    expect([states(), button().getAttribute('aria-busy')]).to.deep.equal([['starting'], 'true']);
    await shows('on');
    expect([states(), button().hasAttribute('aria-busy')]).to.deep.equal([['on'], false]);
  });

  for (const [phase, disabled] of [
    ['prejoin', true],
    ['joining', true],
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

  it('can do nothing in a call that sends no screen, nor in a browser that cannot', async () => {
    call.store.update({ sends: ['microphone'] });
    await element().updateComplete;
    expect(button().disabled).to.be.true;
    Object.defineProperty(navigator, 'mediaDevices', { configurable: true, value: {} });
    const other = await fixture<ShownCall>(html`<shown-call><rtc-screen-button></rtc-screen-button></shown-call>`);
    expect(other.querySelector('rtc-screen-button')!.shadowRoot!.querySelector('button')!.disabled).to.be.true;
  });

  it('is large enough for a finger', () => {
    const { width, height } = button().getBoundingClientRect();
    expect([width, height]).to.deep.equal([44, 44]);
  });
});
