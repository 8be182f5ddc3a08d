import { LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { RtcError } from '../../../core/errors.ts';
import type { RtcCall } from '../../../elements/rtc-call/rtc-call.ts';
import { buttonStyles } from '../../../ui/button-styles.ts';
import { customElement } from '../../../ui/define.ts';
import { fieldStyles } from '../../../ui/field-styles.ts';
import { tokens } from '../../../ui/tokens.ts';
import type { WaitingVisitor } from '../agent-state.ts';
import { keepCallEvents } from '../call-within.ts';
import { DeskConductor, type DeskPhase } from './desk-conductor.ts';
import { DeskScreen } from './desk-screen.ts';
import { DeskLocalizer } from './desk-words.ts';
import { columnStyles } from './desk-columns.styles.ts';
import { headerStyles } from './desk-header.styles.ts';
import { partStyles } from './desk-parts.styles.ts';
import { deskStyles, signInStyles } from './rtc-desk.styles.ts';

/** Attributes are input only; without one, the property is what `initial` says. */
const text = (attribute: string) => ({ attribute, converter: (value: string | null) => value ?? '' });
const flag = (attribute: string) => ({ attribute, type: Boolean });

/**
 * The desk where support agents wait for visitors, answer them and talk: the other end of `<rtc-support>`.
 *
 * An agent signs in by opening a key or certificate file of the desk; it is read once, and what is kept of it cannot be
 * taken out again. Attributes may change at any time; another `desk`, `desk-key` or `server` is another sign-in, and
 * `agent-name` counts from the next one on.
 *
 * @csspart sign-in - The screen of an agent who is not at the desk.
 * @csspart name-field - The field for the agent's name there.
 * @csspart open-button - What opens a key file there, or signs in where none is needed.
 * @csspart error - Why signing in failed.
 * @csspart unverified - What is said of a desk without a key.
 * @csspart header - The line at the top.
 * @csspart agent-name - The agent's name in it.
 * @csspart status - Whether the agent is online or away.
 * @csspart availability - The switch for that.
 * @csspart mute-button - The button that mutes the ring.
 * @csspart notify-button - The button that asks whether notifications may be shown.
 * @csspart sign-out-button - The button that signs out.
 * @csspart notice - A line about the server, or about the last call.
 * @csspart queue - Who waits.
 * @csspart queue-list - The list of them.
 * @csspart visitor - One of them.
 * @csspart visitor-name - The name there.
 * @csspart answer-button - The button that answers one.
 * @csspart answer-next-button - The button that answers whoever has waited longest.
 * @csspart search-field - The field that finds some among many.
 * @csspart empty - What is said when there is nobody in the list.
 * @csspart rest - How many more there are than are shown.
 * @csspart stage - The middle: the call, or what to do for one.
 * @csspart cancel-button - The button that gives an answer up before the call is on.
 * @csspart details - What a visitor and the page have told.
 * @csspart context - The page's own words there.
 * @csspart recent - Who was here before.
 * @csspart past-visitor - One of them.
 * @csspart rating - The stars that were given.
 * @csspart call-* - All parts of `<rtc-call>`, but for `prejoin*` and `ended`.
 * @csspart call-stage - What holds the tiles of the call.
 * @csspart call-captions - Where captions would be in the call.
 * @csspart call-toolbar - The bar with the controls of the call.
 * @csspart call-button - A control of the call.
 * @csspart call-notice - The line at the top of the call.
 *
 * @cssstate signed-out - Nobody is at the desk.
 * @cssstate signing-in - On the way.
 * @cssstate open - At the desk.
 * @cssstate full - Every place at the desk is taken; it goes on trying.
 * @cssstate away - The agent takes no calls.
 * @cssstate in-call - A visitor was answered.
 *
 * @fires {RtcVisitorWaitingEvent} rtc-visitor-waiting - Somebody waits.
 * @fires {RtcVisitorLeftEvent} rtc-visitor-left - Somebody waits no more: left, or was answered by another agent.
 * @fires {RtcAnsweredEvent} rtc-answered - Both are in the call; `visitor` says who.
 * @fires {RtcEndedEvent} rtc-ended - It is over; `reason` says why, `seconds` how long it was.
 * @fires {RtcRatedEvent} rtc-rated - A visitor has rated the call.
 * @fires {RtcErrorEvent} rtc-error - Something went wrong that no caller of a method hears of.
 */
@customElement('rtc-desk')
export class RtcDesk extends LitElement {
  static override styles = [tokens, buttonStyles, fieldStyles, deskStyles, signInStyles, columnStyles, headerStyles, partStyles];

  /** What people call the desk. */
  @property(text('desk')) desk = '';

  /** The desk's public key, its identity. Without it anybody who knows the name can be the desk, and the screen says so. */
  @property(text('desk-key')) deskKey = '';

  /** The address of a PeerServer's mount. Default: `/peer` where the script came from. */
  @property(text('server')) server = '';

  /** What visitors see as the agent's name. A certified name counts more; without either, the agent is asked. */
  @property(text('agent-name')) agentName = '';

  /** The agent takes no calls at first. */
  @property(flag('away')) away = false;

  /**
   * Links directly with those who wait longest before they are answered, so that answering takes half a round trip: each
   * side then learns the other's network address. Without it, that is done through TURN servers only.
   */
  @property(flag('standby')) standby = false;

  /** `light`, `dark`, or `auto`: as the page's `color-scheme` says. */
  @property(text('theme')) theme = '';

  readonly #words = new DeskLocalizer(this);
  readonly #desk = new DeskConductor(this, this.attachInternals(), this.#words);
  readonly #screen = new DeskScreen(this, this.#desk, this.#words);
  #given: string | object | null = null;

  /**
   * The text of a key or certificate file, or the object in it, to sign in without opening a file. A property only; once
   * it is used, the element forgets it, and this is `null`.
   */
  @property({ attribute: false })
  get credential(): string | object | null {
    return this.#given;
  }
  set credential(credential: string | object | null) {
    this.#given = credential;
  }

  /** Where the agent stands: `signed-out signing-in open full`. */
  get phase(): DeskPhase {
    return this.#desk.phase;
  }

  /** Who waits, the longest first. */
  get waiting(): readonly WaitingVisitor[] {
    return this.#desk.state?.waiting ?? [];
  }

  /** Who is answered, from the wish to the end of the call. */
  get serving(): WaitingVisitor | null {
    return this.#desk.state?.serving?.visitor ?? null;
  }

  /** The call that is on. */
  get call(): RtcCall | null {
    return this.shadowRoot?.querySelector<RtcCall>('rtc-call.on') ?? null;
  }

  /** Why signing in failed. */
  get error(): RtcError | null {
    return this.#desk.error;
  }

  /**
   * Answers a visitor: this one, or the one who has waited longest. Resolves when both are in the call.
   * @throws RtcError `peer-unreachable` if nobody, or not this one, waits, or does not come; `denied` during another call;
   * `connection-lost` if it was hung up before, or nobody is signed in; what joining a call throws.
   */
  async answer(visitorId?: string): Promise<void> {
    await this.#desk.take(visitorId);
  }

  /** Ends the call; a visitor who has not agreed yet waits on, for others too. */
  async hangUp(): Promise<void> {
    this.#desk.session?.hangUp();
  }

  /** Who is away is not rung, and goes on with a call. */
  async setAway(on: boolean): Promise<void> {
    this.#desk.setAway(on);
  }

  /**
   * Signs in with the text of a key or certificate file; a desk without `desk-key` needs none. Resolves when visitors can
   * see that somebody is there; while the server cannot be reached it keeps trying.
   * @throws RtcError `untrusted-peer` for what is no key file of this desk, or has expired; `room-full`, `bad-attribute`,
   * `insecure-context`, `unsupported-browser`; `connection-lost` if it was called off.
   */
  async signIn(text?: string): Promise<void> {
    await this.#desk.open(text);
  }

  /** Takes leave of every visitor, and forgets the key. */
  async signOut(): Promise<void> {
    this.#desk.signOut();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // A move in the DOM disconnects and reconnects in one task.
    queueMicrotask(() => this.isConnected || this.#desk.signIn.forget());
  }

  override firstUpdated(): void {
    keepCallEvents(this.renderRoot as ShadowRoot);
    if (!this.deskKey) console.warn('<rtc-desk>: without desk-key anybody who knows the name of the desk can be the desk');
  }

  override willUpdate(changed: PropertyValues<this>): void {
    this.#desk.settingsChanged(changed.get('away') !== undefined);
    if (this.#given) this.#useCredential(this.#given);
  }

  override render(): TemplateResult {
    return this.#screen.render();
  }

  override updated(): void {
    if (this.call) this.#desk.session?.join(this.call);
  }

  #useCredential(given: string | object): void {
    this.#given = null;
    this.#desk.enter(typeof given === 'string' ? given : JSON.stringify(given));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rtc-desk': RtcDesk;
  }
}
