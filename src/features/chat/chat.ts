import type { CallSession } from '../../core/call-session.ts';
import { isInCall } from '../../core/call-state.ts';
import { RtcError } from '../../core/errors.ts';
import type { Feature } from '../../core/feature.ts';
import { Store } from '../../core/store.ts';
import type { ParticipantId } from '../../core/transport.ts';
import type { OpenBox } from './chat-box.ts';
import { type ChatMessage, type ChatState, emptyChat, longestText, type MessageId } from './chat-state.ts';
import { ChatStay } from './chat-stay.ts';
import { chatFrames, cleanText } from './chat-wire.ts';
import { storedBox } from './stored-box.ts';

export interface WriteOptions {
  /** Who alone gets it. Default: everybody. */
  readonly to?: readonly ParticipantId[];
  readonly replyTo?: MessageId;
}

/** What is written in a call: commands in, state out. */
export class Chat {
  readonly store = new Store<ChatState>(emptyChat);
  readonly #call: CallSession;
  readonly #lifetime: AbortSignal;
  readonly #openBox: OpenBox;
  /** In one room, from the first joining on until another is joined. */
  #stay: ChatStay | undefined;
  #opening: { readonly id: ParticipantId; readonly stay: Promise<ChatStay> } | undefined;

  constructor(call: CallSession, lifetime: AbortSignal, openBox: OpenBox = storedBox) {
    this.#call = call;
    this.#lifetime = lifetime;
    this.#openBox = openBox;
    call.topic('chat', chatFrames).listen((frame, from) => this.#stay?.receive(frame, from), lifetime);
    call.store.watch(() => this.#follow(), lifetime);
    this.#follow();
  }

  /**
   * Writes a message. Resolves when it is in the chat and kept as far as anything is; it is sent whenever somebody can be reached.
   * @throws RtcError `bad-message` without any text; `too-large` above {@link longestText} characters, or when too much already waits;
   * `connection-lost` outside a call; `peer-unreachable` if one of `to` has no chat; `unsupported-browser` without Ed25519.
   */
  async send(text: string, { to, replyTo }: WriteOptions = {}): Promise<ChatMessage> {
    const clean = textOf(text);
    return (await this.#inCall()).scribe.say(clean, to, replyTo);
  }

  /** Puts another text in the place of one's own. @throws RtcError as {@link send}; `denied` for somebody else's, or a deleted one. */
  async edit(id: MessageId, text: string): Promise<void> {
    const clean = textOf(text);
    await (await this.#inCall()).scribe.edit(id, clean);
  }

  /** Takes one's own message back. @throws RtcError `denied` for somebody else's, or a deleted one; `connection-lost` outside a call. */
  async delete(id: MessageId): Promise<void> {
    await (await this.#inCall()).scribe.delete(id);
  }

  /**
   * Chooses an emoji for a message, or takes it back.
   * @throws RtcError `bad-message` for anything but one emoji, or a message that is not here; `connection-lost` outside a call.
   */
  async react(id: MessageId, emoji: string, on: boolean): Promise<void> {
    await (await this.#inCall()).scribe.react(id, emoji, on);
  }

  /** Sends again what failed. */
  retry(id: MessageId): void {
    this.#stay?.retry(id);
  }

  /** Everything up to this message was seen by whoever sits here. */
  read(upTo: MessageId): void {
    this.#stay?.read(upTo);
  }

  /** What is in the composer; the others see for some seconds that something is written. */
  write(draft: string): void {
    this.store.update({ draft });
    this.#stay?.write(draft);
  }

  /** Deletes what this browser keeps of the call's chat, and shows nothing of it any more. What others have, they keep. */
  async forget(): Promise<void> {
    await this.#stay?.forget();
  }

  #follow(): void {
    const { state } = this.#call.store;
    const localId = isInCall(state) ? state.localId : undefined;
    if (localId === undefined) {
      this.#opening = undefined;
      this.#stay?.leave();
      if (!state.remembers) this.#forgetStay();
    } else if (this.#opening?.id !== localId) {
      this.#opening = { id: localId, stay: this.#enter(localId) };
      // Whoever writes hears of it; so does the page, once.
      this.#opening.stay.catch((error: unknown) => isInCall(this.#call.store.state) && this.#call.report(RtcError.from(error)));
    } else this.#stay?.follow();
  }

  async #enter(self: ParticipantId): Promise<ChatStay> {
    const log = await this.#call.log();
    if (this.#stay?.log !== log) {
      this.#forgetStay();
      this.#stay = await ChatStay.open({ call: this.#call, store: this.store, log, openBox: this.#openBox }, this.#lifetime);
    }
    if (this.#call.store.state.localId === self) this.#stay.enter(self);
    return this.#stay;
  }

  #forgetStay(): void {
    const stay = this.#stay;
    this.#stay = undefined;
    stay?.end();
  }

  #inCall(): Promise<ChatStay> {
    return this.#opening?.stay ?? Promise.reject(new RtcError('connection-lost', 'Not in a call'));
  }
}

/** The chat of a call. */
export const chat: Feature<Chat> = { create: (call, signal) => new Chat(call, signal) };

/** @throws RtcError `bad-message`, `too-large`. */
function textOf(text: string): string {
  const clean = cleanText(text);
  if (clean === '') throw new RtcError('bad-message', 'A message has some text');
  if (clean.length > longestText) throw new RtcError('too-large', `A message has at most ${longestText} characters, not ${clean.length}`);
  return clean;
}
