import type { Transport } from '../../src/core/transport.ts';
import { Chat } from '../../src/features/chat/chat.ts';
import { type OpenBox, memoryBox } from '../../src/features/chat/chat-box.ts';
import type { ChatMessage, ChatState } from '../../src/features/chat/chat-state.ts';
import { Conditions } from './conditions.ts';
import { TestCall, type TestCallOptions } from './test-call.ts';

const patience = 8000;

/** Somebody in a call who writes; what they see can be waited for. */
export class Chatter {
  readonly call: TestCall;
  readonly chat: Chat;
  readonly #end = new AbortController();
  readonly #conditions = new Conditions(patience, () => JSON.stringify(this.texts));

  constructor(transport: Transport, options: TestCallOptions = {}, openBox: OpenBox = memoryBox) {
    this.call = new TestCall(transport, options);
    this.chat = new Chat(this.call.session, this.#end.signal, openBox);
    this.chat.store.watch(() => this.#conditions.look(), this.#end.signal);
  }

  get state(): Readonly<ChatState> {
    return this.chat.store.state;
  }

  /** What is written, in order. */
  get texts(): string[] {
    return this.state.messages.map(({ text }) => text);
  }

  get names(): string[] {
    return this.state.others.map(({ name }) => name).sort();
  }

  message(text: string): ChatMessage {
    const found = this.state.messages.find((message) => message.text === text);
    if (!found) throw new Error(`No message "${text}": ${JSON.stringify(this.texts)}`);
    return found;
  }

  until<Found>(what: string, find: () => Found | undefined | false): Promise<Found> {
    return this.#conditions.until(what, find);
  }

  reads(...texts: readonly string[]): Promise<true> {
    return this.until(`to read ${texts.join(' / ')}`, () => texts.every((text) => this.texts.includes(text)));
  }

  /** Can write to exactly these. */
  isWith(...names: readonly string[]): Promise<true> {
    return this.until(`to be with ${names.join()}`, () => this.names.join() === [...names].sort().join());
  }

  /** The page goes, as if it were closed, or killed. */
  close(): void {
    this.call.session.dispose();
    this.#end.abort();
  }
}

/** People of these names, all in one room, with a chat. */
export async function chattersOf(transport: Transport, ...names: readonly string[]): Promise<Chatter[]> {
  const people = names.map((name) => new Chatter(transport, { name }));
  for (const { call } of people) await call.join();
  await Promise.all(people.map((each, index) => each.isWith(...names.filter((_, other) => other !== index))));
  return people;
}
