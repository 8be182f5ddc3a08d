import type { RtcCall } from '../../../elements/rtc-call/rtc-call.ts';
import { BareElement, setting } from '../../../ui/bare-element.ts';
import { customElement } from '../../../ui/define.ts';
import { Localizer } from '../../../ui/localizer.ts';
import { setStates } from '../../../ui/states.ts';
import { RtcStatusChangedEvent, type SupportStatus } from '../support-status.ts';
import { statusWords } from './launcher-words.ts';
import { LatePanel } from './late-panel.ts';
import { Launcher } from './launcher.ts';
import { launcherSheet } from './launcher.styles.ts';
import { StatusWatch } from './status-watch.ts';

const text = (attribute: string) => ({ attribute, converter: (value: string | null) => value ?? '' });
const flag = (attribute: string) => ({ attribute, converter: (value: string | null) => value !== null });

/**
 * A support-call button: says whether somebody is there, and opens a panel with one way through it: what has to be asked,
 * ringing, the call, how it was. With nobody there it takes a message.
 *
 * Everything but the button is loaded when somebody points at it, focuses, touches or presses it. Anything in the page with
 * `data-rtc-support="open"` opens the panel too, with `"call"` it calls. Only who has the desk's private key can answer,
 * and learns nothing of a visitor before having proven it.
 *
 * @slot launcher - What is in the button.
 * @slot greeting - What is said first.
 * @slot offline - What is there when nobody is, instead of the form for a message.
 * @slot rating - What comes after a call, instead of the stars.
 *
 * @csspart launcher - The button.
 * @csspart panel - The dialog.
 * @csspart header - Its first lines: the desk's name, and whether somebody is there.
 * @csspart close-button - The button there that closes it.
 * @csspart unverified - The line that says that nobody can tell who answers.
 * @csspart primary-button - The button that goes on: calls, sends.
 * @csspart secondary-button - The button beside it that goes back, or skips.
 * @csspart field - What a visitor types into.
 * @csspart queue - What is said while it rings.
 * @csspart cancel-button - The button there that calls no more.
 * @csspart rating - The form after a call.
 * @csspart star - A star there.
 * @csspart call-* - All parts of `<rtc-call>`, but for `prejoin*` and `ended`.
 * @csspart call-stage - What holds the tiles of the call.
 * @csspart call-tile - A tile of the call.
 * @csspart call-captions - Where captions would be in the call.
 * @csspart call-toolbar - The bar with the controls of the call.
 * @csspart call-button - A control of the call.
 * @csspart call-notice - The line at the top of the call.
 *
 * @cssstate open - The panel is open.
 * @cssstate online - Somebody can be reached.
 * @cssstate busy - Everybody is in a call.
 * @cssstate away - Everybody is away.
 * @cssstate closed - It is outside `hours`.
 * @cssstate offline - Nobody is there.
 *
 * @cssprop [--rtc-support-offset=0px] - How far the button is lifted, such as above a cookie bar.
 *
 * @fires {RtcOpenedEvent} rtc-opened - The panel is open. Does not bubble.
 * @fires {RtcClosedEvent} rtc-closed - The panel is closed. Does not bubble.
 * @fires {RtcStatusChangedEvent} rtc-status-changed - `status` is another.
 * @fires {RtcBeforeCallEvent} rtc-before-call - Before it rings; `preventDefault()` stops it.
 * @fires {RtcQueueChangedEvent} rtc-queue-changed - One's place in line is another.
 * @fires {RtcAnsweredEvent} rtc-answered - An agent is in the call.
 * @fires {RtcEndedEvent} rtc-ended - The call, or the ringing, is over; `reason` says why.
 * @fires {RtcRatedEvent} rtc-rated - The visitor has said how it was.
 * @fires {RtcOfflineSentEvent} rtc-offline-sent - A message was delivered.
 * @fires {RtcErrorEvent} rtc-error - Something went wrong that no caller of a method hears of.
 */
@customElement('rtc-support')
export class RtcSupport extends BareElement {
  /** The desk's name, as people read it. */
  @setting(text('desk')) desk = '';

  /** The desk's public key, as `rtc-elements desk-key` prints it: its identity. Without it nobody can tell who answers. */
  @setting(text('desk-key')) deskKey = '';

  /** The address of a PeerServer's mount. Default: `/peer` where the script came from. */
  @setting(text('server')) server = '';

  /** What the button says. Default: “Talk to us”. */
  @setting(text('label')) label = '';

  /** Where the button is: `bottom-end`, `bottom-start` or, where the element stands, `inline`. Default: `bottom-end`. */
  @setting(text('position')) position = '';

  /** `video`, `audio` or `chat`. Default: `video`. */
  @setting(text('mode')) mode = '';

  /** What it is about, for the agent. */
  @setting(text('topic')) topic = '';

  /** When somebody is there, such as `Mon-Fri 09:00-18:00 Europe/Berlin`. Default: always. */
  @setting(text('hours')) hours = '';

  /** Where a message goes when nobody is there: a POST of JSON, repeated until it is delivered. */
  @setting(text('offline-url')) offlineUrl = '';

  /** What is asked before a call, such as `name email! topic`; `!` is for what must be given. */
  @setting(text('prechat')) prechat = '';

  /** What the agent should know, as JSON: at most 8 KiB. */
  @setting(text('context')) context = '';

  /** The visitor's name, if the page knows it. */
  @setting(text('visitor-name')) visitorName = '';

  /** The panel is to be open. */
  @setting(flag('open')) open = false;

  /** Links before an agent answers, so that answering takes half a round trip. Each side then learns the other's network address. */
  @setting(flag('standby')) standby = false;

  /** The call goes on, with the same agent, when the visitor goes to another page of the same site with this desk's button, or loads this one anew. */
  @setting(flag('persist')) persist = false;

  /** `light`, `dark`, or `auto`: as the page's `color-scheme` says. */
  @setting(text('theme')) theme = '';

  readonly #internals = this.attachInternals();
  readonly #panel = new LatePanel(this);
  readonly #launcher = new Launcher(new Localizer(this), { near: () => this.#panel.near(), pressed: () => void this.#panel.toggle() });
  #life: AbortController | undefined;
  #watch: StatusWatch | undefined;
  #status: SupportStatus = 'offline';

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [launcherSheet()];
    root.append(this.#launcher.frame);
  }

  /** Whether somebody can be reached: `online`, `busy`, `away`, `closed` (outside `hours`) or `offline`. */
  get status(): SupportStatus {
    return this.#status;
  }

  /** When it opens again, while it is `closed`; else null. */
  get opensAt(): Date | null {
    return this.#watch?.opensAt ?? null;
  }

  /** How many are served before: 1 is next. Null while nobody waits. */
  get queuePosition(): number | null {
    return this.#panel.now?.queuePosition ?? null;
  }

  /** The call, once it rings; else null. */
  get call(): RtcCall | null {
    return this.#panel.now?.call ?? null;
  }

  override focus(options?: FocusOptions): void {
    this.#launcher.button.focus(options);
  }

  /** Opens the panel. Resolves when it is open. */
  async openPanel(): Promise<void> {
    (await this.#panel.load()).open();
    await this.updateComplete;
  }

  /** Closes the panel. What rings is cancelled; a call goes on. */
  async closePanel(): Promise<void> {
    this.#panel.now?.close();
    await this.updateComplete;
  }

  /**
   * Opens the panel and calls. Resolves when an agent is in the call.
   * @throws RtcError `desk-offline` if nobody is there; `denied` if the page prevented `rtc-before-call`; `connection-lost` if it
   * was cancelled; `bad-attribute`, `unsupported-browser`, `insecure-context`.
   */
  async startCall(): Promise<void> {
    await (await this.#panel.load()).startCall();
  }

  /** Ends the call, or the ringing. */
  async hangUp(): Promise<void> {
    this.#panel.now?.hangUp();
    await this.updateComplete;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // Only moved.
    if (!this.#life) this.#begin();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#life?.abort();
      this.#life = undefined;
    });
  }

  protected override update(changes: ReadonlyMap<PropertyKey, unknown>): void {
    this.#panel.arrive();
    if (changes.has('hours')) void this.#watch?.keepHours(this.hours);
    if (['desk', 'deskKey', 'server'].some((name) => changes.has(name))) this.#watch?.follow(this);
    if (changes.has('open') && this.open !== Boolean(changes.get('open'))) void (this.open ? this.openPanel() : this.closePanel()).catch(reportError);
    const panel = this.#panel.now;
    const now = this.#watch?.isClosed ? 'closed' : (panel?.desk ?? (this.#watch?.agents ? 'online' : 'offline'));
    setStates(this.#internals, {
      open: panel?.isOpen ?? false,
      ...Object.fromEntries(Object.keys(statusWords).map((status) => [status, status === now])),
    });
    if (now !== this.#status) {
      this.#status = now;
      this.dispatchEvent(new RtcStatusChangedEvent(now));
    }
    const isKnown = this.#watch?.agents !== undefined || panel?.desk !== undefined || now === 'closed';
    this.#launcher.show({
      label: this.label,
      status: isKnown ? now : undefined,
      isInCall: panel?.isInCall ?? false,
      isInline: this.position === 'inline',
      isOpen: panel?.isOpen ?? false,
      theme: this.theme,
    });
    panel?.show(this.#launcher.frame);
  }

  #begin(): void {
    this.#life = new AbortController();
    const { signal } = this.#life;
    this.#watch = new StatusWatch(() => {
      this.#panel.now?.agentsChanged();
      this.requestUpdate();
    }, signal);
    this.#panel.follow(signal);
    this.requestUpdate('hours');
    this.requestUpdate('server');
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rtc-support': RtcSupport;
  }
}
