import { html, nothing, render, type TemplateResult } from 'lit';
import { answerContext } from '../../../controllers/answer-context.ts';
import type { RtcCall } from '../../../elements/rtc-call/rtc-call.ts';
import { buttonStyles } from '../../../ui/button-styles.ts';
import { fieldStyles } from '../../../ui/field-styles.ts';
import { Localizer } from '../../../ui/localizer.ts';
import { keepCallEvents } from '../call-within.ts';
import { RtcClosedEvent, RtcOpenedEvent } from '../support-events.ts';
import type { SupportStatus } from '../support-status.ts';
import { placeOf } from '../visit.ts';
import { MessageForm } from './message-form.ts';
import { PanelAnnouncer } from './panel-announcer.ts';
import { PanelFocus } from './panel-focus.ts';
import { closeIcon } from './panel-icons.ts';
import { type PanelView, stepTemplate } from './panel-steps.ts';
import { stepStyles } from './panel-steps.styles.ts';
import { panelStyles } from './panel.styles.ts';
import type { PanelWords } from './panel-words.ts';
import './panel-words.ts';
import { ratingStyles } from './rating.styles.ts';
import { ringingStyles } from './ringing.styles.ts';
import { SupportFlow } from './support-flow.ts';
import type { SupportHost } from './support-host.ts';
import { statusWords } from './launcher-words.ts';

/** Where there is no room for a sheet beside the page, it is a page. */
const narrow = '(max-width: 479px)';

const sheets = [buttonStyles, fieldStyles, panelStyles, stepStyles, ringingStyles, ratingStyles].flatMap(({ styleSheet }) => styleSheet ?? []);

/** All of `<rtc-support>` but the button: the sheet, and what happens in it. */
export class SupportPanel {
  readonly #host: SupportHost;
  readonly #changed: () => void;
  readonly #end = new AbortController();
  readonly #flow: SupportFlow;
  readonly #message: MessageForm;
  readonly #words: Localizer<PanelWords>;
  readonly #announcer = new PanelAnnouncer();
  readonly #focus: PanelFocus;
  #container: HTMLElement | undefined;
  #isOpen = false;
  #opener: HTMLElement | undefined;

  constructor(host: SupportHost, changed: () => void) {
    this.#host = host;
    this.#changed = changed;
    const { signal } = this.#end;
    this.#words = new Localizer<PanelWords>(host);
    this.#focus = new PanelFocus(host);
    this.#flow = new SupportFlow(host, changed, signal);
    this.#message = new MessageForm(host, this.#flow, changed, signal);
    answerContext(host, 'rtc-support', { flow: this.#flow, message: this.#message }, signal);
    const root = host.shadowRoot;
    if (root) {
      root.adoptedStyleSheets = [...root.adoptedStyleSheets, ...sheets];
      keepCallEvents(root, signal);
      root.addEventListener('rtc-phase-changed', ({ target }) => void this.#focus.keep(target as RtcCall), { signal });
    }
    // The sheet becomes a page, or the other way round.
    matchMedia(narrow).addEventListener('change', () => this.#isOpen && this.#show(), { signal });
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  get call(): RtcCall | null {
    return this.#flow.call.element;
  }

  get queuePosition(): number | null {
    return placeOf(this.#flow.visit);
  }

  /** What the desk itself has said; undefined while it is not known. */
  get desk(): Exclude<SupportStatus, 'closed'> | undefined {
    const { desk } = this.#flow;
    return desk === 'unknown' ? undefined : desk;
  }

  get isInCall(): boolean {
    return this.#flow.step === 'call';
  }

  look(): void {
    this.#flow.look();
  }

  agentsChanged(): void {
    this.#flow.agentsChanged();
  }

  /** Shows the panel; when it closes, the focus goes back to `opener`, or to the button. */
  open(opener?: HTMLElement): void {
    if (this.#isOpen) return;
    this.#opener = opener;
    this.#isOpen = true;
    this.#focus.begin();
    this.#flow.watch(true);
    this.#changed();
    this.#host.dispatchEvent(new RtcOpenedEvent());
  }

  /** What rings is cancelled, or somebody would answer nobody; a call goes on. */
  close(): void {
    if (!this.#isOpen) return;
    if (this.#flow.step === 'ringing') this.#flow.cancel();
    this.#isOpen = false;
    this.#flow.watch(false);
    const panel = this.#panel;
    panel?.hidePopover();
    panel?.close();
    this.#changed();
    (this.#opener ?? this.#host).focus();
    this.#opener = undefined;
    this.#host.dispatchEvent(new RtcClosedEvent());
  }

  async startCall(): Promise<void> {
    this.open();
    await this.#flow.start();
  }

  hangUp(): void {
    this.#flow.hangUp();
  }

  /** The page is going away. */
  leave(): void {
    this.#flow.park();
  }

  /** A visit may have begun on the page before. */
  async arrive(): Promise<void> {
    if ((await this.#flow.arrive())?.open) this.open();
  }

  /** The page is back. */
  async resume(): Promise<void> {
    const visit = await this.#flow.unpark();
    if (this.#isOpen) this.#flow.watch(true);
    else if (visit?.open) this.open();
  }

  dispose(): void {
    this.#flow.leave();
    this.#end.abort();
    this.#host.removeController(this.#words);
    const root = this.#host.shadowRoot;
    if (root) root.adoptedStyleSheets = root.adoptedStyleSheets.filter((sheet) => !sheets.includes(sheet));
    if (this.#container) render(nothing, this.#container);
  }

  /** Shows the panel in `container`, after what is there. */
  show(container: HTMLElement): void {
    this.#container = container;
    const hadFocus = this.#focus.isInside;
    render(this.#template(), container);
    const panel = this.#panel;
    if (panel && this.#isOpen && !isShown(panel)) this.#show();
    this.#flow.adopt(panel?.querySelector('rtc-call') ?? null);
    if (this.#isOpen) this.#focus.follow(`${this.#flow.step} ${this.#flow.turn}`, hadFocus);
  }

  #template(): TemplateResult {
    const { status } = this.#host;
    const label = this.#host.desk || this.#words.term('talkToUs');
    this.#announcer.follow(this.#view, this.#isOpen);
    return html`<dialog
      part="panel"
      class="panel"
      popover="manual"
      aria-labelledby="title"
      tabindex="-1"
      @keydown=${(event: KeyboardEvent) => this.#keyPressed(event)}
      @cancel=${(event: Event) => this.#cancelled(event)}
    >
      <header part="header" class="header">
        <h2 id="title">${label}</h2>
        <p class="status">${this.#statusLine(status)}</p>
        <button part="close-button" type="button" class="close" title=${this.#words.term('close')} @click=${() => this.close()}>
          ${closeIcon}
        </button>
      </header>
      ${this.#host.deskKey ? nothing : html`<p part="unverified" class="unverified">${this.#words.term('unverified')}</p>`}
      <div class="body">${stepTemplate(this.#view)}</div>
      ${this.#announcer.inside(this.#view)}
    </dialog>
    ${this.#announcer.outside(this.#view)}`;
  }

  #statusLine(status: SupportStatus): TemplateResult | string {
    const { step, visit } = this.#flow;
    if (step === 'call') return this.#words.term('inCallWith', visit.phase === 'called' ? visit.agent.name : '');
    return html`<span class="dot" data-status=${status}></span>${this.#words.term(statusWords[status])}`;
  }

  get #view(): PanelView {
    return { host: this.#host, flow: this.#flow, message: this.#message, words: this.#words };
  }

  get #panel(): HTMLDialogElement | null {
    return this.#host.shadowRoot?.querySelector('dialog') ?? null;
  }

  /** Above everything in the page, and only where it covers all of it in the way of it. */
  #show(): void {
    const panel = this.#panel;
    if (!panel) return;
    panel.hidePopover();
    panel.close();
    if (matchMedia(narrow).matches) panel.showModal();
    else panel.showPopover();
    this.#focus.set();
  }

  #keyPressed(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    this.close();
  }

  #cancelled(event: Event): void {
    event.preventDefault();
    this.close();
  }
}

function isShown(panel: HTMLDialogElement): boolean {
  return panel.open || panel.matches(':popover-open');
}
