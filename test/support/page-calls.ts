import type {} from '../../src/features/chat/chat-events.ts';
import { expect, fixture, html } from '@open-wc/testing';
import type { LitElement } from 'lit';
import type { CallPhase } from '../../src/core/call-state.ts';
import type { RtcErrorCode } from '../../src/core/errors.ts';
import { RtcError } from '../../src/core/errors.ts';
import type { RtcCall } from '../../src/elements/rtc-call/rtc-call.ts';
import { Conditions } from './conditions.ts';
import { comesToRest, exposedParts, insides, nameOf } from './shadow.ts';

const patience = 8000;

const eventTypes = [
  'rtc-before-join',
  'rtc-joined',
  'rtc-before-leave',
  'rtc-left',
  'rtc-phase-changed',
  'rtc-participant-joined',
  'rtc-participant-left',
  'rtc-participant-changed',
  'rtc-microphone-changed',
  'rtc-camera-changed',
  'rtc-before-share',
  'rtc-screen-share-changed',
  'rtc-speaker-changed',
  'rtc-quality-changed',
  'rtc-view-changed',
  'rtc-device-changed',
  'rtc-processing-changed',
  'rtc-connection-changed',
  'rtc-data-received',
  'rtc-message-received',
  'rtc-message-sent',
  'rtc-error',
] as const;

type Attributes = Readonly<Record<string, string | number | boolean>>;

/** A `<rtc-call>` in a page, and all that it fired. */
export class PageCall {
  readonly element: RtcCall;
  readonly fired: Event[] = [];
  readonly #conditions = new Conditions(patience, () => [`phase ${this.element.phase}`, ...this.story].join('\n'));

  constructor(element: RtcCall) {
    this.element = element;
    for (const type of eventTypes) {
      element.addEventListener(type, (event) => {
        this.fired.push(event);
        this.#conditions.look();
      });
    }
  }

  get story(): string[] {
    return this.fired.map(({ type }) => type);
  }

  get errors(): RtcErrorCode[] {
    return this.all('rtc-error').map(({ error }) => error.code);
  }

  all<Type extends (typeof eventTypes)[number]>(type: Type): HTMLElementEventMap[Type][] {
    return this.fired.filter((event): event is HTMLElementEventMap[Type] => event.type === type);
  }

  /** Resolves when `find` finds something, looked at after every event and every drawing. */
  async until<Found>(what: string, find: () => Found | undefined | false): Promise<Found> {
    return this.#conditions.untilDrawn(what, find);
  }

  /** Resolves when the call has come to `phase` and shows it. */
  async phase(phase: CallPhase): Promise<void> {
    await this.until(phase, () => this.element.phase === phase);
    await this.element.updateComplete;
    await this.until('what it is made of', () => this.#isDrawn());
  }

  /** Resolves when as many are in the call. */
  async sees(count: number): Promise<void> {
    await this.until(`${count} participants`, () => this.element.participants.length === count);
    await this.element.updateComplete;
  }

  /** The elements of the interface come by `import()`, and draw themselves one after another; what is behind “more”, when that opens. */
  #isDrawn(): boolean {
    const own = [...insides(this.element)].filter((inside) => inside.localName.startsWith('rtc-') && inside.checkVisibility());
    return own.every((element) => !(element as Partial<LitElement>).isUpdatePending && element.matches(':defined'));
  }

  part(name: string): HTMLElement | undefined {
    return this.parts(name)[0];
  }

  parts(name: string): HTMLElement[] {
    const parts = [...exposedParts(this.element)].filter(([, names]) => names.includes(name));
    return parts.map(([part]) => part).filter((part) => part.checkVisibility());
  }

  /** The button with this accessible name. */
  button(name: string): HTMLButtonElement {
    const found = this.buttons.find((button) => nameOf(button) === name);
    if (!found) throw new Error(`No button "${name}" among: ${this.buttons.map(nameOf).join(', ')}`);
    return found;
  }

  get buttons(): HTMLButtonElement[] {
    return [...insides(this.element)].filter((inside) => inside instanceof HTMLButtonElement);
  }

  /** Resolves when that button is there and can be pressed. */
  async enabled(name: string): Promise<HTMLButtonElement> {
    return this.until(`the button "${name}"`, () => this.buttons.find((button) => nameOf(button) === name && !button.disabled));
  }

  /** What a screen reader hears of the line at the top. */
  get notice(): string {
    return words(this.element.shadowRoot?.querySelector('[role="status"]'));
  }

  /** Everything that the interface says. */
  get words(): string {
    return words(this.element.shadowRoot?.querySelector('.call'));
  }
}

function words(element: Element | null | undefined): string {
  return element?.textContent.replaceAll(/\s+/g, ' ').trim() ?? '';
}

const calls: PageCall[] = [];
let rooms = 0;

/** A room that no other test uses. */
export function newRoom(): string {
  return `room-${++rooms}-${crypto.randomUUID()}`;
}

/** Puts a call on the memory network into the page. A `false` attribute is absent. */
export async function pageCall(attributes: Attributes = {}): Promise<PageCall> {
  const element = document.createElement('rtc-call');
  for (const [name, value] of Object.entries<string | number | boolean>({ room: newRoom(), transport: 'memory', 'forget-devices': true, ...attributes })) {
    if (value !== false) element.setAttribute(name, value === true ? '' : String(value));
  }
  return adopt(element);
}

/** Puts a call that a test has made itself into the page. */
export async function adopt(element: RtcCall): Promise<PageCall> {
  const call = new PageCall(element);
  calls.push(call);
  await fixture(html`<main>${element}</main>`);
  return call;
}

/** Calls in one room, all in it and seeing each other. */
export async function pageCalls(...each: readonly Attributes[]): Promise<PageCall[]> {
  const room = newRoom();
  const made: PageCall[] = [];
  for (const attributes of each) {
    const call = await pageCall({ room, autojoin: true, 'view-only': true, ...attributes });
    await call.phase('live');
    made.push(call);
  }
  await Promise.all(made.map((call) => call.sees(each.length)));
  return made;
}

/** For `afterEach`: what the test left in the page is accessible. */
export async function everyCallIsAccessible(): Promise<void> {
  for (const call of calls.splice(0)) {
    const { element } = call;
    if (!element.isConnected) continue;
    await element.updateComplete;
    await call.until('colours that stay', () => comesToRest(element));
    await expect(element).to.be.accessible();
  }
}

/** The error that a promise rejects with. */
export async function rejected(promise: Promise<unknown>): Promise<RtcErrorCode> {
  const outcome = await promise.then(
    () => 'resolved',
    (error: unknown) => error,
  );
  if (outcome instanceof RtcError) return outcome.code;
  throw new Error(`Expected an RtcError, got ${String(outcome)}`);
}
