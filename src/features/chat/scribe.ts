import type { CallSession } from '../../core/call-session.ts';
import { RtcError } from '../../core/errors.ts';
import { isEmoji } from '../../core/reactions.ts';
import type { ParticipantId } from '../../core/transport.ts';
import type { ChatArchive } from './chat-archive.ts';
import type { ChatBoard } from './chat-board.ts';
import type { ChatBox } from './chat-box.ts';
import type { ChatClock } from './chat-clock.ts';
import { type Deliveries, mostWaiting } from './chat-deliveries.ts';
import { RtcMessageSentEvent } from './chat-events.ts';
import type { ChatExchange } from './chat-exchange.ts';
import type { Notary } from './chat-keys.ts';
import type { Post } from './chat-post.ts';
import type { ChatMessage, MessageId } from './chat-state.ts';
import { type Act, longestName } from './chat-wire.ts';
import { Pen } from './pen.ts';

export interface ScribeOptions {
  readonly call: CallSession;
  readonly box: ChatBox;
  readonly clock: ChatClock;
  readonly notary: Notary;
  readonly archive: ChatArchive;
  readonly board: ChatBoard;
  readonly deliveries: Deliveries;
  readonly exchange: ChatExchange;
}

/** Puts one's own words into the chat, and what one does to messages. */
export class Scribe {
  readonly #options: ScribeOptions;
  readonly #pen: Pen;

  constructor(options: ScribeOptions) {
    this.#options = options;
    this.#pen = new Pen(options.box.keys.publicKey, options.clock);
  }

  async say(text: string, to: readonly ParticipantId[] | undefined, replyTo: MessageId | undefined): Promise<ChatMessage> {
    const readers = to && this.#keysOf(to);
    const mentions = this.#mentionsIn(text);
    const act: Act = { type: 'say', text, ...(replyTo && { replyTo }), ...(mentions.length > 0 && { mentions }) };
    const post = this.#post(act, readers);
    const message = this.#options.archive.log.message(post.id);
    this.#options.call.fire(new RtcMessageSentEvent(message));
    await this.#seal(post);
    return message;
  }

  async edit(target: MessageId, text: string): Promise<void> {
    const mentions = this.#mentionsIn(text);
    await this.#seal(this.#post({ type: 'edit', target, text, ...(mentions.length > 0 && { mentions }) }, this.#own(target).body.to));
  }

  async delete(target: MessageId): Promise<void> {
    await this.#seal(this.#post({ type: 'delete', target }, this.#own(target).body.to));
  }

  async react(target: MessageId, emoji: string, on: boolean): Promise<void> {
    if (!isEmoji(emoji)) throw new RtcError('bad-message', 'A reaction is one emoji');
    const { archive, box } = this.#options;
    const said = archive.log.said(target);
    if (!said) throw new RtcError('bad-message', 'There is no such message');
    const { to } = said.body;
    await this.#seal(this.#post({ type: 'react', target, emoji, on }, to && [said.author, ...to].filter((key) => key !== box.keys.publicKey)));
  }

  /** Others can give it on from then on. */
  async sign(post: Post): Promise<void> {
    const { archive, exchange, notary } = this.#options;
    archive.prove(post, await notary.signPost(post.text));
    exchange.signed(post);
  }

  /** Writes one's own post, shows it, sends it and keeps it; all of it at once, or nothing. */
  #post(act: Act, to: readonly string[] | undefined): Post {
    const { call, archive, board, deliveries, exchange } = this.#options;
    if (!exchange.isInCall) throw new RtcError('connection-lost', 'Not in a call');
    if (deliveries.waiting >= mostWaiting) throw new RtcError('too-large', `${mostWaiting} messages wait for others already`);
    const name = call.store.state.profile.name.slice(0, longestName).toWellFormed();
    const here = exchange.peers.flatMap(({ key }) => key ?? []);
    const post = this.#pen.write(act, { name, to, audience: to ?? here });
    archive.add(post);
    deliveries.follow(post);
    exchange.publish(post);
    board.publish();
    return post;
  }

  /** Resolves when others can give it on, and this browser will know it after a crash. */
  async #seal(post: Post): Promise<void> {
    await this.sign(post);
    await this.#options.box.written();
  }

  /** @throws RtcError `denied`. */
  #own(id: MessageId): Post {
    const { archive, box } = this.#options;
    const said = archive.log.said(id);
    if (said?.author !== box.keys.publicKey) throw new RtcError('denied', 'Only one’s own messages can be changed, while they are there');
    return said;
  }

  /** @throws RtcError `peer-unreachable`. */
  #keysOf(ids: readonly ParticipantId[]): string[] {
    return ids.map((id) => {
      const key = this.#options.exchange.peers.find((peer) => peer.id === id)?.key;
      if (key === undefined) throw new RtcError('peer-unreachable', `Nobody with a chat here is ${id}`);
      return key;
    });
  }

  #mentionsIn(text: string): string[] {
    const words = text.toLowerCase();
    return this.#options.board.others.flatMap(({ key, name }) => (name !== '' && words.includes(`@${name.toLowerCase()}`) ? [key] : []));
  }
}
