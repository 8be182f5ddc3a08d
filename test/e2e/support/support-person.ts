import type { ElementHandle, Page } from 'puppeteer';
import { patience, type Tab } from './tab.ts';
import type { SupportDetail, Told } from './told.ts';

type SupportEvent = Extract<Told, { kind: 'support' }>;

/** The room of every call that a visitor and an agent have; its key is another every time. */
const room = 'support';

const codeOfCall = ['rtc-call', 'rtc-stage', 'rtc-toolbar'];

/** Somebody in front of a page with one end of a support call in it. */
export abstract class SupportPerson {
  readonly name: string;
  readonly tab: Tab;
  protected abstract readonly element: string;

  constructor(name: string, tab: Tab) {
    this.name = name;
    this.tab = tab;
  }

  get page(): Page {
    return this.tab.page;
  }

  /** What a page around the element could hear of it. */
  get events(): SupportEvent[] {
    return this.tab.told.filter((told): told is SupportEvent => told.kind === 'support' && told.element === this.element);
  }

  /** What a page around it could hear of the call within, or of the one prepared: nothing. */
  get leaks(): Told[] {
    return this.tab.told.filter((told) => told.kind === 'event');
  }

  details(type: string): SupportDetail[] {
    return this.events.filter((event) => event.type === type).map(({ detail }) => detail);
  }

  /** Resolves with what the event of this type says, when there were so many. */
  hears(type: string, count = 1): Promise<SupportDetail> {
    return this.tab.until(`${this.name} to hear ${type} for the ${count}. time`, () => this.details(type)[count - 1]);
  }

  /** Uses the mouse on what has this name, wherever it is. */
  async press(name: string): Promise<void> {
    await (await this.control(name)).click();
  }

  async fill(name: string, text: string): Promise<void> {
    await (await this.control(name)).type(text);
  }

  control(name: string): Promise<ElementHandle<HTMLElement>> {
    return this.page.evaluateHandle((which, time) => witness.control(which, time), name, patience);
  }

  part(name: string): Promise<ElementHandle<HTMLElement>> {
    return this.page.evaluateHandle((which, time) => witness.part(which, time), name, patience);
  }

  partTexts(name: string): Promise<string[]> {
    return this.page.evaluate((which) => witness.partTexts(which), name);
  }

  /** Resolves when the page says so. */
  reads(words: string): Promise<void> {
    return this.page.evaluate((text, time) => witness.shows(text, time), words, patience);
  }

  readsNoMore(words: string): Promise<void> {
    return this.page.evaluate((text, time) => witness.showsNoMore(text, time), words, patience);
  }

  isTitled(title: string): Promise<void> {
    return this.page.evaluate((text, time) => witness.isTitled(text, time), title, patience);
  }

  /** Resolves when the element is in this state. */
  is(state: string): Promise<void> {
    return this.page.evaluate((name, tag, time) => witness.isIn(name, tag, time), state, this.element, patience);
  }

  /** Resolves when all the code of a call is here, so that a server may go. */
  async hasCallCode(): Promise<void> {
    await this.page.evaluate((tags) => Promise.all(tags.map((tag) => customElements.whenDefined(tag).then(() => undefined))), codeOfCall);
  }

  /** Connections that the page has made so far, or given another configuration. */
  get connections(): (RTCConfiguration | undefined)[] {
    return this.tab.told.flatMap((told) => (told.kind === 'connection' ? [told.configuration] : []));
  }

  /** Resolves when exactly so many connections are up. */
  isLinked(count: number): Promise<void> {
    return this.page.evaluate((links, time) => witness.isLinked(links, time), count, patience);
  }

  /** Types of the candidates that its links use on this side. */
  linkCandidates(): Promise<string[]> {
    return this.page.evaluate(() => witness.linkCandidates());
  }

  focused(): Promise<string> {
    return this.page.evaluate(() => witness.focused());
  }

  /** Resolves when pictures of somebody arrive, and differ. */
  seesMoving(name: string): Promise<void> {
    return this.page.evaluate((where, who, time) => witness.seesMoving(where, who, time), room, name, patience);
  }

  /** Resolves when exactly `count` others are heard. */
  hearsVoices(count: number): Promise<void> {
    return this.page.evaluate((others, time) => witness.hears(others, time), count, patience);
  }

  async seesMuted(name: string, muted: boolean): Promise<void> {
    await this.page.evaluate((where, who, look, time) => witness.tileLooks(where, who, look, time), room, name, { muted }, patience);
  }
}
