import { expect } from 'chai';
import { type Address, addressesOf, familySize, type Mailbox, type Mailboxes } from '../../src/core/mailbox.ts';
import { randomHex } from '../../src/core/crypto/random.ts';
import { Conditions } from './conditions.ts';

/** A letter service and its server, in the test's hand. */
export interface TestPost {
  readonly mailboxes: Mailboxes;
  /** URL of the signalling server's mount. */
  readonly server: string;
  stopServer(): Promise<void>;
  /** The same address again; what the server knew before is forgotten. */
  startServer(): Promise<void>;
  close(): Promise<void>;
}

export interface Post {
  readonly from: Address;
  readonly letter: unknown;
}

/** An open mailbox, and all that was told of it. */
export class TestMailbox {
  readonly tag: string;
  readonly letters: Post[] = [];
  readonly absent: Address[] = [];
  /** Every state the service was in, and `full`; none twice in a row. */
  readonly states: string[] = [];
  /** How often anything was told. */
  told = 0;
  readonly #end = new AbortController();
  readonly #conditions: Conditions;
  readonly #mailbox: Mailbox;

  constructor({ mailboxes, server }: TestPost, tag: string, patience: number) {
    this.tag = tag;
    this.#conditions = new Conditions(patience, () => `${this.states.join(', ')}; ${this.letters.length} letters; absent: ${this.absent.join(', ')}`);
    const state = (name: string) => this.#tell(() => this.states.at(-1) !== name && this.states.push(name));
    const listener = {
      signallingChanged: state,
      full: () => state('full'),
      received: (from: Address, letter: unknown) => this.#tell(() => this.letters.push({ from, letter })),
      absent: (address: Address) => this.#tell(() => this.absent.push(address)),
    };
    this.#mailbox = mailboxes.open({ server, tag }, listener, this.#end.signal);
  }

  send(to: Address, letter: unknown): void {
    this.#mailbox.send(to, letter as object);
  }

  /** To every address of another's family: whoever writes does not know which one is held. */
  sendTo({ tag }: TestMailbox, letter: unknown): void {
    for (const address of addressesOf(tag)) this.send(address, letter);
  }

  is(state: string): Promise<true> {
    return this.until(state, () => this.states.at(-1) === state);
  }

  /** The first letter of this text. */
  hears(text: string): Promise<Post> {
    return this.until(text, () => this.letters.find(({ letter }) => (letter as { text?: unknown } | null)?.text === text));
  }

  until<Found>(what: string, find: () => Found | undefined | false): Promise<Found> {
    return this.#conditions.until(what, find);
  }

  close(): void {
    this.#end.abort();
  }

  #tell(what: () => void): void {
    this.told++;
    what();
    this.#conditions.look();
  }
}

const strange: readonly unknown[] = [
  {},
  [],
  [[1]],
  { kind: ['word'] },
  { kind: 'echo', echo: 'nothing' },
  { kind: 'accept', connectionId: {}, ticket: null },
  JSON.parse('{"__proto__":{"admin":true},"constructor":{"prototype":1},"toString":null}'),
  JSON.parse(`${'{"a":'.repeat(28)}1${'}'.repeat(28)}`),
  { kind: 'word', from: null, box: { toString: 1 } },
  { text: 'x'.repeat(50 * 1024) },
];

/** What every letter service must do: the port's contract. */
export function describeMailboxes(name: string, makePost: () => Promise<TestPost>, { patience = 5000 } = {}): void {
  describe(`${name} mailboxes`, function () {
    this.timeout(patience * 3);
    let post: TestPost;
    let open: TestMailbox[] = [];

    beforeEach(async () => {
      post = await makePost();
    });

    afterEach(async () => {
      for (const mailbox of open) mailbox.close();
      open = [];
      await post.close();
    });

    function begin(tag = randomHex(16)): TestMailbox {
      const mailbox = new TestMailbox(post, tag, patience);
      open.push(mailbox);
      return mailbox;
    }

    async function connected(tag?: string): Promise<TestMailbox> {
      const mailbox = begin(tag);
      await mailbox.is('connected');
      return mailbox;
    }

    /** Two, and the address of the second. */
    async function acquainted(): Promise<[TestMailbox, TestMailbox, Address]> {
      const [alice, bob] = [await connected(), await connected()];
      bob.sendTo(alice, { text: 'first' });
      return [alice, bob, (await alice.hears('first')).from];
    }

    it('brings a letter, with the address it came from', async () => {
      const [alice, bob, address] = await acquainted();
      expect(addressesOf(bob.tag)).to.include(address);
      alice.send(address, { text: 'back', list: [1, null, 'ö'] });
      const { from, letter } = await bob.hears('back');
      expect(addressesOf(alice.tag)).to.include(from);
      expect(letter).to.deep.equal({ text: 'back', list: [1, null, 'ö'] });
      expect(alice.letters).to.have.length(1);
    });

    it('keeps the order of letters between two', async () => {
      const [alice, bob, address] = await acquainted();
      const texts = Array.from({ length: 50 }, (_, number) => `letter ${number}`);
      for (const text of texts) alice.send(address, { text });
      await bob.hears('letter 49');
      expect(bob.letters.map(({ letter }) => (letter as { text: string }).text)).to.deep.equal(texts);
    });

    it('tells that nobody is at an address', async () => {
      const alice = await connected();
      const nowhere = `${randomHex(16)}-3`;
      alice.send(nowhere, { text: 'hello?' });
      await alice.until('absence', () => alice.absent.length > 0);
      expect(alice.absent).to.deep.equal([nowhere]);
    });

    it('keeps a letter for whoever takes the address soon', async () => {
      const alice = await connected();
      const tag = randomHex(16);
      for (const address of addressesOf(tag)) alice.send(address, { text: 'early' });
      const bob = begin(tag);
      await bob.hears('early');
      expect(bob.letters).to.have.length(1);
    });

    it('tells that a family is full, and takes a place that becomes free', async () => {
      const tag = randomHex(16);
      const holders = await Promise.all(Array.from({ length: familySize }, () => connected(tag)));
      const late = begin(tag);
      await late.is('full');
      const alice = await connected();
      alice.sendTo(late, { text: 'to all' });
      await Promise.all(holders.map((holder) => holder.hears('to all')));
      holders[7]!.close();
      await late.is('connected');
      alice.sendTo(late, { text: 'again' });
      await late.hears('again');
      expect(holders[7]!.letters).to.have.length(1);
    });

    it('gives its address back at once, and tells nothing any more', async () => {
      const tag = randomHex(16);
      const holders = await Promise.all(Array.from({ length: familySize }, () => connected(tag)));
      const alice = await connected();
      const leaving = holders[3]!;
      alice.sendTo(leaving, { text: 'one' });
      leaving.send(`${randomHex(16)}-0`, { text: 'to nobody' });
      await leaving.hears('one');
      const { told } = leaving;
      alice.sendTo(leaving, { text: 'two' });
      leaving.close();
      const heir = await connected(tag);
      alice.sendTo(leaving, { text: 'three' });
      await heir.hears('three');
      // Longer than anything takes to be told that was under way.
      alice.send(`${randomHex(16)}-0`, { text: 'to nobody' });
      await alice.until('absence', () => alice.absent.length > 0);
      expect(leaving.told).to.equal(told);
    });

    it('tells nothing to whoever has changed their mind before it opened', async () => {
      const alice = begin();
      alice.close();
      const bob = await connected();
      bob.sendTo(alice, { text: 'hello?' });
      await bob.until('absence', () => bob.absent.length === familySize);
      expect(alice.told).to.equal(0);
    });

    it('says when the service is away, and carries letters again when it is back', async () => {
      const [alice, bob] = await acquainted();
      await post.stopServer();
      await Promise.all([alice.is('reconnecting'), bob.is('reconnecting')]);
      alice.sendTo(bob, { text: 'lost' });
      await post.startServer();
      await Promise.all([alice.is('connected'), bob.is('connected')]);
      alice.sendTo(bob, { text: 'again' });
      const { from } = await bob.hears('again');
      bob.send(from, { text: 'heard' });
      await alice.hears('heard');
      expect(alice.states).to.deep.equal(['connected', 'reconnecting', 'connected']);
      expect(bob.letters.map(({ letter }) => (letter as { text: string }).text)).to.deep.equal(['again']);
    });

    it('is waited for by whoever opens one while the service is away', async () => {
      await post.stopServer();
      const alice = begin();
      await alice.is('reconnecting');
      await post.startServer();
      await alice.is('connected');
    });

    it('hands on whatever a stranger writes, and is none the worse for it', async () => {
      const [alice, bob, address] = await acquainted();
      for (const letter of strange) alice.send(address, letter);
      alice.send(address, { text: 'after' });
      const { letter } = await bob.hears('after');
      expect(letter).to.deep.equal({ text: 'after' });
      expect(bob.letters.some((each) => JSON.stringify(each.letter).length > 50 * 1024)).to.equal(true);
      expect(Object.prototype).not.to.have.property('admin');
      expect(bob.letters.map((each) => (each.letter as { admin?: unknown }).admin)).not.to.include(true);
      bob.sendTo(alice, { text: 'well' });
      await alice.hears('well');
    });
  });
}
