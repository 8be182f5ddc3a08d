import { expect, fixture, html } from '@open-wc/testing';
import '../../../src/elements/rtc-chat-button/rtc-chat-button.ts';
import { nameOf } from '../../support/shadow.ts';
import type { ShownCall } from '../../support/shown-call.ts';
import '../../support/shown-call.ts';

describe('<rtc-chat-button>', () => {
  let call: ShownCall;

  beforeEach(async () => {
    call = await fixture<ShownCall>(html`<shown-call><rtc-chat-button></rtc-chat-button></shown-call>`);
    await element().updateComplete;
  });

  afterEach(async () => {
    await expect(call).to.be.accessible();
  });

  const element = () => call.querySelector('rtc-chat-button')!;
  const button = () => element().shadowRoot!.querySelector('button')!;
  const count = () => element().shadowRoot!.querySelector('[part="count"]')?.textContent;

  it('opens the panel, closes it, and says which it is', async () => {
    expect([button().ariaExpanded, element().matches(':state(open)')]).to.deep.equal(['false', false]);
    for (const panel of ['chat', '']) {
      button().click();
      await element().updateComplete;
      expect(call.store.state.view.panel).to.equal(panel);
      expect([button().ariaExpanded, element().matches(':state(open)')]).to.deep.equal([String(panel === 'chat'), panel === 'chat']);
    }
  });

  it('says how much is unread, to be seen and heard', async () => {
    expect([nameOf(button()), count(), element().matches(':state(unread)')]).to.deep.equal(['Chat', undefined, false]);
    call.store.update({ unread: { chat: 3 } });
    await element().updateComplete;
    expect([nameOf(button()), count(), element().matches(':state(unread)')]).to.deep.equal(['Chat, 3 unread', '3', true]);
    call.store.update({ unread: { chat: 3, files: 2 } });
    await element().updateComplete;
    expect([nameOf(button()), count()], 'with files that nobody has answered').to.deep.equal(['Chat, 5 unread', '5']);
    call.store.update({ unread: { chat: 0 } });
    await element().updateComplete;
    expect([nameOf(button()), count()]).to.deep.equal(['Chat', undefined]);
  });

  it('can be pressed only in a call', async () => {
    call.store.update({ status: { phase: 'ended' } });
    await element().updateComplete;
    expect(button().disabled).to.be.true;
  });
});
