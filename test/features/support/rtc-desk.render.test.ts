import { expect, fixture, html } from '@open-wc/testing';
import { render } from 'lit';
import type { PastVisitor, WaitingVisitor } from '../../../src/features/support/agent-state.ts';
import type { SupportRequest } from '../../../src/features/support/letters.ts';
import { deskDetails } from '../../../src/features/support/rtc-desk/desk-details.ts';
import { deskQueue } from '../../../src/features/support/rtc-desk/desk-queue.ts';
import { deskRecent } from '../../../src/features/support/rtc-desk/desk-recent.ts';
import { DeskLocalizer } from '../../../src/features/support/rtc-desk/desk-words.ts';
import '../../../src/features/support/rtc-desk/rtc-desk.ts';
import type { RtcDesk } from '../../../src/features/support/rtc-desk/rtc-desk.ts';

const key = `${'A'.repeat(42)}E`;
const hostile = '<img src=x onerror="window.hacked = true">';
const minute = 60_000;

function visitor(change: Partial<SupportRequest> = {}, id = 'vera', waited = 0): WaitingVisitor {
  const request: SupportRequest = { mode: 'video', topic: 'Billing', name: 'Vera', fields: {}, page: 'https://shop.example/', title: 'Cart', context: '' };
  return { id, room: null, since: Date.now() - waited, request: { ...request, ...change } };
}

describe('<rtc-desk> on screen', () => {
  let place: HTMLElement;
  const host = () => Object.assign(place, { addController: () => undefined, requestUpdate: () => undefined }) as unknown as ConstructorParameters<typeof DeskLocalizer>[0];

  beforeEach(async () => {
    place = await fixture(html`<main></main>`);
  });

  const words = () => place.textContent.replaceAll(/\s+/g, ' ').trim();

  function queue(waiting: readonly WaitingVisitor[], search = ''): void {
    const nothing = () => undefined;
    const view = { words: new DeskLocalizer(host()), waiting, now: Date.now(), search, chosen: waiting[0], isServing: false, setSearch: nothing, choose: nothing, answer: nothing };
    render(deskQueue(view), place);
  }

  function details(change: Partial<SupportRequest>): void {
    render(deskDetails(visitor(change), new DeskLocalizer(host())), place);
  }

  for (const width of [280, 768, 1440]) {
    it(`lets agents in at ${width} px`, async () => {
      place.style.inlineSize = `${width}px`;
      const desk = await fixture<RtcDesk>(html`<rtc-desk desk="Acme" desk-key=${key}></rtc-desk>`, { parentNode: place });
      expect(desk.scrollWidth).to.be.at.most(width);
      expect(desk.phase).to.equal('signed-out');
      expect(desk.matches(':state(signed-out)')).to.be.true;
      expect(desk.shadowRoot!.querySelector('[part=open-button]')!.textContent.trim()).to.equal('Open key file');
      expect(desk.shadowRoot!.querySelector('[part=name-field]')).to.exist;
      await expect(desk).to.be.accessible();
    });
  }

  it('says that a desk without a key is unverified', async () => {
    const desk = await fixture<RtcDesk>(html`<rtc-desk desk="Acme" theme="dark"></rtc-desk>`);
    expect(desk.shadowRoot!.querySelector('[part=unverified]')!.textContent).to.include('Unverified');
    await expect(desk).to.be.accessible();
  });

  it('shows fifty of a thousand, and says how many more', async () => {
    queue(Array.from({ length: 1000 }, (_, index) => visitor({ name: `Visitor ${index}` }, `visitor-${index}`)));
    expect(place.querySelectorAll('[part=visitor]')).to.have.length(50);
    expect(words()).to.include('Waiting: 1,000').and.to.include('and 950 more');
    await expect(place).to.be.accessible();
    queue(Array.from({ length: 1000 }, (_, index) => visitor({ name: `Visitor ${index}` }, `visitor-${index}`)), 'visitor 99');
    expect(place.querySelectorAll('[part=visitor]')).to.have.length(11);
    expect(place.querySelector('[part=rest]')).to.equal(null);
  });

  it('finds by topic and by page', () => {
    const waiting = [visitor({ topic: 'Returns' }, 'a'), visitor({ page: 'https://shop.example/ferns' }, 'b'), visitor({}, 'c')];
    queue(waiting, ' RETURN');
    expect(place.querySelectorAll('[part=visitor]')).to.have.length(1);
    queue(waiting, 'ferns');
    expect(place.querySelectorAll('[part=visitor]')).to.have.length(1);
  });

  it('says about how long each has waited', () => {
    queue([visitor({}, 'a', 90 * minute), visitor({}, 'b', 2.5 * minute), visitor({}, 'c', 1000)]);
    expect([...place.querySelectorAll('.time')].map(({ textContent }) => textContent)).to.deep.equal(['1 hr', '2 min', 'Just now']);
  });

  it('shows what visitors say as text, whatever it is', async () => {
    queue([visitor({ name: hostile, topic: hostile, title: hostile })]);
    expect([words().includes(hostile), place.querySelector('img')]).to.deep.equal([true, null]);
    details({ name: hostile, topic: hostile, title: hostile, page: hostile, fields: { [hostile]: hostile }, context: JSON.stringify({ [hostile]: hostile }) });
    expect([words().includes(hostile), place.querySelector('img')]).to.deep.equal([true, null]);
    await expect(place).to.be.accessible();
  });

  for (const page of ['javascript:alert(1)', 'data:text/html,<p>', 'no address', 'file:///etc/passwd']) {
    it(`leads nowhere for ${page}`, () => {
      details({ page });
      expect([words().includes(page), place.querySelector('a')]).to.deep.equal([true, null]);
    });
  }

  it('shows the page’s own words as a list if they are one', () => {
    details({ context: '{"basket":"2 items","member":true,"total":84,"none":null}' });
    const list = place.querySelector('[part=context] dl')!;
    expect([...list.querySelectorAll('dt, dd')].map(({ textContent }) => textContent)).to.deep.equal(['basket', '2 items', 'member', 'true', 'total', '84', 'none', 'null']);
  });

  for (const [context, shown] of [
    ['{"a":{"b":1}}', '{\n  "a": {\n    "b": 1\n  }\n}'],
    ['[1,2]', '[\n  1,\n  2\n]'],
    ['not { JSON', 'not { JSON'],
  ] as const) {
    it(`shows ${context} as it is`, () => {
      details({ context });
      expect(place.querySelector('[part=context] pre')!.textContent).to.equal(shown);
    });
  }

  it('limits what is long, and lets the keyboard reach all of it', async () => {
    details({ fields: { message: 'So long a message. '.repeat(100) } });
    expect(place.querySelector('dd.long')!.getAttribute('tabindex')).to.equal('0');
    await expect(place).to.be.accessible();
  });

  it('shows what came of those who were here', async () => {
    const past = (id: string, change: Partial<PastVisitor>): PastVisitor => ({ visitor: visitor({ name: id }, id), outcome: 'served', by: '', at: 0, rating: null, ...change });
    const all = [past('Vera', { rating: { stars: 2, comment: hostile } }), past('Tom', { outcome: 'taken', by: 'Bob' }), past('Ulla', { outcome: 'taken' }), past('Kim', { outcome: 'left' })];
    render(deskRecent({ words: new DeskLocalizer(host()), past: all, secondsOf: ({ id }) => (id === 'Vera' ? 250 : undefined) }), place);
    expect([...place.querySelectorAll('li')].map(({ textContent }) => textContent.replaceAll(/\s+/g, ' ').trim())).to.deep.equal([
      `Vera You, 4 min 2 of 5 stars ${hostile}`,
      'Tom Answered by Bob',
      'Ulla Answered by another agent',
      'Kim Left',
    ]);
    expect(place.querySelectorAll('.star.full')).to.have.length(2);
    await expect(place).to.be.accessible();
  });
});
