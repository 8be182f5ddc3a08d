import { expect, fixture, html } from '@open-wc/testing';
import { RtcError } from '../../src/core/errors.ts';
import { nameOf } from './shadow.ts';
import type { ShownCall } from './shown-call.ts';
import './shown-call.ts';

type Tag = 'rtc-fullscreen-button' | 'rtc-pip-button';

export interface DisplayButtonFacts {
  readonly field: 'fullscreen' | 'pictureInPicture';
  readonly command: string;
  readonly name: string;
  /** What a click does while it is so. */
  readonly back: string;
  /** Makes a browser that can, or cannot, until the end of the test. */
  readonly browser: (can: boolean) => void;
  readonly restore: () => void;
}

/** What the controls for the call's place on the screen have in common. */
export function describeDisplayButton(tag: Tag, { field, command, name, back, browser, restore }: DisplayButtonFacts): void {
  describe(`<${tag}>`, () => {
    let call: ShownCall;

    beforeEach(async () => {
      browser(true);
      call = await fixture<ShownCall>(html`<shown-call></shown-call>`);
      call.append(document.createElement(tag));
      await element().updateComplete;
    });

    afterEach(async () => {
      restore();
      await expect(call).to.be.accessible();
    });

    const element = () => call.querySelector(tag)!;
    const button = () => element().shadowRoot!.querySelector('button')!;
    const becomes = async (on: boolean) => {
      call.store.update({ view: { ...call.store.state.view, [field]: on } });
      await element().updateComplete;
    };

    it('says how it is, not what was wished', async () => {
      expect([nameOf(button()), button().ariaPressed, button().title]).to.deep.equal([name, 'false', name]);
      button().click();
      await element().updateComplete;
      expect(call.commands).to.deep.equal([[command, true]]);
      expect(button().ariaPressed).to.equal('false');

      await becomes(true);
      expect([nameOf(button()), button().ariaPressed, button().title]).to.deep.equal([name, 'true', back]);
      expect(element().matches(':state(on)')).to.be.true;
      button().click();
      expect(call.commands[1]).to.deep.equal([command, false]);
    });

    it('announces what fails', async () => {
      call.refusal = new RtcError('denied', 'No');
      button().click();
      await Promise.resolve();
      await Promise.resolve();
      expect(call.commands).to.deep.equal([
        [command, true],
        ['report', call.refusal],
      ]);
    });

    it('cannot be pressed where the browser cannot', async () => {
      browser(false);
      element().requestUpdate();
      await element().updateComplete;
      expect(button().disabled).to.be.true;
    });

    it('can be pressed in a call only', async () => {
      expect(button().disabled).to.be.false;
      call.store.update({ status: { phase: 'prejoin' } });
      await element().updateComplete;
      expect(button().disabled).to.be.true;
    });
  });
}
