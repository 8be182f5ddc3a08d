import { expect, fixture, html } from '@open-wc/testing';
import '../../../src/elements/rtc-toolbar/rtc-toolbar.ts';
import { exposedParts, focusedIn, insides, nameOf } from '../../support/shadow.ts';
import type { ShownCall } from '../../support/shown-call.ts';
import '../../support/shown-call.ts';

const all = ['Microphone', 'Camera', 'Share screen', 'Hand', 'React', 'Chat', 'People', 'More', 'Leave'];

// The second is Safari's own name for the first.
const abilities = ['fullscreenEnabled', 'webkitFullscreenEnabled', 'pictureInPictureEnabled'];

describe('<rtc-toolbar>', () => {
  let call: ShownCall;

  beforeEach(async () => {
    browserThat({ getDisplayMedia: () => undefined });
    for (const ability of abilities) Object.defineProperty(document, ability, { configurable: true, value: true });
    call = await fixture<ShownCall>(html`<shown-call><rtc-toolbar><button>Whiteboard</button></rtc-toolbar></shown-call>`);
    await settled();
  });

  afterEach(async () => {
    Reflect.deleteProperty(navigator, 'mediaDevices');
    for (const ability of abilities) Reflect.deleteProperty(document, ability);
    await expect(call).to.be.accessible();
  });

  const toolbar = () => call.querySelector('rtc-toolbar')!;
  // Not every engine can share a screen.
  const browserThat = (mediaDevices: object) => Object.defineProperty(navigator, 'mediaDevices', { configurable: true, value: mediaDevices });
  const settled = async () => {
    await toolbar().updateComplete;
    const own = [...toolbar().shadowRoot!.querySelectorAll('[exportparts]')].filter((each) => each.checkVisibility());
    await Promise.all(own.map(({ localName }) => customElements.whenDefined(localName)));
    for (const inside of insides(toolbar())) await (inside as { updateComplete?: Promise<unknown> }).updateComplete;
  };
  const names = () => [...insides(toolbar())].filter((inside): inside is HTMLButtonElement => inside instanceof HTMLButtonElement && inside.checkVisibility()).map(nameOf);

  it('is a named toolbar with every control, leaving last and apart', () => {
    const bar = toolbar().shadowRoot!.querySelector('[role="toolbar"]')!;
    expect(bar.ariaLabel).to.equal('Call controls');
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
    toolbar().setAttribute('controls', ' leave  microphone constructor whiteboard chat');
    await settled();
    expect(names()).to.deep.equal(['Leave', 'Microphone', 'Chat']);
    toolbar().removeAttribute('controls');
    await settled();
    expect(names()).to.deep.equal(all);
  });

  it('leaves out what the call does not send', async () => {
    call.store.update({ sends: ['microphone'] });
    await settled();
    expect(names()).to.deep.equal(['Microphone', 'Hand', 'React', 'Chat', 'People', 'More', 'Leave']);
  });

  it('lets the page style its buttons', () => {
    const buttons = [...exposedParts(toolbar())].filter(([part, parts]) => parts.includes('button') && part.checkVisibility());
    expect(buttons).to.have.length(all.length);
  });

  it('gives the focus to its first control', () => {
    toolbar().focus();
    expect(nameOf(focusedIn(toolbar()) as HTMLButtonElement)).to.equal('Microphone');
  });

  const more = () => toolbar().shadowRoot!.querySelector<HTMLElement>('[part="more"]')!;
  const button = (name: string) => [...insides(toolbar())].find((inside): inside is HTMLButtonElement => inside instanceof HTMLButtonElement && nameOf(inside) === name)!;
  const openedBy = async (opener: HTMLButtonElement) => {
    const popover = opener.popoverTargetElement!;
    const toggled = new Promise((resolve) => popover.addEventListener('toggle', resolve, { once: true }));
    opener.focus();
    opener.click();
    await toggled;
    await settled();
    return popover;
  };
  const escape = () => {
    const event = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true, composed: true });
    focusedIn(toolbar())!.dispatchEvent(event);
  };

  it('has every control that a page names, as long as there is room', async () => {
    toolbar().setAttribute('controls', 'microphone layout pip fullscreen leave');
    await settled();
    expect(names()).to.deep.equal(['Microphone', 'Layout', 'Picture in picture', 'Full screen', 'Leave']);
  });

  it('leaves out what the browser has no place for', async () => {
    for (const ability of abilities.slice(0, 2)) Object.defineProperty(document, ability, { configurable: true, value: false });
    toolbar().requestUpdate();
    await settled();
    await openedBy(button('More'));
    expect(names()).to.include('Layout').and.not.include('Full screen');
  });

  describe('behind “more”', () => {
    it('closes when something is done, with the focus where it was', async () => {
      await openedBy(button('More'));
      button('Full screen').focus();
      button('Full screen').click();
      expect(call.commands).to.deep.equal([['setFullscreen', true]]);
      expect(more().matches(':popover-open')).to.be.false;
      expect(focusedIn(toolbar()) === button('More')).to.be.true;
    });

    it('opens what there is to choose from; Escape closes that first', async () => {
      await openedBy(button('More'));
      const layouts = await openedBy(button('Layout'));
      expect([more(), layouts].map((each) => each.matches(':popover-open'))).to.deep.equal([true, true]);
      layouts.querySelector<HTMLInputElement>('[value="grid"]')!.click();
      expect(call.store.state.view.layout).to.equal('grid');
      expect([more(), layouts].map((each) => each.matches(':popover-open'))).to.deep.equal([true, true]);

      escape();
      expect([more(), layouts].map((each) => each.matches(':popover-open'))).to.deep.equal([true, false]);
      expect(focusedIn(toolbar()) === button('Layout')).to.be.true;
      escape();
      expect(more().matches(':popover-open')).to.be.false;
      expect(focusedIn(toolbar()) === button('More')).to.be.true;
    });
  });

  describe('where it is narrow', () => {
    const narrowed = async (width: number) => {
      toolbar().querySelector('button')?.remove();
      await resized(width);
    };
    const resized = async (width: number) => {
      call.style.display = 'block';
      call.style.inlineSize = `${width}px`;
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      await settled();
    };
    const opened = () => openedBy(button('More'));

    for (const [width, expected] of [
      [280, ['Microphone', 'Camera', 'More', 'Leave']],
      [320, ['Microphone', 'Camera', 'Chat', 'More', 'Leave']],
      [400, ['Microphone', 'Camera', 'Share screen', 'Chat', 'More', 'Leave']],
      [480, all.filter((name) => name !== 'React')],
      [560, all],
    ] as const) {
      it(`keeps what is needed most, in one line: ${width} px`, async () => {
        await narrowed(width);
        expect(names()).to.deep.equal(expected);
        expect(toolbar().getBoundingClientRect().height).to.be.lessThan(80);
        expect(toolbar().scrollWidth).to.be.at.most(width);
      });
    }

    it('has what the page adds in it, and widens nothing', async () => {
      const own = toolbar().querySelector('button')!;
      own.style.cssText = 'min-block-size: 44px; padding: 0 12px';
      const overflow = () => {
        const { left, right } = toolbar().getBoundingClientRect();
        const boxes = [...insides(toolbar()), own].filter((each) => each instanceof HTMLButtonElement && each.checkVisibility()).map((each) => each.getBoundingClientRect());
        return [toolbar().scrollWidth - toolbar().clientWidth, boxes.filter((box) => box.left < left || box.right > right).length];
      };
      for (const words of ['Notes', 'Whiteboard', 'Everything that was said and written']) {
        own.textContent = words;
        for (const width of [320, 280]) {
          await resized(width);
          expect(names(), words).to.deep.equal(['Microphone', 'Camera', 'More', 'Leave']);
          expect(overflow(), `${words}, ${width} px`).to.deep.equal([0, 0]);
        }
      }
      await resized(600);
      expect(toolbar().getBoundingClientRect().height, 'one line where there is room').to.be.lessThan(80);
    });

    it('has the others behind “more”, with their words', async () => {
      await narrowed(280);
      await opened();
      expect([...more().children].map(({ textContent }) => textContent)).to.deep.equal(['Share screen', 'Hand', 'React', 'Chat', 'People', 'Layout', 'Picture in picture', 'Full screen', 'Settings']);
      const { left, right, top } = more().getBoundingClientRect();
      expect([left >= 0, right <= innerWidth, top >= 0]).to.deep.equal([true, true, true]);
    });

    it('brings them back when there is room again', async () => {
      await narrowed(280);
      await narrowed(600);
      expect(names()).to.deep.equal(all);
    });

    it('takes a reaction from there, and closes', async () => {
      await narrowed(280);
      await opened();
      await openedBy(button('React'));
      button('React with 👏').click();
      expect(call.commands).to.deep.equal([['react', '👏']]);
      expect(more().matches(':popover-open')).to.be.false;
      expect(focusedIn(toolbar()) === button('More')).to.be.true;
    });

    it('keeps the focus on a control that goes away and comes back', async () => {
      await narrowed(600);
      button('React').focus();
      await narrowed(280);
      expect(focusedIn(toolbar()) === button('More')).to.be.true;
      await opened();
      button('React').focus();
      await narrowed(600);
      expect(focusedIn(toolbar()) === button('React')).to.be.true;
    });

    it('keeps the focus on a control that stays', async () => {
      await narrowed(600);
      button('Chat').focus();
      await narrowed(400);
      expect(focusedIn(toolbar()) === button('Chat')).to.be.true;
    });
  });
});
