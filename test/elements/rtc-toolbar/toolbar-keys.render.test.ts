import { expect, fixture, html } from '@open-wc/testing';
import '../../../src/elements/rtc-toolbar/rtc-toolbar.ts';
import { focusedIn, insides, nameOf } from '../../support/shadow.ts';
import type { ShownCall } from '../../support/shown-call.ts';
import '../../support/shown-call.ts';

describe('<rtc-toolbar> by keyboard', () => {
  let call: ShownCall;

  beforeEach(async () => {
    call = await fixture<ShownCall>(html`
      <shown-call>
        <rtc-toolbar controls="microphone camera hand reaction people leave"><button>Whiteboard</button><span>3 notes</span><div><a href="#notes">Notes</a></div></rtc-toolbar>
      </shown-call>
    `);
    Object.assign(call.style, { display: 'block', inlineSize: '800px' });
    await settled();
    await entered();
  });

  afterEach(async () => {
    await expect(call).to.be.accessible();
  });

  const toolbar = () => call.querySelector('rtc-toolbar')!;
  const bar = () => toolbar().shadowRoot!.querySelector<HTMLElement>('[part="bar"]')!;
  const more = () => toolbar().shadowRoot!.querySelector<HTMLElement>('[part="more"]')!;
  const frames = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  const settled = async () => {
    await frames();
    await toolbar().updateComplete;
    const own = [...toolbar().shadowRoot!.querySelectorAll('[exportparts]')].filter((each) => each.checkVisibility());
    await Promise.all(own.map(({ localName }) => customElements.whenDefined(localName)));
    for (const inside of insides(toolbar())) await (inside as { updateComplete?: Promise<unknown> }).updateComplete;
  };
  const isMarked = () => [...bar().children].some((child) => child.getAttribute('tabindex') === '-1');
  /** As by Tab; the code for keys comes with it. */
  const entered = async () => {
    toolbar().focus();
    for (let frame = 0; frame < 300 && !isMarked(); frame++) await frames();
  };
  const own = (name: string) => toolbar().shadowRoot!.querySelector<HTMLElement & { updateComplete: Promise<unknown> }>(`rtc-${name}-button`)!;
  const focused = () => {
    const active = document.activeElement === toolbar() ? focusedIn(toolbar()) : document.activeElement;
    return active instanceof HTMLButtonElement ? nameOf(active) : (active?.textContent.trim() ?? '');
  };
  const key = (name: string, init: KeyboardEventInit = {}) => {
    const target = document.activeElement === toolbar() ? focusedIn(toolbar())! : document.activeElement!;
    const event = new KeyboardEvent('keydown', { key: name, bubbles: true, composed: true, cancelable: true, ...init });
    target.dispatchEvent(event);
    return event;
  };
  const pressed = (...names: readonly string[]) => names.map((name) => (key(name), focused()));
  /** Where Tab can stop. */
  const stops = () => {
    const added = [...toolbar().querySelectorAll<HTMLElement>('button, a')];
    const all = [...[...bar().children].filter((child): child is HTMLElement => child.matches('button, [exportparts]')), ...added];
    return all.filter((each) => each.checkVisibility() && each.getAttribute('tabindex') !== '-1').map((each) => each.localName);
  };
  const narrowed = async (width: number) => {
    call.style.inlineSize = `${width}px`;
    await settled();
  };
  const opened = async () => {
    const button = bar().querySelector<HTMLButtonElement>(':scope > button')!;
    const toggled = new Promise((resolve) => more().addEventListener('toggle', resolve, { once: true }));
    button.focus();
    button.click();
    await toggled;
    await settled();
    await frames();
  };

  it('is one stop of the Tab key: what was used last', () => {
    expect(stops()).to.deep.equal(['rtc-mic-button']);
    key('ArrowRight');
    expect(stops()).to.deep.equal(['rtc-camera-button']);
    (document.activeElement as HTMLElement).blur();
    expect(stops()).to.deep.equal(['rtc-camera-button']);
    toolbar().focus();
    expect(focused()).to.equal('Camera');
  });

  it('goes from control to control, the page’s own among them, and round', () => {
    expect(pressed(...Array.from({ length: 8 }, () => 'ArrowRight'))).to.deep.equal(['Camera', 'Hand', 'React', 'People', 'Whiteboard', 'Notes', 'Leave', 'Microphone']);
    expect(pressed('ArrowLeft', 'ArrowLeft', 'ArrowLeft')).to.deep.equal(['Leave', 'Notes', 'Whiteboard']);
    expect(stops()).to.deep.equal(['button']);
    expect(pressed('Home', 'End')).to.deep.equal(['Microphone', 'Leave']);
  });

  it('goes as it is read', async () => {
    call.dir = 'rtl';
    await settled();
    expect(pressed('ArrowLeft', 'ArrowLeft', 'ArrowRight', 'ArrowRight', 'ArrowRight')).to.deep.equal(['Camera', 'Hand', 'Camera', 'Microphone', 'Leave']);
  });

  it('leaves keys alone that mean something else', () => {
    for (const init of [{ ctrlKey: true }, { altKey: true }, { metaKey: true }, { shiftKey: true }]) expect(key('ArrowRight', init).defaultPrevented).to.be.false;
    expect(key('Enter').defaultPrevented).to.be.false;
    expect(key('ArrowDown').defaultPrevented).to.be.false;
    expect(focused()).to.equal('Microphone');
  });

  it('passes over what is disabled, and loses no focus to it', async () => {
    toolbar().querySelector('button')!.disabled = true;
    own('people').focus();
    expect(pressed('ArrowRight')).to.deep.equal(['Notes']);
    own('hand').focus();
    call.store.update({ status: { phase: 'joining' } });
    await settled();
    await frames();
    expect([focused(), stops()]).to.deep.equal(['Microphone', ['rtc-mic-button']]);
  });

  it('gives the page’s own controls back as they were', async () => {
    const [button, link] = [toolbar().querySelector('button')!, toolbar().querySelector('a')!];
    expect([button.tabIndex, link.tabIndex]).to.deep.equal([-1, -1]);
    link.tabIndex = 0;
    button.remove();
    await settled();
    expect(button.hasAttribute('tabindex')).to.be.false;
    toolbar().remove();
    expect(link.hasAttribute('tabindex')).to.be.false;
  });

  it('keeps a control in reach that it has given the focus to and that has gone', async () => {
    toolbar().querySelector('button')!.focus();
    expect(stops()).to.deep.equal(['button']);
    toolbar().querySelector('button')!.remove();
    await settled();
    expect(stops()).to.deep.equal(['rtc-mic-button']);
  });

  describe('behind “more”', () => {
    beforeEach(async () => {
      toolbar().replaceChildren();
      await narrowed(230);
    });

    it('begins with the first, goes up and down, and back by Escape', async () => {
      await opened();
      expect(focused()).to.equal('Hand');
      expect(pressed('ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowUp', 'Home', 'End')).to.deep.equal(['React', 'People', 'Hand', 'People', 'Hand', 'People']);
      key('Escape');
      expect([focused(), more().matches(':popover-open')]).to.deep.equal(['More', false]);
      expect(stops()).to.deep.equal(['button']);
    });

    it('is in the row while it is open, and closes behind whoever goes on', async () => {
      await opened();
      key('ArrowLeft');
      expect(focused()).to.equal('More');
      expect(pressed('ArrowRight', 'ArrowRight', 'ArrowRight')).to.deep.equal(['Hand', 'React', 'People']);
      key('ArrowRight');
      expect([focused(), more().matches(':popover-open')]).to.deep.equal(['Leave', false]);
    });

    it('opens by an arrow key', async () => {
      bar().querySelector<HTMLButtonElement>(':scope > button')!.focus();
      const toggled = new Promise((resolve) => more().addEventListener('toggle', resolve, { once: true }));
      expect(key('ArrowDown').defaultPrevented).to.be.true;
      await toggled;
      await settled();
      await frames();
      expect(focused()).to.equal('Hand');
    });
  });

  it('leaves the arrow keys to what a control has opened', async () => {
    const button = own('reaction').shadowRoot!.querySelector('button')!;
    const reactions = button.popoverTargetElement as HTMLElement;
    own('reaction').focus();
    const toggled = new Promise((resolve) => reactions.addEventListener('toggle', resolve, { once: true }));
    expect(key('ArrowDown').defaultPrevented).to.be.true;
    await toggled;
    expect(focused()).to.equal('React with 👍');
    // The code for keys comes when it opens.
    await import('../../../src/ui/arrow-keys.ts');
    await frames();
    expect(pressed('ArrowRight', 'ArrowDown', 'ArrowLeft', 'End', 'ArrowRight')).to.deep.equal([
      'React with ❤️',
      'React with 😂',
      'React with ❤️',
      'React with 🎉',
      'React with 👍',
    ]);
    key('Escape');
    expect(focused()).to.equal('React');
  });
});
