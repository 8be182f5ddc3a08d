import { expect, fixture, html } from '@open-wc/testing';
import '../../../src/elements/rtc-reaction-button/rtc-reaction-button.ts';
import { focusedIn, nameOf } from '../../support/shadow.ts';
import type { ShownCall } from '../../support/shown-call.ts';
import '../../support/shown-call.ts';

describe('<rtc-reaction-button>', () => {
  let call: ShownCall;

  beforeEach(async () => {
    call = await fixture<ShownCall>(html`<shown-call><rtc-reaction-button></rtc-reaction-button></shown-call>`);
    await element().updateComplete;
  });

  afterEach(async () => {
    await expect(call).to.be.accessible();
  });

  const element = () => call.querySelector('rtc-reaction-button')!;
  const button = () => element().shadowRoot!.querySelector('button')!;
  const choices = () => element().shadowRoot!.querySelector<HTMLElement>('[part="reactions"]')!;
  const emoji = () => [...choices().querySelectorAll('button')];
  const opened = async () => {
    const toggled = new Promise((resolve) => choices().addEventListener('toggle', resolve, { once: true }));
    button().click();
    await toggled;
  };

  it('opens a choice of emoji above it, with the focus on the first', async () => {
    expect(choices().matches(':popover-open')).to.be.false;
    await opened();
    expect([choices().matches(':popover-open'), nameOf(focusedIn(element()) as HTMLButtonElement)]).to.deep.equal([true, 'React with 👍']);
    const [above, here] = [choices(), button()].map((each) => each.getBoundingClientRect());
    expect(above!.bottom <= here!.top || above!.top >= here!.bottom).to.be.true;
    expect([above!.left >= 0, above!.right <= innerWidth, above!.top >= 0]).to.deep.equal([true, true, true]);
  });

  it('shows the chosen one to everybody, and closes', async () => {
    await opened();
    emoji()[4]!.click();
    expect(call.commands).to.deep.equal([['react', '👏']]);
    expect(choices().matches(':popover-open')).to.be.false;
  });

  it('is closed by another click', async () => {
    await opened();
    button().click();
    expect(choices().matches(':popover-open')).to.be.false;
  });

  it('has emoji that a finger can hit', async () => {
    await opened();
    for (const each of emoji()) expect(each.getBoundingClientRect().width).to.be.at.least(44);
  });

  it('can be pressed in a call only', async () => {
    expect(button().disabled).to.be.false;
    call.store.update({ status: { phase: 'prejoin' } });
    await element().updateComplete;
    expect(button().disabled).to.be.true;
  });
});
