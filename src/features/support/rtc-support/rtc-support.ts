import { after } from '../../../core/abort.ts';
import { RtcErrorEvent } from '../../../core/error-event.ts';
import { RtcError } from '../../../core/errors.ts';
import type { RtcCall } from '../../../elements/rtc-call/rtc-call.ts';
import { BareElement, setting } from '../../../ui/bare-element.ts';
import { customElement } from '../../../ui/define.ts';
import { Localizer } from '../../../ui/localizer.ts';
import { setStates } from '../../../ui/states.ts';
import { tokenText } from '../../../ui/token-text.ts';
import { hasWaiting } from '../offline-waiting.ts';
import { RtcStatusChangedEvent, type SupportStatus } from '../support-status.ts';
import { type LauncherWords, statusWords } from './launcher-words.ts';
import { Launcher } from './launcher.ts';
import { launcherText } from './launcher.styles.ts';
import { StatusWatch } from './status-watch.ts';
import type { SupportPanel } from './support-panel.ts';
import { type Trigger, watchTriggers } from './triggers.ts';
import { hasVisit } from './visit-place.ts';

const text = (attribute: string) => ({ attribute, converter: (value: string | null) => value ?? '' });
/** When a page has most of what it needs. Milliseconds. */
const settled = 3000;

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
 * @csspart call-stage - What holds the tiles of the call.
 * @csspart call-tile - A tile of the call.
 * @csspart call-tile-video - The picture of a tile.
 * @csspart call-tile-placeholder - What a tile shows without a picture.
 * @csspart call-tile-name - The name on a tile.
 * @csspart call-tile-badge - The sign for a microphone that is off.
 * @csspart call-tile-hand - The raised hand on a tile.
 * @csspart call-tile-reaction - The emoji that somebody shows.
 * @csspart call-tile-quality - Words about a tile's connection.
 * @csspart call-tile-pin - The button on a tile that makes it the large one.
 * @csspart call-tile-hide - The button on one's own tile that hides it.
 * @csspart call-sharing - What is there instead of one's own screen.
 * @csspart call-pager - What turns the pages, where there are more tiles than fit.
 * @csspart call-pager-button - A button of it.
 * @csspart call-show-self - The button that brings one's own tile back.
 * @csspart call-captions - Where captions would be in the call.
 * @csspart call-toolbar - The bar with the controls of the call.
 * @csspart call-toolbar-bar - What holds the controls in it.
 * @csspart call-toolbar-more - What holds the controls that have no room there.
 * @csspart call-button - A control of the call.
 * @csspart call-reactions - What holds the emoji to choose from.
 * @csspart call-layouts - What holds the layouts to choose from.
 * @csspart call-chat-count - How many messages are unread, on the control that opens the chat.
 * @csspart call-people-count - How many are in the call, on the control that lists them.
 * @csspart call-level - How loud one's own microphone is, on its control.
 * @csspart call-panel - What opens beside the tiles.
 * @csspart call-close-panel-button - The button there that closes it.
 * @csspart call-shortcuts-list - The list of keys.
 * @csspart call-shortcuts-key - The name of a key there.
 * @csspart call-chat-head - In the chat: the line at the top.
 * @csspart call-chat-search-button - In the chat: the button there that opens the search, and those of the search.
 * @csspart call-chat-options-button - In the chat: the button there that opens the menu of the chat.
 * @csspart call-chat-search - In the chat: what holds the search, while it is open.
 * @csspart call-chat-search-field - In the chat: the field for what is searched for.
 * @csspart call-chat-found - In the chat: how many messages have it in them.
 * @csspart call-chat-list - In the chat: what holds the messages.
 * @csspart call-chat-empty - In the chat: the words where there are no messages.
 * @csspart call-chat-day - In the chat: the line before a day’s messages.
 * @csspart call-chat-new-line - In the chat: the line before what is new.
 * @csspart call-chat-message - In the chat: a message, with all that belongs to it.
 * @csspart call-chat-author - In the chat: who wrote it.
 * @csspart call-chat-time - In the chat: when.
 * @csspart call-chat-bubble - In the chat: what holds its text.
 * @csspart call-chat-audience - In the chat: who alone can read it.
 * @csspart call-chat-quote - In the chat: the message that it answers.
 * @csspart call-chat-text - In the chat: its text.
 * @csspart call-chat-link - In the chat: a link in there.
 * @csspart call-chat-mention - In the chat: the name of somebody in there.
 * @csspart call-chat-reactions - In the chat: what holds the reactions to a message.
 * @csspart call-chat-reaction - In the chat: an emoji there, and how many chose it.
 * @csspart call-chat-status - In the chat: how far one’s own message came.
 * @csspart call-chat-retry-button - In the chat: the button there that sends it again.
 * @csspart call-chat-menu-button - In the chat: the button of a message that opens its menu.
 * @csspart call-chat-menu - In the chat: the menu of a message, or of the chat.
 * @csspart call-chat-menu-item - In the chat: a line of a menu.
 * @csspart call-chat-emoji-picker - In the chat: what holds emoji to choose from.
 * @csspart call-chat-emoji - In the chat: an emoji there.
 * @csspart call-chat-jump-button - In the chat: the button that goes to what is new, or to the end.
 * @csspart call-chat-typing - In the chat: who is writing at the moment.
 * @csspart call-chat-composer - In the chat: what holds the field.
 * @csspart call-chat-about - In the chat: which message is answered, or edited.
 * @csspart call-chat-cancel-button - In the chat: the button there that leaves it.
 * @csspart call-chat-audience-select - In the chat: the menu of who is to read what is written.
 * @csspart call-chat-field - In the chat: the field to write in.
 * @csspart call-chat-emoji-button - In the chat: the button beside it that opens a choice of emoji.
 * @csspart call-chat-send-button - In the chat: the button that sends.
 * @csspart call-chat-problem - In the chat: what is wrong with what was to be sent.
 * @csspart call-chat-suggestions - In the chat: the names to choose from, while one is written.
 * @csspart call-chat-suggestion - In the chat: a name there.
 * @csspart call-people-search-field - The field for a name, in the list of people.
 * @csspart call-people-person - A line of that list.
 * @csspart call-people-menu-button - The button there that opens a menu.
 * @csspart call-people-menu - What it opens.
 * @csspart call-notice - The line at the top of the call.
 * @csspart call-notice-button - A button there.
 * @csspart call-sharing-notice - The line that says that one's screen is shared.
 * @csspart call-stop-sharing-button - The button there that ends it.
 * @csspart call-settings-device-label - The words before a menu of devices in the settings, and the menu.
 * @csspart call-settings-device-select - A menu of devices there.
 * @csspart call-settings-meter - How loud the microphone is, there.
 * @csspart call-settings-test-button - The button there that plays a sound on the speaker.
 * @csspart call-settings-sound - What holds the choices about the microphone's sound there.
 * @csspart call-settings-choice - One of them.
 * @csspart call-failed - The screen when no call can be had.
 * @csspart call-again-button - The button there that tries again.
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

  readonly #words = new Localizer<LauncherWords>(this);
  readonly #internals = this.attachInternals();
  readonly #launcher = new Launcher({ near: () => this.#near(), pressed: () => void this.#toggle() });
  readonly #frame = document.createElement('div');
  #life: AbortController | undefined;
  #watch: StatusWatch | undefined;
  #panel: SupportPanel | undefined;
  #loading: Promise<SupportPanel> | undefined;
  #status: SupportStatus = 'offline';
  #hasArrived = false;

  constructor() {
    super();
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(tokenText + launcherText);
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [sheet];
    this.#frame.append(this.#launcher.button);
    root.append(this.#frame);
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
    return this.#panel?.queuePosition ?? null;
  }

  /** The call, once it rings; else null. */
  get call(): RtcCall | null {
    return this.#panel?.call ?? null;
  }

  override focus(options?: FocusOptions): void {
    this.#launcher.button.focus(options);
  }

  /** Opens the panel. Resolves when it is open. */
  async openPanel(): Promise<void> {
    (await this.#load()).open();
    await this.updateComplete;
  }

  /** Closes the panel. What rings is cancelled; a call goes on. */
  async closePanel(): Promise<void> {
    this.#panel?.close();
    await this.updateComplete;
  }

  /**
   * Opens the panel and calls. Resolves when an agent is in the call.
   * @throws RtcError `desk-offline` if nobody is there; `denied` if the page prevented `rtc-before-call`; `connection-lost` if it
   * was cancelled; `bad-attribute`, `unsupported-browser`, `insecure-context`.
   */
  async startCall(): Promise<void> {
    await (await this.#load()).startCall();
  }

  /** Ends the call, or the ringing. */
  async hangUp(): Promise<void> {
    this.#panel?.hangUp();
    await this.updateComplete;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // Only moved.
    if (!this.#life) this.#begin();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    queueMicrotask(() => this.isConnected || this.#end());
  }

  protected override update(changes: ReadonlyMap<PropertyKey, unknown>): void {
    if (!this.#hasArrived) this.#arrive();
    if (changes.has('hours')) void this.#watch?.keepHours(this.hours);
    if (['desk', 'deskKey', 'server'].some((name) => changes.has(name))) this.#watch?.follow(this);
    if (changes.has('open') && this.open !== Boolean(changes.get('open'))) void (this.open ? this.openPanel() : this.closePanel()).catch(reportError);
    this.#judge();
    const isInCall = this.#panel?.isInCall ?? false;
    const isKnown = this.#watch?.agents !== undefined || this.#panel?.desk !== undefined || this.#status === 'closed';
    const status = isKnown ? { name: this.#status, words: this.#words.term(statusWords[this.#status]) } : undefined;
    this.#launcher.show({
      label: isInCall ? this.#words.term('backToCall') : this.label || this.#words.term('talkToUs'),
      status: isInCall ? { name: 'online', words: this.#words.term('inCall') } : status,
      isInline: this.position === 'inline',
      isOpen: this.#panel?.isOpen ?? false,
    });
    this.#frame.className = ['light', 'dark'].includes(this.theme) ? `theme ${this.theme}` : 'theme';
    this.#panel?.show(this.#frame);
  }

  #begin(): void {
    this.#life = new AbortController();
    const { signal } = this.#life;
    this.#watch = new StatusWatch(() => {
      this.#panel?.agentsChanged();
      this.requestUpdate();
    }, signal);
    watchTriggers({ near: () => this.#near(), triggered: (trigger, element) => void this.#trigger(trigger, element) }, signal);
    window.addEventListener('pagehide', () => this.#panel?.leave(), { signal });
    window.addEventListener('pageshow', ({ persisted }) => persisted && this.#resume(), { signal });
    this.requestUpdate('hours');
    this.requestUpdate('server');
    // A message that was not delivered is tried again on the next page; not before that is there, since storage is slow.
    after(settled, signal, () => {
      if (this.offlineUrl && hasWaiting(this.desk)) this.#load().catch(() => undefined);
    });
  }

  #end(): void {
    this.#life?.abort();
    this.#life = undefined;
    this.#panel?.dispose();
    this.#panel = this.#loading = undefined;
  }

  /** Back from the browser's back-forward cache: what was connected is not any more. */
  #resume(): void {
    this.requestUpdate('server');
    if (this.#panel) void this.#panel.resume();
    else this.#arrive();
  }

  /** Goes on with what was begun on the page before. */
  #arrive(): void {
    this.#hasArrived = this.persist;
    if (this.persist && hasVisit(this.desk)) this.#load().then((panel) => panel.arrive(), () => undefined);
  }

  /** The panel's code, and the panel: everything but the button. */
  #load(): Promise<SupportPanel> {
    this.#loading ??= this.#makePanel().catch((error: unknown) => {
      this.#loading = undefined;
      throw error;
    });
    return this.#loading;
  }

  async #makePanel(): Promise<SupportPanel> {
    const { SupportPanel } = await import('./support-panel.ts');
    this.#panel = new SupportPanel(this, () => this.requestUpdate());
    this.requestUpdate();
    return this.#panel;
  }

  /** Whoever points at the button may be about to press it. */
  #near(): void {
    this.#load().then(
      (panel) => panel.look(),
      // Pressing it says what is wrong.
      () => undefined,
    );
  }

  async #toggle(): Promise<void> {
    const panel = await this.#loadOrSay();
    if (panel?.isOpen) panel.close();
    else panel?.open();
  }

  async #trigger(trigger: Trigger, element: HTMLElement): Promise<void> {
    const panel = await this.#loadOrSay();
    panel?.open(element);
    if (trigger === 'call') await panel?.startCall().catch(() => undefined);
  }

  /** No caller hears that the code could not be had: pressed again, it is tried again. */
  async #loadOrSay(): Promise<SupportPanel | undefined> {
    try {
      return await this.#load();
    } catch (cause) {
      this.dispatchEvent(new RtcErrorEvent(new RtcError('server-unreachable', 'The code of the panel could not be loaded', { cause })));
      return undefined;
    }
  }

  #judge(): void {
    const now = this.#watch?.isClosed ? 'closed' : (this.#panel?.desk ?? (this.#watch?.agents ? 'online' : 'offline'));
    setStates(this.#internals, {
      open: this.#panel?.isOpen ?? false,
      ...Object.fromEntries(Object.keys(statusWords).map((status) => [status, status === now])),
    });
    if (now === this.#status) return;
    this.#status = now;
    this.dispatchEvent(new RtcStatusChangedEvent(now));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rtc-support': RtcSupport;
  }
}
