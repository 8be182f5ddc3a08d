import type { ElementHandle, Frame, Page } from 'puppeteer';
import type { Participant } from '../../../src/core/call-state.ts';
import type { TileView } from './page/tiles.ts';
import { patience, type Tab } from './tab.ts';
import type { Detail, Snapshot, Told } from './told.ts';

/** Together, and not on the way in. */
function isInCall({ phase }: Snapshot): boolean {
  return phase === 'live' || phase === 'reconnecting';
}

type CallEvent = Extract<Told, { kind: 'event' }>;

/** Somebody in front of a tab, with one `<rtc-call>` in it: what they see and hear, and what they do. */
export class Caller {
  readonly name: string;
  readonly room: string;
  readonly tab: Tab;

  constructor(name: string, room: string, tab: Tab) {
    this.name = name;
    this.room = room;
    this.tab = tab;
  }

  get page(): Page {
    return this.tab.page;
  }

  /** Where the call is: the page, or the one frame in it. */
  get frame(): Frame {
    return this.page.frames().at(-1) ?? this.page.mainFrame();
  }

  get events(): CallEvent[] {
    return this.tab.told.filter((told): told is CallEvent => told.kind === 'event' && told.room === this.room);
  }

  get state(): Snapshot {
    return this.events.at(-1)?.state ?? { phase: 'idle', localId: null, participants: [] };
  }

  /** The names of all others in the call, as this page knows them. */
  get others(): string[] {
    return this.state.participants.filter(({ isLocal }) => !isLocal).map(({ name }) => name);
  }

  /** What the call's events of a type said. */
  details(type: string): Detail[] {
    return this.events.filter((event) => event.type === type).map(({ detail }) => detail);
  }

  /** The codes of all that went wrong so far and that no caller of a method heard of. */
  get errors(): string[] {
    return this.details('rtc-error').flatMap(({ error }) => error?.code ?? []);
  }

  knows(name: string): Participant | undefined {
    return this.state.participants.find((participant) => participant.name === name);
  }

  async joined(): Promise<void> {
    await this.tab.until(`${this.name} to join`, () => this.details('rtc-joined').length > 0);
  }

  /** Resolves when exactly these others are in the call. */
  async isWith(...names: string[]): Promise<void> {
    const wanted = JSON.stringify(names.sort());
    await this.tab.until(`${this.name} to be with ${wanted}`, () => isInCall(this.state) && JSON.stringify(this.others.sort()) === wanted);
  }

  /** Resolves when what this page knows of somebody is as said. */
  async sees(name: string, wanted: Partial<Participant>): Promise<void> {
    const entries = Object.entries(wanted);
    await this.tab.until(`${this.name} to see ${name} with ${JSON.stringify(wanted)}`, () => {
      const known = this.knows(name);
      return known && entries.every(([key, value]) => known[key as keyof Participant] === value);
    });
  }

  /** Resolves when exactly this went wrong so far. */
  async hearsOfErrors(...codes: string[]): Promise<void> {
    await this.tab.until(`${this.name} to hear of ${codes.join(', ')}`, () => this.errors.join() === codes.join());
  }

  /** Resolves when these words are in the call's interface. */
  reads(words: string): Promise<void> {
    return this.frame.evaluate((text, time) => witness.reads(text, time), words, patience);
  }

  /** Resolves when these words are no longer there. */
  readsNoMore(words: string): Promise<void> {
    return this.frame.evaluate((text, time) => witness.readsNoMore(text, time), words, patience);
  }

  /** Resolves when the menu of this name offers these choices, and none of those. */
  async isOffered(menu: string, offered: readonly string[], gone: readonly string[] = []): Promise<void> {
    await this.#menu(menu, offered, gone);
  }

  /** Chooses what a menu calls so. */
  async choose(menu: string, choice: string): Promise<void> {
    const element = await this.#menu(menu, [choice]);
    const value = await element.evaluate(({ options }, label) => [...options].find((option) => option.label === label)?.value ?? '', choice);
    await element.select(value);
  }

  #menu(menu: string, offered: readonly string[], gone: readonly string[] = []): Promise<ElementHandle<HTMLSelectElement>> {
    return this.frame.evaluateHandle((name, these, those, time) => witness.menu(name, these, those, time), menu, offered, gone, patience);
  }

  /** Resolves with the reason for which somebody is gone. */
  async hearsOfLeaving(name: string): Promise<string> {
    return this.tab.until(`${this.name} to hear that ${name} left`, () => {
      return this.details('rtc-participant-left').find(({ participant }) => participant?.name === name)?.reason;
    });
  }

  /** Resolves when the call says so of its server. */
  async hearsOfServer(state: 'connected' | 'reconnecting'): Promise<void> {
    await this.tab.until(`${this.name}'s server to be ${state}`, () => this.details('rtc-connection-changed').at(-1)?.state === state);
  }

  /** Resolves when pictures of somebody arrive, and differ. */
  seesMoving(name: string): Promise<void> {
    return this.page.evaluate((room, who, time) => witness.seesMoving(room, who, time), this.room, name, patience);
  }

  /** Resolves at the next picture of somebody. */
  seesFrame(name: string): Promise<void> {
    return this.page.evaluate((room, who, time) => witness.seesFrame(room, who, time), this.room, name, patience);
  }

  /** What this page was told of the others' candidates, on every link there ever was: type and address. */
  remoteCandidates(): Promise<string[]> {
    return this.page.evaluate(() => witness.remoteCandidates());
  }

  /** Types of the candidates that the links in use have on this side. */
  linkCandidates(): Promise<string[]> {
    return this.page.evaluate(() => witness.linkCandidates());
  }

  /** Resolves when exactly `count` others are heard. */
  hears(count: number): Promise<void> {
    return this.page.evaluate((others, time) => witness.hears(others, time), count, patience);
  }

  tileLooks(name: string, wanted: Partial<TileView>): Promise<void> {
    return this.page.evaluate((room, who, look, time) => witness.tileLooks(room, who, look, time), this.room, name, wanted, patience);
  }

  namesShown(): Promise<string[]> {
    return this.page.evaluate((room) => witness.namesShown(room), this.room);
  }

  /** Clicks the button of the call with this name. */
  async press(name: string): Promise<void> {
    const button = await this.frame.evaluateHandle((which, time) => witness.button(which, time), name, patience);
    await button.click();
  }

  setMicrophone(on: boolean): Promise<void> {
    return this.page.evaluate((room, wish) => witness.callIn(room).setMicrophone(wish), this.room, on);
  }

  leave(): Promise<void> {
    return this.page.evaluate((room) => witness.callIn(room).leave(), this.room);
  }

  /** The page changes the name. */
  async rename(name: string): Promise<void> {
    await this.change({ 'display-name': name });
  }

  /** The page changes attributes of its one call. */
  async change(attributes: Readonly<Record<string, string>>): Promise<void> {
    await this.page.evaluate((wishes) => {
      for (const [name, value] of Object.entries(wishes)) witness.callIn('').setAttribute(name, value);
    }, attributes);
  }

  say(text: string): Promise<void> {
    return this.page.evaluate((room, words) => witness.callIn(room).send('words', words), this.room, text);
  }

  async hearsSaid(text: string): Promise<void> {
    await this.tab.until(`${this.name} to be told “${text}”`, () => this.details('rtc-data-received').some(({ data }) => data === text));
  }

  /** Writes in the field of the open chat, and presses Enter after each. */
  async writes(...texts: readonly string[]): Promise<void> {
    await this.page.evaluate(async (time) => (await witness.part('field', time)).focus(), patience);
    for (const text of texts) {
      await this.page.keyboard.type(text);
      await this.page.keyboard.press('Enter');
    }
  }

  /** Chooses files in the open chat. */
  async attaches(...paths: readonly string[]): Promise<void> {
    const field = await this.page.evaluateHandle(async (time) => {
      const composer = await witness.part('composer', time);
      return (composer.getRootNode() as ShadowRoot).querySelector<HTMLInputElement>('input[type=file]');
    }, patience);
    await (field as ElementHandle<HTMLInputElement>).uploadFile(...paths);
  }

  invitation(): Promise<string> {
    return this.page.evaluate((room) => witness.callIn(room).invitation(), this.room);
  }
}
