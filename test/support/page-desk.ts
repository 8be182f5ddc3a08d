import { expect, fixture, html } from '@open-wc/testing';
import type { RtcCall } from '../../src/elements/rtc-call/rtc-call.ts';
import '../../src/elements/rtc-call/rtc-call.ts';
import { arrange, hasCompany } from '../../src/features/support/call-within.ts';
import type { DeskName } from '../../src/features/support/desk-name.ts';
import type { SupportRequest } from '../../src/features/support/letters.ts';
import '../../src/features/support/rtc-desk/rtc-desk.ts';
import type { RtcDesk } from '../../src/features/support/rtc-desk/rtc-desk.ts';
import { Visitor } from '../../src/features/support/visitor.ts';
import { mailboxes } from '../../src/transports/peerjs/peerjs-transport.ts';
import { Conditions } from './conditions.ts';
import { certify, inSeconds, newSigningKey } from './desk-credentials.ts';
import { exposedParts, insides, nameOf } from './shadow.ts';

const patience = 12_000;

const eventTypes = ['rtc-visitor-waiting', 'rtc-visitor-left', 'rtc-answered', 'rtc-ended', 'rtc-rated', 'rtc-error'] as const;

const request: SupportRequest = { mode: 'video', topic: 'Billing', name: 'Vera', fields: {}, page: 'https://shop.example/cart', title: 'Cart', context: '' };

export interface DeskFiles {
  readonly publicKey: string;
  readonly secret: string;
  readonly keyFile: string;
  /** A certificate's file, as `rtc-elements desk-key --agent` writes it. */
  certificateFile(name: string, expires?: number): Promise<string>;
}

export async function newDeskFiles(): Promise<DeskFiles> {
  const desk = await newSigningKey();
  const { publicKey, secret } = desk;
  return {
    publicKey,
    secret,
    keyFile: JSON.stringify({ type: 'rtc-elements desk key', version: 1, publicKey, privateKey: secret }),
    certificateFile: async (name, expires = inSeconds(3600)) => {
      const agent = await newSigningKey();
      const certificate = await certify(publicKey, desk, agent, { name, expires });
      return JSON.stringify({ type: 'rtc-elements agent certificate', version: 1, desk: publicKey, ...certificate, privateKey: agent.secret });
    },
  };
}

/** A `<rtc-desk>` in a page, and all that it fired. */
export class PageDesk {
  readonly element: RtcDesk;
  readonly fired: Event[] = [];
  readonly #conditions = new Conditions(patience, () => [`phase ${this.element.phase}`, ...this.story, this.words].join('\n'));

  constructor(element: RtcDesk) {
    this.element = element;
    for (const type of eventTypes) element.addEventListener(type, (event) => this.fired.push(event));
  }

  get story(): string[] {
    return this.fired.map(({ type }) => type);
  }

  all<Type extends (typeof eventTypes)[number]>(type: Type): HTMLElementEventMap[Type][] {
    return this.fired.filter((event): event is HTMLElementEventMap[Type] => event.type === type);
  }

  until<Found>(what: string, find: () => Found | undefined | false): Promise<Found> {
    return this.#conditions.untilDrawn(what, find);
  }

  async phase(phase: RtcDesk['phase']): Promise<void> {
    await this.until(phase, () => this.element.phase === phase);
    await this.element.updateComplete;
  }

  /** Resolves when these wait, in this order, and are shown. */
  async queue(...names: readonly string[]): Promise<void> {
    const shown = () => this.parts('visitor-name').map(({ textContent }) => textContent);
    await this.until(`${names.join(', ')} in the queue`, () => JSON.stringify(shown()) === JSON.stringify(names));
  }

  part(name: string): HTMLElement | undefined {
    return this.parts(name)[0];
  }

  parts(name: string): HTMLElement[] {
    const parts = [...exposedParts(this.element)].filter(([, names]) => names.includes(name));
    return parts.map(([part]) => part).filter((part) => part.checkVisibility());
  }

  textOf(name: string): string {
    return words(this.part(name));
  }

  button(name: string): HTMLButtonElement {
    const buttons = [...insides(this.element)].filter((inside) => inside instanceof HTMLButtonElement);
    const found = buttons.find((button) => nameOf(button) === name);
    if (!found) throw new Error(`No button "${name}" among: ${buttons.map(nameOf).join(', ')}`);
    return found;
  }

  /** Lets the browser's file field have a file. */
  openFile(content: string): void {
    const input = this.element.shadowRoot!.querySelector<HTMLInputElement>('input[type=file]')!;
    const files = new DataTransfer();
    files.items.add(new File([content], 'key.json', { type: 'application/json' }));
    input.files = files.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  }

  /** What screen readers were last told. */
  get told(): string {
    return words(this.element.shadowRoot?.querySelector('[role=log]'));
  }

  get words(): string {
    return words(this.element.shadowRoot?.querySelector('.desk'));
  }

}

function words(element: Element | null | undefined): string {
  return element?.textContent.replaceAll(/\s+/g, ' ').trim() ?? '';
}

/** Somebody on a page with the desk's button, without the button. */
export class PageVisitor {
  readonly engine: Visitor;
  call: RtcCall | undefined;
  readonly #lifetime = new AbortController();
  readonly #conditions = new Conditions(patience, () => JSON.stringify(this.engine.store.state));
  #name = '';

  constructor(server: string, desk: DeskName) {
    this.engine = new Visitor({ mailboxes, server, desk }, this.#lifetime.signal);
    this.engine.store.watch(() => this.#follow(server), this.#lifetime.signal);
  }

  get phase(): string {
    return this.engine.store.state.visit.phase;
  }

  until<Found>(what: string, find: () => Found | undefined | false): Promise<Found> {
    return this.#conditions.untilDrawn(what, find);
  }

  async ring(change: Partial<SupportRequest> = {}): Promise<void> {
    await this.look();
    this.ringNow(change);
  }

  /** Resolves when it is known that somebody is there. */
  async look(): Promise<void> {
    await this.engine.look();
    await this.until('an agent', () => !['unknown', 'offline'].includes(this.engine.store.state.desk));
  }

  /** After {@link look}: in this very moment. */
  ringNow(change: Partial<SupportRequest> = {}): void {
    const asked = { ...request, ...change };
    this.#name = asked.name;
    this.engine.ring(asked);
  }

  /** The page is gone, without a word. */
  vanish(): void {
    this.#lifetime.abort();
  }

  /** Closes the page. */
  leave(): void {
    this.engine.close();
    this.#lifetime.abort();
    this.call?.remove();
  }

  #follow(server: string): void {
    const { visit } = this.engine.store.state;
    if (visit.phase !== 'called') {
      this.call?.remove();
      this.call = undefined;
    } else if (!this.call) void this.#join(server, visit.room);
  }

  async #join(server: string, room: string): Promise<void> {
    const call = (this.call = document.createElement('rtc-call'));
    Object.assign(call, { room: 'support', server, arrangement: arrange(room, 'late'), displayName: this.#name, viewOnly: true });
    call.addEventListener('rtc-participant-joined', () => hasCompany(call) && this.engine.met());
    call.addEventListener('rtc-participant-left', () => hasCompany(call) || this.engine.hangUp('ended'));
    document.body.append(call);
    await call.join().catch(() => undefined);
  }
}

const desks: PageDesk[] = [];
const visitors: PageVisitor[] = [];

/** Puts a desk into the page. A `false` attribute is absent. */
export async function pageDesk(attributes: Readonly<Record<string, string | boolean>>): Promise<PageDesk> {
  const element = document.createElement('rtc-desk');
  for (const [name, value] of Object.entries(attributes)) if (value !== false) element.setAttribute(name, value === true ? '' : value);
  const desk = new PageDesk(element);
  desks.push(desk);
  await fixture(html`<main>${element}</main>`);
  return desk;
}

export function pageVisitor(server: string, desk: DeskName): PageVisitor {
  const visitor = new PageVisitor(server, desk);
  visitors.push(visitor);
  return visitor;
}

/** A desk of Acme at which Ada is signed in. */
export async function signedInDesk(server: string, { publicKey, keyFile }: DeskFiles, attributes: Readonly<Record<string, string | boolean>>): Promise<PageDesk> {
  const desk = await pageDesk({ desk: 'Acme', 'desk-key': publicKey, server, 'agent-name': 'Ada', ...attributes });
  await desk.element.signIn(keyFile);
  return desk;
}

/** A visitor of Acme who rings, and whom `desk` has heard. */
export async function ringingVisitor(desk: PageDesk, server: string, { publicKey }: DeskFiles, change: Partial<SupportRequest>): Promise<PageVisitor> {
  const before = desk.element.waiting.length;
  const visitor = pageVisitor(server, { label: 'Acme', key: publicKey });
  await visitor.ring(change);
  await desk.until('the visitor', () => desk.element.waiting.length > before);
  await desk.element.updateComplete;
  return visitor;
}

/** For `afterEach`: what the test left in the page is accessible, and everybody goes home. */
export async function everyDeskIsAccessible(): Promise<void> {
  for (const { element } of desks.splice(0)) {
    if (!element.isConnected) continue;
    await element.updateComplete;
    await expect(element).to.be.accessible();
    element.remove();
  }
  for (const visitor of visitors.splice(0)) visitor.leave();
}
