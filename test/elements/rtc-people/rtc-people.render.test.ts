import { expect, fixture, html } from '@open-wc/testing';
import type { Participant } from '../../../src/core/call-state.ts';
import '../../../src/elements/rtc-people/rtc-people.ts';
import { focusedIn, nameOf } from '../../support/shadow.ts';
import type { ShownCall } from '../../support/shown-call.ts';
import '../../support/shown-call.ts';

describe('<rtc-people>', () => {
  let call: ShownCall;

  beforeEach(async () => {
    call = await fixture<ShownCall>(html`<shown-call><rtc-people></rtc-people></shown-call>`);
    await there({ name: 'Ada', isLocal: true }, { name: 'Mary' }, { name: 'Grace' });
  });

  afterEach(async () => {
    await expect(call).to.be.accessible();
  });

  const element = () => call.querySelector('rtc-people')!;
  const root = () => element().shadowRoot!;
  const list = () => root().querySelector('[role="list"]')!;
  const lines = () => [...root().querySelectorAll<HTMLElement>('[part="person"]')];
  const line = (name: string) => lines().find((each) => each.querySelector('bdi')!.textContent === name)!;
  const names = () => lines().map((each) => each.querySelector('bdi')!.textContent);
  const signs = (name: string) => [...line(name).querySelectorAll<HTMLElement>('[role="img"]')].map(({ title }) => title);
  const menuButton = (name: string) => line(name).querySelector('button')!;
  const menu = (name: string) => line(name).querySelector<HTMLElement>('[part="menu"]')!;
  const items = (name: string) => [...menu(name).querySelectorAll('button')].map(nameOf);
  const item = (name: string, words: string) => [...menu(name).querySelectorAll('button')].find((each) => nameOf(each) === words)!;
  const field = () => root().querySelector('input[type="search"]') as HTMLInputElement;
  const there = async (...people: readonly (Partial<Participant> & { readonly name: string })[]) => {
    for (const each of people) call.participant(each.name, each);
    await element().updateComplete;
  };
  const changed = async (name: string, change: Partial<Participant>) => there({ name, ...change });
  const crowd = async () => there(...['Zoë', 'Émile', 'Bob', 'Eva', 'Yves'].map((name) => ({ name })));
  const typed = async (text: string) => {
    field().value = text;
    field().dispatchEvent(new InputEvent('input', { bubbles: true }));
    await element().updateComplete;
  };
  const opened = async (name: string) => {
    const open = new Promise((resolve) => menu(name).addEventListener('toggle', resolve, { once: true }));
    menuButton(name).click();
    await open;
    await element().updateComplete;
  };
  const key = (pressed: string) => {
    const event = new KeyboardEvent('keydown', { key: pressed, bubbles: true, cancelable: true, composed: true });
    focusedIn(element())!.dispatchEvent(event);
    return event;
  };

  it('lists oneself first, then whoever wants to speak, then the others by name', async () => {
    expect(list().ariaLabel).to.equal('People');
    expect(names()).to.deep.equal(['Ada (you)', 'Grace', 'Mary']);
    await changed('Mary', { hand: true });
    expect(names()).to.deep.equal(['Ada (you)', 'Mary', 'Grace']);
    expect(signs('Mary')).to.include('Hand raised');
  });

  it('says of each what is off, shared or not good, in words too', async () => {
    await changed('Grace', { microphone: 'on', camera: 'on', screen: 'on' });
    await changed('Mary', { microphone: 'off', camera: 'off', quality: 'poor' });
    expect(signs('Grace')).to.deep.equal(['Sharing a screen']);
    expect(signs('Mary')).to.deep.equal(['Camera off', 'Microphone off']);
    expect(line('Mary').textContent).to.include('Poor connection');
    expect(line('Grace').textContent).not.to.include('connection');
    await changed('Grace', { connection: 'reconnecting' });
    expect(line('Grace').textContent).to.include('Reconnecting…');
  });

  it('calls those without a name guests', async () => {
    call.participant('nobody');
    await element().updateComplete;
    expect(names()).to.include('Guest');
  });

  it('pins somebody, and no more', async () => {
    expect(nameOf(menuButton('Grace'))).to.equal('More about Grace');
    await opened('Grace');
    expect(focusedIn(element()) === item('Grace', 'Pin')).to.be.true;
    item('Grace', 'Pin').click();
    expect(call.store.state.view.pinned).to.equal('Grace');
    expect(menu('Grace').matches(':popover-open')).to.be.false;
    expect(focusedIn(element()) === menuButton('Grace')).to.be.true;
    await opened('Grace');
    item('Grace', 'Unpin').click();
    expect(call.store.state.view.pinned).to.equal('');
  });

  it('makes somebody else less loud, not oneself', async () => {
    await opened('Ada (you)');
    expect(menu('Ada (you)').querySelector('input')).to.be.null;
    await opened('Grace');
    const volume = menu('Grace').querySelector('input')!;
    expect([volume.labels![0]!.textContent.includes('Volume'), volume.value]).to.deep.equal([true, '100']);
    volume.value = '40';
    volume.dispatchEvent(new InputEvent('input', { bubbles: true }));
    expect(call.commands).to.deep.equal([['setVolume', 'Grace', 0.4]]);
    await changed('Grace', { volume: 0.4 });
    expect([volume.value, volume.getAttribute('aria-valuetext')]).to.deep.equal(['40', '40%']);
  });

  it('lowers one\'s own hand while it is up', async () => {
    await opened('Ada (you)');
    expect(items('Ada (you)')).to.deep.equal(['Pin']);
    await changed('Ada', { hand: true });
    item('Ada (you)', 'Lower hand').click();
    expect(call.commands).to.deep.equal([['raiseHand', false]]);
  });

  it('goes through a menu by arrow keys, and round', async () => {
    await opened('Grace');
    expect(key('ArrowDown').defaultPrevented).to.be.true;
    expect((focusedIn(element()) as HTMLInputElement).type).to.equal('range');
    key('ArrowDown');
    expect(nameOf(focusedIn(element()) as HTMLButtonElement)).to.equal('Pin');
    key('ArrowUp');
    expect((focusedIn(element()) as HTMLInputElement).type).to.equal('range');
    expect(key('ArrowLeft').defaultPrevented).to.be.false;
    key('Home');
    expect(nameOf(focusedIn(element()) as HTMLButtonElement)).to.equal('Pin');
  });

  it('closes a menu by Escape, and nothing around it; the focus goes back', async () => {
    await opened('Grace');
    expect(key('Escape').defaultPrevented).to.be.true;
    expect(menu('Grace').matches(':popover-open')).to.be.false;
    expect(focusedIn(element()) === menuButton('Grace')).to.be.true;
    expect(key('Escape').defaultPrevented).to.be.false;
  });

  it('moves nothing while a menu is open', async () => {
    await opened('Mary');
    await changed('Mary', { hand: true });
    await there({ name: 'Bob' });
    expect(names()).to.deep.equal(['Ada (you)', 'Grace', 'Mary', 'Bob']);
    const closed = new Promise((resolve) => menu('Mary').addEventListener('toggle', resolve, { once: true }));
    key('Escape');
    await closed;
    await element().updateComplete;
    expect(names()).to.deep.equal(['Ada (you)', 'Mary', 'Bob', 'Grace']);
    expect(focusedIn(element()) === menuButton('Mary')).to.be.true;
  });

  it('keeps the focus where a line moves, and in the list where it goes', async () => {
    menuButton('Mary').focus();
    await changed('Mary', { hand: true });
    expect(focusedIn(element()) === menuButton('Mary')).to.be.true;
    await opened('Mary');
    call.store.update({ participants: call.store.state.participants.filter(({ id }) => id !== 'Mary') });
    await element().updateComplete;
    expect(focusedIn(element()) === menuButton('Ada (you)')).to.be.true;
  });

  it('can be searched when there are more than a few', async () => {
    expect(field()).to.be.null;
    await crowd();
    expect(field().ariaLabel).to.equal('Search people');
    await typed('EMI');
    expect(names()).to.deep.equal(['Émile']);
    await typed('nobody');
    expect(names()).to.deep.equal([]);
    expect(root().querySelector('[role="status"]')!.textContent.trim()).to.equal('Nobody by that name');
    await typed('');
    expect(names()).to.have.length(8);
    expect(root().querySelector('[role="status"]')!.textContent.trim()).to.equal('');
  });

  it('forgets what was searched by Escape, and only then leaves the key to others', async () => {
    await crowd();
    await typed('emi');
    field().focus();
    expect(key('Escape').defaultPrevented).to.be.true;
    await element().updateComplete;
    expect([names().length, field().value]).to.deep.equal([8, '']);
    expect(key('Escape').defaultPrevented).to.be.false;
  });

  it('fits into little room, with long names, from either side', async () => {
    const long = 'Wolfeschlegelsteinhausenbergerdorff Wolfeschlegelsteinhausenbergerdorff';
    await there({ name: long, hand: true, screen: 'on', quality: 'poor' }, { name: 'محمد الخوارزمي' });
    for (const dir of ['ltr', 'rtl']) {
      Object.assign(call.style, { display: 'block', inlineSize: '264px' });
      call.dir = dir;
      expect(element().scrollWidth, dir).to.be.at.most(264);
      const [outer, name, button] = [element(), line(long).querySelector('bdi')!, menuButton(long)].map((each) => each.getBoundingClientRect());
      expect(button!.left >= outer!.left && button!.right <= outer!.right, dir).to.be.true;
      expect(name!.width, dir).to.be.greaterThan(48);
      expect(dir === 'ltr' ? button!.left >= name!.right : button!.right <= name!.left, dir).to.be.true;
    }
  });
});
