import { expect, fixture, html } from '@open-wc/testing';
import '../../../src/elements/rtc-toolbar/rtc-toolbar.ts';
import { exposedParts, focusedIn, insides, nameOf } from '../../support/shadow.ts';
import type { ShownCall } from '../../support/shown-call.ts';
import '../../support/shown-call.ts';

const all = ['Microphone', 'Camera', 'Share screen', 'Hand', 'React', 'Leave'];

describe('<rtc-toolbar>', () => {
  let call: ShownCall;

  beforeEach(async () => {
    browserThat({ getDisplayMedia: () => undefined });
    call = await fixture<ShownCall>(html`<shown-call><rtc-toolbar><button>Whiteboard</button></rtc-toolbar></shown-call>`);
    await settled();
  });

  afterEach(async () => {
    Reflect.deleteProperty(navigator, 'mediaDevices');
    await expect(call).to.be.accessible();
  });

  const toolbar = () => call.querySelector('rtc-toolbar')!;
  // Not every engine can share a screen.
  const browserThat = (mediaDevices: object) => Object.defineProperty(navigator, 'mediaDevices', { configurable: true, value: mediaDevices });
  const settled = async () => {
    await toolbar().updateComplete;
    const own = [...toolbar().shadowRoot!.querySelectorAll('[exportparts]')];
    await Promise.all(own.map(({ localName }) => customElements.whenDefined(localName)));
    for (const inside of insides(toolbar())) await (inside as { updateComplete?: Promise<unknown> }).updateComplete;
  };
  const names = () => [...insides(toolbar())].filter((inside): inside is HTMLButtonElement => inside instanceof HTMLButtonElement && inside.checkVisibility()).map(nameOf);

  it('is a named group with every control, leaving last and apart', () => {
    const group = toolbar().shadowRoot!.querySelector('[role="group"]')!;
    expect(group.ariaLabel).to.equal('Call controls');
    expect(names()).to.deep.equal(all);
  });

  it('leaves out what the browser cannot do', async () => {
    browserThat({});
    toolbar().requestUpdate();
    await settled();
    expect(names()).to.deep.equal(all.filter((name) => name !== 'Share screen'));
  });

  it('shows what the page adds before the button that leaves', () => {
    const [camera, added, leave] = [
      toolbar().shadowRoot!.querySelector('rtc-camera-button')!,
      toolbar().querySelector('button')!,
      toolbar().shadowRoot!.querySelector('rtc-leave-button')!,
    ].map((element) => element.getBoundingClientRect());
    expect(camera!.right).to.be.lessThan(added!.left);
    expect(added!.right).to.be.lessThan(leave!.left);
  });

  it('has the controls that are named, in that order, and takes no notice of others', async () => {
    toolbar().setAttribute('controls', ' leave  microphone constructor whiteboard');
    await settled();
    expect(names()).to.deep.equal(['Leave', 'Microphone']);
    toolbar().removeAttribute('controls');
    await settled();
    expect(names()).to.deep.equal(all);
  });

  it('leaves out what the call does not send', async () => {
    call.store.update({ sends: ['microphone'] });
    await settled();
    expect(names()).to.deep.equal(['Microphone', 'Hand', 'React', 'Leave']);
  });

  it('lets the page style its buttons', () => {
    const buttons = [...exposedParts(toolbar())].filter(([, parts]) => parts.includes('button'));
    expect(buttons).to.have.length(all.length);
  });

  it('gives the focus to its first control', () => {
    toolbar().focus();
    expect(nameOf(focusedIn(toolbar()) as HTMLButtonElement)).to.equal('Microphone');
  });

  describe('where it is narrow', () => {
    const more = () => toolbar().shadowRoot!.querySelector<HTMLElement>('[part="more"]')!;
    const narrowed = async (width: number) => {
      toolbar().querySelector('button')?.remove();
      call.style.display = 'block';
      call.style.inlineSize = `${width}px`;
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      await settled();
    };
    const opened = async () => {
      const toggled = new Promise((resolve) => more().addEventListener('toggle', resolve, { once: true }));
      [...insides(toolbar())].find((inside): inside is HTMLButtonElement => inside instanceof HTMLButtonElement && nameOf(inside) === 'More')!.click();
      await toggled;
      await settled();
    };

    for (const [width, expected] of [
      [280, ['Microphone', 'Camera', 'More', 'Leave']],
      [320, ['Microphone', 'Camera', 'Share screen', 'More', 'Leave']],
      [400, ['Microphone', 'Camera', 'Share screen', 'Hand', 'React', 'Leave']],
    ] as const) {
      it(`keeps what is needed most, in one line: ${width} px`, async () => {
        await narrowed(width);
        expect(names()).to.deep.equal(expected);
        expect(toolbar().getBoundingClientRect().height).to.be.lessThan(80);
        expect(toolbar().scrollWidth).to.be.at.most(width);
      });
    }

    it('has the others behind “more”, with their words', async () => {
      await narrowed(280);
      await opened();
      expect([...more().children].map(({ textContent }) => textContent)).to.deep.equal(['Share screen', 'Hand', 'React']);
      const { left, right, top } = more().getBoundingClientRect();
      expect([left >= 0, right <= innerWidth, top >= 0]).to.deep.equal([true, true, true]);
    });

    it('brings them back when there is room again', async () => {
      await narrowed(280);
      await narrowed(600);
      expect(names()).to.deep.equal(all);
    });
  });
});
