import { expect, fixture, html } from '@open-wc/testing';
import type { CaptureSource } from '../../src/core/capture.ts';
import { insides, nameOf } from './shadow.ts';
import type { ShownCall } from './shown-call.ts';
import './shown-call.ts';

interface DeviceButton {
  readonly tag: string;
  readonly source: CaptureSource;
  readonly name: string;
}

/** What the buttons for microphone and camera have in common: all but a noun. */
export function describeDeviceButton({ tag, source, name }: DeviceButton): void {
  describe(`<${tag}>`, () => {
    let call: ShownCall;

    beforeEach(async () => {
      call = await fixture<ShownCall>(html`<shown-call>${document.createElement(tag)}</shown-call>`);
      await element().updateComplete;
    });

    afterEach(async () => {
      await expect(call).to.be.accessible();
    });

    const element = () => call.querySelector<HTMLElement & { updateComplete: Promise<boolean> }>(tag)!;
    const button = () => element().shadowRoot!.querySelector('button')!;
    const shows = async (phase: 'off' | 'starting' | 'on') => {
      call.store.update({ [source]: phase });
      await element().updateComplete;
    };
    const states = () => ['on', 'starting'].filter((state) => element().matches(`:state(${state})`));

    it('has one name, whatever it will do, and says that by a hint', async () => {
      expect(nameOf(button())).to.equal(name);
      expect([button().ariaPressed, button().title]).to.deep.equal(['false', `Turn on ${source}`]);
      await shows('on');
      expect(nameOf(button())).to.equal(name);
      expect([button().ariaPressed, button().title]).to.deep.equal(['true', `Turn off ${source}`]);
    });

    it('is on when the device is, and starting before', async () => {
      expect(states()).to.be.empty;
      await shows('starting');
      expect([states(), button().ariaPressed, button().getAttribute('aria-busy')]).to.deep.equal([['starting'], 'false', 'true']);
      await shows('on');
      expect([states(), button().hasAttribute('aria-busy')]).to.deep.equal([['on'], false]);
    });

    it('asks the call for what it does not show', async () => {
      button().click();
      await shows('on');
      button().click();
      expect(call.commands).to.deep.equal([
        ['turn', source, true],
        ['turn', source, false],
      ]);
    });

    it('shows before a call what is wished for', async () => {
      call.store.update({ status: { phase: 'prejoin' }, wishes: { microphone: true, camera: true } });
      await element().updateComplete;
      expect(button().ariaPressed).to.equal('true');
      button().click();
      expect(call.commands).to.deep.equal([['turn', source, false]]);
    });

    it('can do nothing in a call that does not send it, nor without a call', async () => {
      call.store.update({ sends: [] });
      await element().updateComplete;
      expect(button().disabled).to.be.true;
      const alone = await fixture<HTMLElement>(html`<main>${document.createElement(tag)}</main>`);
      expect(alone.querySelector(tag)!.shadowRoot!.querySelector('button')!.disabled).to.be.true;
    });

    it('is large enough for a finger, and shows its words only where the page gives some', async () => {
      const { width, height } = button().getBoundingClientRect();
      expect(Math.min(width, height)).to.be.at.least(44);
      expect(Math.max(width, height)).to.be.at.most(46);
      element().append('Sound of me');
      await new Promise((resolve) => element().shadowRoot!.addEventListener('slotchange', resolve, { once: true }));
      await element().updateComplete;
      expect(nameOf(button())).to.equal('Sound of me');
      expect(button().getBoundingClientRect().width).to.be.greaterThan(80);
    });

    it('takes another icon', async () => {
      const icon = document.createElement('b');
      icon.slot = 'icon';
      element().append(icon);
      await element().updateComplete;
      expect(button().querySelector('slot[name="icon"] > svg')!.checkVisibility()).to.be.false;
      expect(icon.checkVisibility()).to.be.true;
      expect(nameOf(button())).to.equal(name);
    });

    it('is focused as a whole', () => {
      element().focus();
      expect(element().shadowRoot!.activeElement === button()).to.be.true;
      expect([...insides(element())].filter((inside) => inside.tabIndex >= 0)).to.have.length(1);
    });
  });
}
