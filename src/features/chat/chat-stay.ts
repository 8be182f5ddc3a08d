import { childController } from '../../core/abort.ts';
import type { CallSession } from '../../core/call-session.ts';
import type { Store } from '../../core/store.ts';
import type { ParticipantId } from '../../core/transport.ts';
import { ChatArchive } from './chat-archive.ts';
import { ChatBoard } from './chat-board.ts';
import { type ChatBox, memoryBox, type OpenBox } from './chat-box.ts';
import { beginning, ChatClock, compareStamps, type Stamp } from './chat-clock.ts';
import { Deliveries } from './chat-deliveries.ts';
import { RtcMessageReceivedEvent } from './chat-events.ts';
import { ChatExchange } from './chat-exchange.ts';
import { Notary } from './chat-keys.ts';
import { ChatLog, isAboutOwn } from './chat-log.ts';
import { ChatPeople } from './chat-people.ts';
import type { Post } from './chat-post.ts';
import type { ChatState, MessageId } from './chat-state.ts';
import { Typing } from './chat-typing.ts';
import { chatFrames, type Frame } from './chat-wire.ts';
import type { Lines } from './lines.ts';
import { Scribe } from './scribe.ts';

export interface StayOptions {
  readonly call: CallSession;
  readonly store: Store<ChatState>;
  /** Names the room (`RoomKeys.log`). */
  readonly log: string;
  readonly openBox: OpenBox;
}

/** The chat of one room, over all calls in it one after another. */
export class ChatStay {
  readonly log: string;
  readonly scribe: Scribe;
  readonly #call: CallSession;
  readonly #end: AbortController;
  readonly #box: ChatBox;
  readonly #people: ChatPeople;
  readonly #clock = new ChatClock();
  readonly #archive: ChatArchive;
  readonly #board: ChatBoard;
  readonly #deliveries: Deliveries;
  readonly #typing: Typing;
  readonly #exchange: ChatExchange;
  /** Up to where each of the others has read, by key. */
  readonly #readings = new Map<string, Stamp>();
  #self: ParticipantId | undefined;

  /** Ends when `lifetime` aborts. @throws RtcError `unsupported-browser`. */
  static async open(options: StayOptions, lifetime: AbortSignal): Promise<ChatStay> {
    const end = childController(lifetime);
    const open = options.call.store.state.remembers ? options.openBox : memoryBox;
    return new ChatStay(options, await open(options.log, end.signal), end);
  }

  private constructor({ call, store, log }: StayOptions, box: ChatBox, end: AbortController) {
    this.log = log;
    this.#call = call;
    this.#end = end;
    this.#box = box;
    const { publicKey: key } = box.keys;
    const notary = new Notary(log, box.keys);
    this.#people = new ChatPeople(key, box.notes.verified);
    this.#archive = new ChatArchive({ box, clock: this.#clock, newLog: () => this.#newLog(), dropped: (ids) => this.#deliveries.forget(ids) });
    this.#typing = new Typing(() => this.#board.publish(), end.signal);
    this.#deliveries = new Deliveries(
      {
        isLive: (id) => call.store.state.participants.some((each) => each.id === id && each.connection === 'live'),
        peers: () => this.#exchange.peers,
        resync: (peer) => this.#exchange.resync(peer),
        changed: (id) => this.#archive.log.touch(id),
        published: () => this.#board.publish(),
      },
      box.notes.acknowledged,
      end.signal,
    );
    this.#exchange = new ChatExchange(
      {
        key,
        notary,
        have: this.#archive.have,
        posts: () => this.#archive.log.posts,
        seen: () => box.notes.seen,
        mayKnow: (line, of) => this.#archive.mayKnow(line, of),
        mayGive: (post, to) => this.#remembers || this.#deliveries.isOwed(post, to),
        remembers: () => this.#remembers,
        kept: () => box.written(),
        send: (frame, to, reliable) => void call.topic('chat', chatFrames).send(frame, { to: [to], reliable }).catch(() => undefined),
        take: (posts) => this.#take(posts),
        prove: (post, signature) => this.#archive.prove(post, signature),
        acknowledged: (by, has) => this.#acknowledged(by, has),
        read: (by, seen) => this.#readBy(by, seen),
        typing: (id) => this.#typing.begin(id),
        peersChanged: () => this.#meet(),
      },
      end.signal,
    );
    this.#board = new ChatBoard({ call, store, box, people: this.#people, archive: this.#archive, typing: this.#typing, peers: () => this.#exchange.peers });
    this.scribe = new Scribe({ call, box, clock: this.#clock, notary, archive: this.#archive, board: this.#board, deliveries: this.#deliveries, exchange: this.#exchange });
    store.update({ draft: box.notes.draft || store.state.draft });
    this.#restore();
  }

  get #remembers(): boolean {
    return this.#call.store.state.remembers;
  }

  get #key(): string {
    return this.#box.keys.publicKey;
  }

  /** In a call now. */
  enter(self: ParticipantId): void {
    this.#self = self;
    const joinedAt = this.#call.store.state.participants.find(({ isLocal }) => isLocal)?.joinedAt ?? Date.now();
    if (this.#box.isNew && this.#box.notes.since === beginning) this.#box.note({ since: { time: joinedAt, count: 0 } });
    this.follow();
    this.#board.publish();
  }

  /** Something about the call is another. */
  follow(): void {
    if (this.#self === undefined) return;
    const others = this.#call.store.state.participants.filter(({ isLocal }) => !isLocal);
    this.#exchange.follow(this.#self, others.map(({ id }) => id));
    this.#meet();
  }

  leave(): void {
    this.#self = undefined;
    this.#typing.clear();
    this.#exchange.leave();
    this.#board.publish();
  }

  end(): void {
    this.#end.abort();
    this.#board.clear();
  }

  receive(frame: Frame, from: ParticipantId): void {
    this.#exchange.receive(frame, from);
  }

  retry(id: MessageId): void {
    this.#deliveries.retry(id);
    this.#board.publish();
  }

  read(upTo: MessageId): void {
    const stamp = this.#archive.log.stampOf(upTo);
    if (!stamp || !this.#archive.read(stamp)) return;
    this.#exchange.saySeen(stamp);
    this.#board.publish();
  }

  write(draft: string): void {
    this.#box.note({ draft });
    if (draft !== '' && this.#typing.isDue()) this.#exchange.sayTyping();
  }

  async forget(): Promise<void> {
    const forgetting = this.#archive.forget();
    this.#board.publish();
    await forgetting;
    this.#board.publish();
  }

  #newLog(): ChatLog {
    return new ChatLog({
      self: this.#key,
      author: (key, name) => this.#people.author(key, name),
      delivery: (post) => this.#deliveries.of(post),
      seenBy: (post) => [...this.#readings].filter(([key, seen]) => compareStamps(seen, post.body) >= 0 && this.#deliveries.isFor(key, post)).map(([key]) => this.#people.author(key, '')),
    });
  }

  /** What the page before, or the stay before, left. */
  #restore(): void {
    for (const post of this.#archive.restore()) {
      if (post.author !== this.#key) continue;
      this.#deliveries.follow(post);
      if (!post.isProven) void this.scribe.sign(post);
    }
    this.#board.publish();
  }

  #take(posts: readonly Post[]): void {
    const isNews = (post: Post) => !this.#archive.has(post) && isAboutOwn(post) && this.#clock.hear(post.body);
    const taken: Post[] = [];
    for (const post of posts) {
      // One after another: a frame may have the same twice.
      if (!isNews(post)) continue;
      this.#archive.add(post);
      taken.push(post);
    }
    if (taken.length === 0) return;
    for (const { author } of taken) {
      const peer = this.#exchange.peerWith(author);
      if (peer) this.#typing.end(peer.id);
    }
    this.#archive.trim((post) => post.author !== this.#key || !this.#deliveries.isWaiting(post.id));
    this.#board.publish();
    for (const { id, author, body } of taken) {
      if (body.act.type === 'say' && author !== this.#key && this.#archive.log.has(id)) this.#call.fire(new RtcMessageReceivedEvent(this.#archive.log.message(id)));
    }
  }

  #acknowledged(by: string, has: Lines): void {
    this.#deliveries.learn(by, has, this.#key);
    this.#box.note({ acknowledged: this.#deliveries.toJSON() });
    this.#board.publish();
  }

  #readBy(by: string, seen: Stamp): void {
    const before = this.#readings.get(by) ?? beginning;
    if (compareStamps(seen, before) <= 0) return;
    this.#readings.set(by, { time: seen.time, count: seen.count });
    for (const { id, author } of this.#archive.log.between(before, seen)) if (author === this.#key) this.#archive.log.touch(id);
    this.#board.publish();
  }

  /** Those with whom one can write, as they are called now. */
  #meet(): void {
    const { participants, profile } = this.#call.store.state;
    this.#people.meet(this.#key, profile.name);
    for (const { id, key } of this.#exchange.peers) {
      const person = participants.find((each) => each.id === id);
      if (key === undefined || !person || !this.#people.meet(key, person.name)) continue;
      this.#box.note({ verified: this.#people.verified });
      this.#archive.log.touchAll((post) => post.author === key || post.body.to?.includes(key) === true);
    }
    if (!this.#remembers && this.#box.isKept) void this.#box.forget();
    this.#deliveries.look();
    this.#board.publish();
  }
}
