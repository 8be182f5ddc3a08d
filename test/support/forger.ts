import type { Transport } from '../../src/core/transport.ts';

import { type ChatKeys, makeKeys, Notary } from '../../src/features/chat/chat-keys.ts';
import { type Body, type Frame, postIdOf, type WirePost } from '../../src/features/chat/chat-wire.ts';
import { Conditions } from './conditions.ts';
import { TestCall } from './test-call.ts';

/** Somebody who is in the call and says whatever it likes on the chat's line. */
export class Forger {
  readonly call: TestCall;
  readonly heard: Frame[] = [];
  keys!: ChatKeys;
  notary!: Notary;
  readonly #conditions = new Conditions(4000, () => JSON.stringify(this.heard.map(({ type }) => type)));
  #number = 0;

  private constructor(transport: Transport, name: string) {
    this.call = new TestCall(transport, { name });
    this.#topic.listen((frame) => {
      this.heard.push(frame);
      this.#conditions.look();
    }, new AbortController().signal);
  }

  static async join(transport: Transport, name: string): Promise<Forger> {
    const forger = new Forger(transport, name);
    await forger.call.join();
    forger.keys = await makeKeys();
    forger.notary = new Notary(await forger.call.session.log(), forger.keys);
    return forger;
  }

  /** Greets all, as whoever it is. */
  async greet(have: Record<string, number[]> = {}): Promise<void> {
    const { id, state } = this.call;
    for (const other of state.participants.filter(({ isLocal }) => !isLocal)) {
      const proof = await this.notary.signHello(id, other.id);
      await this.say({ type: 'hello', isAnswer: false, key: this.keys.publicKey, proof, have, seen: { time: 0, count: 0 } }, other.id);
    }
  }

  async say(frame: Frame | object, to?: string): Promise<void> {
    await this.#topic.send(frame as Frame, to ? { to: [to] } : {});
  }

  /** Resolves once somebody has asked for posts. */
  async isAsked(): Promise<void> {
    await this.#conditions.until('a question', () => this.heard.some(({ type }) => type === 'want'));
  }

  /** The text of a post, not signed. */
  body(text: string, change: Partial<Body> = {}): string {
    const body: Body = { line: 'AAAAAAAAAAA', number: ++this.#number, time: Date.now(), count: 0, at: Date.now(), name: 'Mallory', act: { type: 'say', text }, ...change };
    return JSON.stringify(body);
  }

  /** Signed by its own key. */
  async post(text: string, change: Partial<Body> = {}): Promise<WirePost> {
    const body = this.body(text, change);
    return [this.keys.publicKey, body, await this.notary.signPost(body)];
  }

  static idOf([author, text]: WirePost): string {
    return postIdOf(author, JSON.parse(text) as Body);
  }

  get #topic() {
    return this.call.session.topic<Frame>('chat', {
      maxRate: 1_000_000,
      encode: (frame) => new TextEncoder().encode(JSON.stringify(frame)),
      decode: (bytes) => JSON.parse(new TextDecoder().decode(bytes)) as Frame,
    });
  }
}

