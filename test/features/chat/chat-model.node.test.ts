import { expect } from 'chai';
import fc from 'fast-check';
import type { RtcMessageReceivedEvent } from '../../../src/features/chat/chat-events.ts';
import { MemoryNetwork } from '../../../src/transports/memory/memory-transport.ts';
import { Chatter } from '../../support/chatter.ts';
import { ChatShelf } from '../../support/chat-shelf.ts';
import { FakeTime } from '../../support/fake-time.ts';

/** Somebody over several pages, each of which finds what the one before kept. */
class Person {
  readonly name: string;
  /** Of each page. One that goes before it was kept what came, gets it anew as the next. */
  readonly pages: string[][] = [];
  readonly #network: MemoryNetwork;
  readonly #shelf = new ChatShelf();
  page: Chatter | undefined;

  constructor(name: string, network: MemoryNetwork) {
    this.name = name;
    this.#network = network;
  }

  async come(): Promise<void> {
    if (this.page) return;
    this.page = new Chatter(this.#network, { name: this.name }, this.#shelf.open);
    const received: string[] = [];
    this.pages.push(received);
    this.page.call.addEventListener('rtc-message-received', (event) => received.push((event as RtcMessageReceivedEvent).message.id));
    await this.page.call.join();
  }

  go(): void {
    this.page?.close();
    this.page = undefined;
  }

  get received(): string[] {
    return [...new Set(this.pages.flat())];
  }

  /** Messages that a page was told more than once. */
  get twice(): number {
    return this.pages.reduce((count, received) => count + received.length - new Set(received).size, 0);
  }

  get own() {
    return (this.page?.state.messages ?? []).filter(({ author, isDeleted }) => author.isLocal && !isDeleted);
  }

  /** All but what was taken back, as it is seen. */
  get view(): string[] {
    const { messages } = this.page!.state;
    return messages.filter(({ isDeleted }) => !isDeleted).map(({ text, isEdited, reactions }) => JSON.stringify([text, isEdited, [...reactions].map(([emoji, by]) => [emoji, by.length]).sort()]));
  }
}

interface Step {
  readonly what: 'send' | 'burst' | 'edit' | 'delete' | 'react' | 'cut' | 'heal' | 'reload' | 'go' | 'come' | 'wait';
  readonly who: number;
  readonly whom: number;
  readonly amount: number;
}

const step = fc.record({
  what: fc.constantFrom<Step['what']>('send', 'send', 'send', 'burst', 'edit', 'delete', 'react', 'cut', 'heal', 'reload', 'go', 'come', 'wait'),
  who: fc.nat(2),
  whom: fc.nat(2),
  amount: fc.integer({ min: 1, max: 30 }),
});

/** One chat of three, over all that may happen. */
class Story {
  readonly network = new MemoryNetwork();
  readonly time: FakeTime;
  readonly people: readonly Person[];
  /** Author and id of what was sent and not taken back. */
  readonly sent = new Map<string, string>();
  #count = 0;

  constructor(time: FakeTime) {
    this.time = time;
    this.people = ['Ada', 'Grace', 'Kay'].map((name) => new Person(name, this.network));
  }

  async begin(): Promise<void> {
    for (const person of this.people) await this.until(person.come());
    await this.time.pass(100);
  }

  async take({ what, who, whom, amount }: Step): Promise<void> {
    const [person, other] = [this.people[who]!, this.people[whom]!];
    const { page } = person;
    if (what === 'cut' || what === 'heal') {
      if (page && other.page && page !== other.page) this.network[what](page.call.id, other.page.call.id);
      return this.time.settle();
    }
    switch (what) {
      case 'come':
        return this.until(person.come());
      case 'go':
        return person.go();
      case 'reload':
        person.go();
        return this.until(person.come());
      case 'wait':
        return this.time.pass(amount * 500);
      default:
        if (page) await this.#write(what, person, page, amount);
    }
  }

  async #write(what: Step['what'], person: Person, page: Chatter, amount: number): Promise<void> {
    if (what === 'send' || what === 'burst') await this.until(this.send(person, what === 'send' ? 1 : amount));
    const mine = person.own.at(-amount % 3);
    if (what === 'edit' && mine) await this.until(page.chat.edit(mine.id, `${mine.text}, edited`));
    if (what === 'delete' && mine) {
      this.sent.delete(mine.id);
      await this.until(page.chat.delete(mine.id));
    }
    const any = page.state.messages.filter(({ isDeleted }) => !isDeleted).at(-amount);
    if (what === 'react' && any) await this.until(page.chat.react(any.id, '👍', amount % 3 > 0));
  }

  async send(person: Person, amount: number): Promise<void> {
    const sending = Array.from({ length: amount }, () => person.page!.chat.send(`${person.name} ${++this.#count}`));
    for (const { id } of await Promise.all(sending)) this.sent.set(id, person.name);
  }

  /** Everybody is here, every link is whole, and there was time. */
  async end(): Promise<void> {
    for (const person of this.people) await this.until(person.come());
    const ids = this.people.map(({ page }) => page!.call.id);
    for (const a of ids) for (const b of ids) if (a !== b) this.network.heal(a, b);
    await this.time.pass(60_000);
  }

  async until(promise: Promise<unknown>): Promise<void> {
    let isDone = false;
    const done = promise.finally(() => (isDone = true));
    done.catch(() => undefined);
    while (!isDone) await this.time.pass(1);
    await done;
  }

  close(): void {
    for (const person of this.people) person.go();
  }
}

async function told(steps: readonly Step[], check: (story: Story) => void): Promise<void> {
  const time = new FakeTime();
  time.start();
  const story = new Story(time);
  try {
    await story.begin();
    for (const each of steps) await story.take(each);
    await story.end();
    check(story);
  } finally {
    story.close();
    await time.settle();
    time.stop();
  }
}

function allIsThere({ people, sent }: Story): void {
  for (const { name, received, twice, view, own, page } of people) {
    const others = [...sent].filter(([, author]) => author !== name).map(([id]) => id);
    const here = received.filter((id) => sent.has(id));
    expect([...here].sort(), `received by ${name}`).to.deep.equal([...others].sort());
    const shown = page!.state.messages.map(({ id }) => id);
    expect([twice, shown.length - new Set(shown).size], `twice at ${name}`).to.deep.equal([0, 0]);
    expect(view, `at ${name}`).to.deep.equal(people[0]!.view);
    expect(own.filter(({ delivery }) => delivery?.state !== 'delivered').map(({ text }) => text), `not delivered from ${name}`).to.deep.equal([]);
  }
}

const runs = Number(process.env['RTC_CHAT_STORIES'] ?? 40);

describe('a chat, whatever happens', function () {
  this.timeout(300_000);

  it('loses nothing, has nothing twice, and is the same for all', async () => {
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), (steps) => told(steps, allIsThere)), { numRuns: runs, endOnFailure: false });
  });

  it('brings ten thousand messages each way, over cuts and reloads', async () => {
    const time = new FakeTime();
    time.start();
    const story = new Story(time);
    try {
      await story.begin();
      story.people[2]!.go();
      const [ada, grace] = story.people as [Person, Person];
      for (let round = 0; round < 20; round++) {
        await story.until(Promise.all([story.send(ada, 500), story.send(grace, 500)]));
        const step = (what: Step['what'], who: number) => story.take({ what, who, whom: 1 - who, amount: 1 });
        await step((['cut', 'reload', 'go', 'heal'] as const)[round % 4]!, round % 2);
        await step('come', round % 2);
        await time.pass(500);
      }
      await story.end();
      for (const [person, author] of [[ada, 'Grace'], [grace, 'Ada']] as const) {
        const expected = [...story.sent].filter(([, by]) => by === author).map(([id]) => id);
        expect(expected).to.have.length(10_000);
        expect([...person.received].sort()).to.deep.equal([...expected].sort());
        expect(person.twice).to.equal(0);
        const shown = person.page!.state.messages;
        expect(new Set(shown.map(({ id }) => id)).size).to.equal(shown.length);
        const numbers = shown.filter(({ author: by }) => by.name === author).map(({ text }) => Number(text.split(' ')[1]));
        expect(numbers).to.deep.equal([...numbers].sort((a, b) => a - b));
      }
      expect(ada.view).to.deep.equal(grace.view);
    } finally {
      story.close();
      await time.settle();
      time.stop();
    }
  });
});
