import { expect, fixture, html } from '@open-wc/testing';
import { render } from 'lit';
import '../../src/elements/rtc-people/rtc-people.ts';
import '../../src/elements/rtc-video-tile/rtc-video-tile.ts';
import type { WaitingVisitor } from '../../src/features/support/agent-state.ts';
import type { SupportRequest } from '../../src/features/support/letters.ts';
import { deskDetails } from '../../src/features/support/rtc-desk/desk-details.ts';
import { deskQueue } from '../../src/features/support/rtc-desk/desk-queue.ts';
import { DeskLocalizer } from '../../src/features/support/rtc-desk/desk-words.ts';
import { RtcDesk } from '../../src/features/support/rtc-desk/rtc-desk.ts';
import '../../src/features/support/rtc-support/rtc-support.ts';
import { census, nothingBroke } from '../support/foreign-elements.ts';
import { hostilePayloads } from '../support/hostile-payloads.ts';
import type { ShownCall } from '../support/shown-call.ts';
import '../support/shown-call.ts';

const atOnce = 48;
const batches = Array.from({ length: Math.ceil(hostilePayloads.length / atOnce) }, (_, index) => hostilePayloads.slice(index * atOnce, (index + 1) * atOnce));
const width = 320;

/** Names that are as long in the middle, so that what is drawn for a long one is drawn for them. */
const harmless = Array.from({ length: atOnce }, (_, index) => `Person ${index}`);

describe('hostile texts on screen', function () {
  this.timeout(20_000);
  let place: HTMLElement;

  beforeEach(async () => {
    place = await fixture(html`<main style="inline-size: ${width}px"></main>`);
  });

  afterEach(nothingBroke);

  it('are names, on tiles and in the list of people, and nothing else', async () => {
    const call = await fixture<ShownCall>(
      html`<shown-call>
        ${harmless.map((id) => html`<rtc-video-tile participant=${id} style="inline-size: 160px; block-size: 90px"></rtc-video-tile>`)}
        <rtc-people style="block-size: 300px"></rtc-people>
      </shown-call>`,
      { parentNode: place },
    );
    const people = call.querySelector('rtc-people')!;
    const tiles = [...call.querySelectorAll('rtc-video-tile')];
    const show = async (names: readonly string[]) => {
      // All at once, as a room would tell of them.
      const { participants } = call.store.state;
      call.store.update({ participants: participants.map((each, index) => ({ ...each, name: names[index] ?? each.name })) });
      await Promise.all([people, ...tiles].map((element) => element.updateComplete));
    };
    for (const id of harmless) call.participant(id, { name: id });
    await show(harmless);
    const before = census(call);
    for (const names of batches) {
      await show([...names, ...harmless.slice(names.length)]);
      expect(census(call)).to.deep.equal(before);
      for (const [index, tile] of tiles.entries()) {
        const [box, name] = [tile.getBoundingClientRect(), tile.shadowRoot?.querySelector('[part~="name"]')?.getBoundingClientRect()];
        const fits = !name || (name.left >= box.left - 1 && name.right <= box.right + 1 && name.top >= box.top - 1 && name.bottom <= box.bottom + 1);
        expect(fits, `the name ${JSON.stringify(names[index])} in its tile`).to.equal(true);
      }
      expect(people.scrollWidth, 'the list of people').to.be.at.most(width);
      expect(place.scrollWidth).to.be.at.most(width);
    }
  });

  describe('from a visitor, at the desk', () => {
    const host = () => Object.assign(place, { addController: () => undefined, requestUpdate: () => undefined }) as unknown as ConstructorParameters<typeof DeskLocalizer>[0];
    const visitor = (text: string, context = text): WaitingVisitor => {
      const request: SupportRequest = { mode: 'video', topic: text, name: text, fields: { [text]: text, email: text }, page: text, title: text, context };
      return { id: 'vera', room: null, since: Date.now(), request };
    };
    const contexts = (text: string) => [text, JSON.stringify({ [text]: text }), JSON.stringify([{ [text]: [text] }])];
    let desk: ShadowRoot;

    beforeEach(() => {
      // As the desk draws it, but for all that is around it.
      desk = place.attachShadow({ mode: 'open' });
      desk.adoptedStyleSheets = RtcDesk.elementStyles.flatMap((style) => ('styleSheet' in style ? (style.styleSheet ?? []) : style));
    });

    const kinds = () => [...new Set([...desk.querySelectorAll('*')].map(({ localName }) => localName))].sort();

    it('are what was said, and nothing else', () => {
      const known = new Set(['section', 'h3', 'h4', 'div', 'dl', 'dt', 'dd', 'pre', 'p', 'a']);
      for (const text of hostilePayloads) {
        for (const context of contexts(text)) {
          render(deskDetails(visitor(text, context), new DeskLocalizer(host())), desk);
          expect(kinds().filter((kind) => !known.has(kind)), JSON.stringify(text)).to.deep.equal([]);
          const links = [...desk.querySelectorAll('a')].map(({ protocol }) => protocol);
          expect(links.every((protocol) => /^https?:$/.test(protocol)), JSON.stringify(text)).to.equal(true);
          // Within one sign there is no place to break a line: the desk's columns scroll.
          const isOneSign = text.length === [...new Intl.Segmenter().segment(text)][0]?.segment.length;
          if (!isOneSign) expect(place.scrollWidth, JSON.stringify(text)).to.be.at.most(width);
        }
      }
    });

    it('are names in the queue', () => {
      const nothing = () => undefined;
      const queue = (texts: readonly string[]) => {
        const waiting = texts.map((text, index) => ({ ...visitor(text), id: String(index) }));
        const view = { words: new DeskLocalizer(host()), waiting, now: Date.now(), search: '', chosen: waiting[0], isServing: false, setSearch: nothing, choose: nothing, answer: nothing };
        render(deskQueue(view), desk);
      };
      queue(harmless);
      const [before, wide] = [census(place), place.scrollWidth];
      for (const texts of batches) {
        queue([...texts, ...harmless.slice(texts.length)]);
        expect(census(place)).to.deep.equal(before);
        expect(place.scrollWidth).to.be.at.most(wide);
      }
    });
  });

  it('are words on the support button', async () => {
    const support = await fixture<HTMLElementTagNameMap['rtc-support']>(html`<rtc-support desk="Acme" label="Help" position="inline" hours="Mon 9-10"></rtc-support>`, { parentNode: place });
    await support.updateComplete;
    const before = census(support);
    for (const text of hostilePayloads) {
      support.label = text;
      await support.updateComplete;
      expect(census(support), JSON.stringify(text)).to.deep.equal(before);
    }
  });
});
