import { expect, fixture, html } from '@open-wc/testing';
import type { TemplateResult } from 'lit';
import type { RtcCall } from '../../src/elements/rtc-call/rtc-call.ts';
import '../../src/elements/rtc-call/rtc-call.ts';
import { Agent } from '../../src/features/support/agent.ts';
import { arrange } from '../../src/features/support/call-within.ts';
import type { Credential } from '../../src/features/support/credential.ts';
import type { DeskName } from '../../src/features/support/desk-name.ts';
import '../../src/features/support/rtc-support/rtc-support.ts';
import type { RtcSupport } from '../../src/features/support/rtc-support/rtc-support.ts';
import { mailboxes } from '../../src/transports/peerjs/peerjs-transport.ts';
import { Conditions } from './conditions.ts';
import { exposedParts, focusedIn, insides, nameOf } from './shadow.ts';

const patience = 15_000;

const eventTypes = [
  'rtc-opened',
  'rtc-closed',
  'rtc-status-changed',
  'rtc-before-call',
  'rtc-queue-changed',
  'rtc-answered',
  'rtc-ended',
  'rtc-rated',
  'rtc-offline-sent',
  'rtc-error',
] as const;

/** What a call fires, and nobody outside of the button may hear. */
const callTypes = ['rtc-before-join', 'rtc-joined', 'rtc-left', 'rtc-phase-changed', 'rtc-participant-joined', 'rtc-participant-left', 'rtc-camera-changed'];

/** A `<rtc-support>` in a page, and all that it fired. */
export class PageSupport {
  readonly element: RtcSupport;
  readonly fired: Event[] = [];
  /** Events of the call inside that got out. */
  readonly escaped: string[] = [];
  readonly #conditions = new Conditions(patience, () => [`status ${this.element.status}`, ...this.story, this.words].join('\n'));

  constructor(element: RtcSupport) {
    this.element = element;
    for (const type of eventTypes) element.addEventListener(type, (event) => this.fired.push(event));
    for (const type of callTypes) element.addEventListener(type, () => this.escaped.push(type));
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

  async status(status: RtcSupport['status']): Promise<void> {
    await this.until(status, () => this.element.status === status);
    await this.element.updateComplete;
  }

  /** Resolves when the panel says so. */
  async says(text: string): Promise<void> {
    await this.until(`"${text}"`, () => this.words.includes(text));
  }

  part(name: string): HTMLElement | undefined {
    return this.parts(name)[0];
  }

  parts(name: string): HTMLElement[] {
    const parts = [...exposedParts(this.element)].filter(([, names]) => names.includes(name));
    return parts.map(([part]) => part).filter((part) => part.checkVisibility());
  }

  get launcher(): HTMLButtonElement {
    return this.part('launcher') as HTMLButtonElement;
  }

  get panel(): HTMLDialogElement | undefined {
    return this.part('panel') as HTMLDialogElement | undefined;
  }

  button(name: string): HTMLButtonElement {
    const buttons = [...insides(this.element)].filter((inside) => inside instanceof HTMLButtonElement).filter((button) => button.checkVisibility());
    const found = buttons.find((button) => nameOf(button) === name);
    if (!found) throw new Error(`No button "${name}" among: ${buttons.map(nameOf).join(', ')}`);
    return found;
  }

  /** Clicks as soon as it is there. */
  async click(name: string): Promise<void> {
    const has = () => [...insides(this.element)].some((inside) => inside instanceof HTMLButtonElement && inside.checkVisibility() && nameOf(inside) === name);
    await this.until(`a button "${name}"`, has);
    this.button(name).click();
    await this.element.updateComplete;
  }

  field(name: string): HTMLInputElement | HTMLTextAreaElement {
    const found = this.element.shadowRoot!.querySelector<HTMLInputElement>(`dialog [name="${name}"]`);
    if (!found) throw new Error(`No field ${name}`);
    return found;
  }

  type(name: string, text: string): void {
    const field = this.field(name);
    field.value = text;
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }

  /** The element in the panel that has the focus. */
  get focused(): Element | null {
    return focusedIn(this.element);
  }

  /** What screen readers were last told. */
  get told(): string {
    return text(this.element.shadowRoot!.querySelector('dialog > [role=status]'));
  }

  get words(): string {
    return text(this.panel);
  }
}

function text(element: Element | null | undefined): string {
  return element?.textContent?.replaceAll(/\s+/g, ' ').trim() ?? '';
}

/** Somebody at the desk, without `<rtc-desk>`. */
export class PageAgent {
  readonly engine: Agent;
  call: RtcCall | undefined;
  readonly #server: string;
  readonly #lifetime = new AbortController();
  readonly #conditions = new Conditions(patience, () => JSON.stringify(this.engine.store.state));

  constructor(server: string, desk: DeskName, credential: Credential | undefined, name: string) {
    this.#server = server;
    this.engine = new Agent({ mailboxes, server, desk, credential, name }, this.#lifetime.signal);
    this.engine.store.watch(() => this.#follow(), this.#lifetime.signal);
  }

  until<Found>(what: string, find: () => Found | undefined | false): Promise<Found> {
    return this.#conditions.untilDrawn(what, find);
  }

  async open(): Promise<this> {
    await this.engine.open();
    await this.until('a place at the desk', () => this.engine.store.state.phase === 'open');
    return this;
  }

  /** Answers the first who waits, as soon as somebody does. */
  async answer(): Promise<void> {
    await this.until('a visitor, and time', () => this.engine.store.state.waiting.length > 0 && !this.engine.store.state.serving);
    this.engine.answer();
  }

  leave(): void {
    this.engine.close();
    this.#lifetime.abort();
    this.call?.remove();
  }

  #follow(): void {
    const { serving } = this.engine.store.state;
    if (serving?.phase !== 'called' || !serving.room) {
      this.call?.remove();
      this.call = undefined;
      return;
    }
    if (this.call) return;
    const call = (this.call = document.createElement('rtc-call'));
    Object.assign(call, { room: 'support', server: this.#server, arrangement: arrange(serving.room, 'late'), displayName: 'Ada', viewOnly: true, autojoin: true });
    call.addEventListener('rtc-participant-left', () => this.engine.hangUp());
    document.body.append(call);
  }
}

const supports: PageSupport[] = [];
const agents: PageAgent[] = [];

/** Puts a button into the page. A `false` attribute is absent. */
export async function pageSupport(attributes: Readonly<Record<string, string | boolean>>, content: TemplateResult = html``): Promise<PageSupport> {
  const element = document.createElement('rtc-support');
  for (const [name, value] of Object.entries(attributes)) if (value !== false) element.setAttribute(name, value === true ? '' : value);
  const support = new PageSupport(element);
  supports.push(support);
  await fixture(html`<main>${element}${content}</main>`);
  await element.updateComplete;
  return support;
}

export async function pageAgent(server: string, desk: DeskName, credential: Credential | undefined, name = 'Ada'): Promise<PageAgent> {
  const agent = new PageAgent(server, desk, credential, name);
  agents.push(agent);
  return agent.open();
}

/** For `afterEach`: what the test left in the page is accessible, nothing of a call got out, and everybody goes home. */
export async function everySupportIsAccessible(): Promise<void> {
  for (const { element, escaped } of supports.splice(0)) {
    if (element.isConnected) {
      await element.updateComplete;
      // Half seen, its colours are not what they are.
      await Promise.all(element.shadowRoot!.getAnimations().map(({ finished }) => finished));
      await expect(element).to.be.accessible();
    }
    element.remove();
    expect(escaped).to.deep.equal([]);
  }
  for (const agent of agents.splice(0)) agent.leave();
}
