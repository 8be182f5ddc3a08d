import type { CallSession } from '../../core/call-session.ts';
import type { Store } from '../../core/store.ts';
import type { ChatArchive } from './chat-archive.ts';
import type { ChatBox } from './chat-box.ts';
import type { ChatPeer } from './chat-peer.ts';
import type { ChatPeople } from './chat-people.ts';
import { type ChatPerson, type ChatState, emptyChat } from './chat-state.ts';
import type { Typing } from './chat-typing.ts';

export interface BoardOptions {
  readonly call: CallSession;
  readonly store: Store<ChatState>;
  readonly box: ChatBox;
  readonly people: ChatPeople;
  readonly archive: ChatArchive;
  readonly typing: Typing;
  readonly peers: () => readonly ChatPeer[];
}

/** What there is to see of a chat. */
export class ChatBoard {
  readonly #options: BoardOptions;

  constructor(options: BoardOptions) {
    this.#options = options;
  }

  /** Those with whom one can write; who did not change is the same object. */
  get others(): readonly ChatPerson[] {
    const { peers, people, store } = this.#options;
    const known = store.state.others;
    const others = peers().flatMap(({ id, key }) => {
      if (key === undefined) return [];
      const person: ChatPerson = { ...people.author(key, ''), id };
      return known.find((each) => each.id === id && each.key === key && each.name === person.name) ?? person;
    });
    return sameItems(others, known) ? known : others;
  }

  /** Shows all that changed, at once. */
  publish(): void {
    const { store, archive, box, typing } = this.#options;
    const { others } = this;
    const writing = others.filter(({ id }) => typing.has(id));
    store.update({
      messages: archive.log.messages(),
      unread: archive.unread.count,
      firstUnread: archive.unread.first?.id,
      others,
      typing: sameItems(writing, store.state.typing) ? store.state.typing : writing,
      isKept: box.isKept,
    });
    this.#tellUnread(archive.unread.count);
  }

  clear(): void {
    this.#options.store.update(emptyChat);
    this.#tellUnread(0);
  }

  #tellUnread(count: number): void {
    const { store } = this.#options.call;
    const { unread } = store.state;
    if ((unread.chat ?? 0) !== count) store.update({ unread: { ...unread, chat: count } });
  }
}

function sameItems<Item>(a: readonly Item[], b: readonly Item[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}
