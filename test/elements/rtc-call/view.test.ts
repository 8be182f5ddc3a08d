import { expect } from '@open-wc/testing';
import '../../../src/elements/rtc-call/rtc-call.ts';
import { everyCallIsAccessible, type PageCall, pageCall, pageCalls } from '../../support/page-calls.ts';
import { focusedIn } from '../../support/shadow.ts';

describe('<rtc-call> as this page shows it', () => {
  afterEach(everyCallIsAccessible);

  const live = async (attributes = {}): Promise<PageCall> => {
    const call = await pageCall({ autojoin: true, 'view-only': true, ...attributes });
    await call.phase('live');
    return call;
  };
  const key = (name: string) => document.body.dispatchEvent(new KeyboardEvent('keydown', { key: name, code: '', bubbles: true, cancelable: true }));
  const released = (name: string) => document.body.dispatchEvent(new KeyboardEvent('keyup', { key: name, code: '', bubbles: true, cancelable: true }));
  const press = (name: string): boolean => {
    const isOurs = !key(name);
    released(name);
    return isOurs;
  };
  const changes = (call: PageCall) => call.all('rtc-view-changed').map((event) => event.changes);

  it('is as its attributes say, from the start and later', async () => {
    const call = await live({ layout: 'grid', 'hide-self': true, 'no-mirror': true, panel: 'shortcuts' });
    expect(call.element.view).to.include({ layout: 'grid', hideSelf: true, mirror: false, panel: 'shortcuts', pinned: '' });
    call.element.removeAttribute('layout');
    call.element.removeAttribute('hide-self');
    call.element.noMirror = false;
    call.element.panel = '';
    await call.element.updateComplete;
    expect(call.element.view).to.include({ layout: 'auto', hideSelf: false, mirror: true, panel: '' });
    expect(call.element.phase).to.equal('live');
  });

  it('is as its methods say, and tells what has changed', async () => {
    const call = await live();
    await call.element.setLayout('strip');
    await call.element.setPinned('somebody', 'screen');
    await call.element.setHideSelf(true);
    await call.element.setMirror(false);
    await call.element.setPanel('shortcuts');
    await call.element.setPanel('shortcuts');
    await call.element.setPinned(null);
    expect(changes(call)).to.deep.equal([{ layout: 'strip' }, { pinned: 'somebody/screen' }, { hideSelf: true }, { mirror: false }, { panel: 'shortcuts' }, { pinned: '' }]);
    expect(call.element.getAttribute('layout')).to.be.null;
  });

  for (const [method, value] of [['setLayout', 'mosaic'], ['setPanel', 'basement']] as const) {
    it(`refuses ${method}('${value}'), and stays as it is`, async () => {
      const call = await live();
      const error = await call.element[method](value).catch((reason: unknown) => reason);
      expect(error).to.include({ code: 'bad-attribute' });
      expect(call.element.view).to.include({ layout: 'auto', panel: '' });
    });
  }

  it('opens a panel that takes the focus, and gives it back', async () => {
    const call = await live();
    call.button('Leave').focus();
    await call.element.setPanel('shortcuts');
    await call.until('the list', () => call.part('shortcuts-list'));
    expect(focusedIn(call.element) === call.part('panel')).to.be.true;
    call.part('panel')!.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }));
    await call.element.updateComplete;
    expect(call.part('panel')).to.be.undefined;
    expect(call.element.view.panel).to.equal('');
    expect(focusedIn(call.element) === call.button('Leave')).to.be.true;
    await call.element.setPanel('shortcuts');
    await call.until('the panel', () => call.part('close-panel-button'));
    call.part('close-panel-button')!.click();
    await call.element.updateComplete;
    expect(call.part('panel')).to.be.undefined;
  });

  it('takes its keys from the page, live, where the call was used last', async () => {
    const call = await live();
    // Their code comes a moment after joining, and nothing tells.
    do {
      await new Promise(requestAnimationFrame);
      call.element.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true }));
    } while (!press('?'));
    await call.until('the panel', () => call.part('panel'));
    expect(press('l')).to.be.true;
    expect(call.element.view.layout).to.equal('grid');
    call.element.setAttribute('shortcuts', 'layout:w hand:none');
    await call.element.updateComplete;
    expect([press('l'), press('h'), press('w')]).to.deep.equal([false, false, true]);
    expect(call.element.view.layout).to.equal('speaker');
    call.element.noShortcuts = true;
    await call.element.updateComplete;
    expect(press('w')).to.be.false;
    (focusedIn(call.element) as HTMLElement | null)?.blur();
    document.body.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true }));
    call.element.noShortcuts = false;
    await call.element.updateComplete;
    expect(press('w')).to.be.false;
  });

  it('plays each as loud as is wished', async () => {
    const [ada, bob] = await pageCalls({}, {});
    const id = bob!.element.localId!;
    await ada!.element.setVolume(id, 0.25);
    const { volume } = ada!.element.participants.find((each) => each.id === id)!;
    expect(volume).to.equal(0.25);
    expect(ada!.all('rtc-participant-changed').at(-1)?.changes).to.deep.equal({ volume: 0.25 });
    for (const [who, how, code] of [[id, 2, 'bad-attribute'], [id, Number.NaN, 'bad-attribute'], ['nobody', 1, 'peer-unreachable'], [ada!.element.localId!, 1, 'peer-unreachable']] as const) {
      expect(await ada!.element.setVolume(who, how).catch((reason: unknown) => reason)).to.include({ code });
    }
  });
});
