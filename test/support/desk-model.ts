import { EventEmitter } from 'node:events';
import { Agent, type AgentOptions } from '../../src/features/support/agent.ts';
import type { Credential } from '../../src/features/support/credential.ts';
import type { DeskName } from '../../src/features/support/desk-name.ts';
import type { SupportRequest } from '../../src/features/support/letters.ts';
import type { KeptVisit } from '../../src/features/support/visit.ts';
import { Visitor } from '../../src/features/support/visitor.ts';
import { base64Encode } from '../../src/core/crypto/base64.ts';
import type { Mailboxes } from '../../src/core/mailbox.ts';
import { MemoryNetwork } from '../../src/transports/memory/memory-transport.ts';

// As in a browser: an AbortSignal may have any number of listeners.
EventEmitter.defaultMaxListeners = 0;

/** A desk's key pair, as `rtc-elements desk-key` makes it. */
export async function newDeskKey(): Promise<{ desk: DeskName; credential: Credential; file: string }> {
  const pair = await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify']);
  const publicKey = base64Encode(new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)));
  const { d: privateKey } = await crypto.subtle.exportKey('jwk', pair.privateKey);
  const desk = { label: 'Acme', key: publicKey };
  const file = JSON.stringify({ type: 'rtc-elements desk key', version: 1, publicKey, privateKey });
  return { desk, credential: { desk: publicKey, privateKey: pair.privateKey }, file };
}

export const request: SupportRequest = { mode: 'video', topic: 'Billing', name: 'Vera', fields: {}, page: 'https://shop.example/cart', title: 'Cart', context: '' };

export type AgentOnNetwork = Partial<AgentOptions>;

/** A desk on a network within the test. */
export class DeskModel {
  readonly network = new MemoryNetwork();
  /** What carries the letters of whoever comes from now on. */
  mailboxes: Mailboxes = this.network.mailboxes;
  readonly desk: DeskName;
  readonly credential: Credential | undefined;
  readonly #lifetimes: AbortController[] = [];

  constructor(desk: DeskName, credential: Credential | undefined) {
    this.desk = desk;
    this.credential = credential;
  }

  get #options() {
    return { mailboxes: this.mailboxes, server: 'memory:', desk: this.desk };
  }

  /** An agent, and how to make the page vanish without a word. */
  async agent(name: string, options: AgentOnNetwork = {}): Promise<{ agent: Agent; vanish: () => void }> {
    const lifetime = this.#lifetime();
    const agent = new Agent({ ...this.#options, credential: this.credential, name, ...options }, lifetime.signal);
    await agent.open();
    return { agent, vanish: () => lifetime.abort() };
  }

  /** `persists`: whoever goes on on the next page; `before`: what that has of the page before. */
  async visitor({ persists = false, before }: { persists?: boolean; before?: KeptVisit } = {}): Promise<{ visitor: Visitor; vanish: () => void }> {
    const lifetime = this.#lifetime();
    const visitor = new Visitor({ ...this.#options, persists, end: before?.end }, lifetime.signal);
    if (before) visitor.resume(before);
    await visitor.look();
    return { visitor, vanish: () => lifetime.abort() };
  }

  close(): void {
    for (const lifetime of this.#lifetimes) lifetime.abort();
  }

  #lifetime(): AbortController {
    const lifetime = new AbortController();
    this.#lifetimes.push(lifetime);
    return lifetime;
  }
}
