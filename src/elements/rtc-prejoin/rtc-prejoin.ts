import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { CallController } from '../../controllers/call-controller.ts';
import { captureSources, isWanted, mediaOf, previewId } from '../../controllers/selectors.ts';
import type { CallState } from '../../core/call-state.ts';
import type { CaptureSource } from '../../core/capture.ts';
import { isGranted } from '../../media/permissions.ts';
import { LevelWatch } from '../../media/level.ts';
import { buttonStyles } from '../../ui/button-styles.ts';
import { customElement } from '../../ui/define.ts';
import { deviceParts, exported, previewParts } from '../../ui/exported-parts.ts';
import { fieldStyles } from '../../ui/field-styles.ts';
import { levelMeter, showLevel } from '../../ui/level-meter.ts';
import { Localize } from '../../ui/localize.ts';
import { tokens } from '../../ui/tokens.ts';
import { wordsFor } from '../../ui/words/en.ts';
import '../rtc-camera-button/rtc-camera-button.ts';
import '../rtc-device-picker/rtc-device-picker.ts';
import '../rtc-mic-button/rtc-mic-button.ts';
import '../rtc-video-tile/rtc-video-tile.ts';
import { permissionHelp } from './permission-help.ts';
import { prejoinStyles } from './rtc-prejoin.styles.ts';

/**
 * The screen before a call: how one will be seen and heard, with which devices, under which name, and the button that
 * joins. It asks for devices on a click, or at once where the browser has granted them already. Once in the call it
 * shows nothing.
 *
 * @csspart preview - What holds the picture of oneself.
 * @csspart tile - The `<rtc-video-tile>` with the picture.
 * @csspart tile-video - The picture.
 * @csspart tile-placeholder - What the tile shows without a picture.
 * @csspart meter - How loud the microphone is.
 * @csspart button - A button for microphone or camera.
 * @csspart level - How loud the microphone is, on its button; in a call only.
 * @csspart advice - What to do about a device that could not be opened.
 * @csspart name-field - The field for one's name.
 * @csspart join-button - The button that joins.
 * @csspart device-label - The words before a menu of devices, and the menu.
 * @csspart device-select - A menu of devices.
 */
@customElement('rtc-prejoin')
export class RtcPrejoin extends LitElement {
  static override styles = [tokens, buttonStyles, fieldStyles, prejoinStyles];

  /** The id of the `<rtc-call>` this belongs to, for a screen that is not inside it. */
  @property() for: string | null = null;

  readonly #call = new CallController<CallState>(this, (state) => state, { relay: true });
  readonly #words = new Localize(this);
  readonly #level = new LevelWatch((level) => showLevel(this.renderRoot, level));
  /** Devices that were on: from then on their menus stay. */
  readonly #seen = new Set<CaptureSource>();
  #prepared: unknown;
  /** The browser would ask for the camera. Until that is known, nothing is there to be clicked that goes a moment later. */
  @state() private asks = false;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#level.follow(undefined);
    this.#prepared = undefined;
  }

  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>('input')?.focus(options);
  }

  override render() {
    const { status } = this.#call.value;
    const joining = status.phase === 'joining';
    if (status.phase !== 'prejoin' && status.phase !== 'idle' && !joining) return nothing;
    const isSilent = this.#sources.length === 0;
    return html`<form class=${isSilent ? 'silent' : ''} @submit=${(event: SubmitEvent) => this.#submit(event)}>
      ${isSilent ? nothing : this.#preview()}
      <div class="entry">
        ${this.#nameField()}
        <button part="join-button" class="primary" ?disabled=${joining || !this.#call.session}>${this.#joinWords(joining)}</button>
      </div>
      ${this.#menus()}
    </form>`;
  }

  override updated(): void {
    const { status } = this.#call.value;
    const isShown = status.phase === 'prejoin' && this.isConnected;
    this.#level.follow(isShown ? mediaOf(this.#call.value, previewId, 'microphone') : undefined);
    if (!isShown) this.#prepared = undefined;
    else if (this.#prepared !== this.#call.session) {
      this.#prepared = this.#call.session;
      for (const source of this.#sources) void this.#open(source);
    }
  }

  get #sources(): readonly CaptureSource[] {
    return captureSources.filter((source) => this.#call.value.sends.includes(source));
  }

  /** WebKit takes what is in a field for a part of the label around it, but for one that is said to be all. */
  #nameField(): TemplateResult {
    const label = this.#words.term('yourName');
    return html`<label>
      ${label}
      <input name="name" part="name-field" aria-label=${label} autocomplete="nickname" maxlength="120" .value=${this.#call.value.profile.name} />
    </label>`;
  }

  #preview(): TemplateResult {
    const sends = this.#sources;
    return html`<div part="preview" class="preview">
        <rtc-video-tile part="tile" exportparts=${exported(previewParts, 'tile')}></rtc-video-tile>
        ${this.#showButton()}
        <div class="controls">
          ${sends.includes('microphone') ? html`<rtc-mic-button exportparts="button, level"></rtc-mic-button>` : nothing}
          ${sends.includes('camera') ? html`<rtc-camera-button exportparts="button"></rtc-camera-button>` : nothing}
        </div>
        ${this.#call.value.microphone === 'on' ? levelMeter(this.#words.term('microphoneLevel')) : nothing}
      </div>
      ${this.#advice()}`;
  }

  /** Until the browser has granted it, the camera waits for a click. */
  #showButton(): TemplateResult | typeof nothing {
    const { camera, failures } = this.#call.value;
    const wanted = this.#sources.filter((source) => isWanted(this.#call.value, source));
    if (!this.asks || !wanted.includes('camera') || camera === 'on' || failures.camera) return nothing;
    const show = () => wanted.forEach((source) => this.#call.session?.turn(source, true));
    return html`<button type="button" part="show-button" class="secondary" ?disabled=${camera === 'starting'} @click=${show}>
      ${this.#words.term('showCamera')}
    </button>`;
  }

  /** It is always there, or screen readers would not hear it change. */
  #advice(): TemplateResult {
    const { camera, microphone } = this.#call.value.failures;
    const code = (camera ?? microphone)?.code;
    const help = code === 'media-denied' ? this.#words.term(permissionHelp()) : '';
    const words = code ? [this.#words.term(wordsFor(code)), help] : [];
    return html`<p part="advice" class="advice" role="status">${words.join(' ')}</p>`;
  }

  #joinWords(joining: boolean): string {
    if (joining) return this.#words.term('connecting');
    const { camera, microphone } = this.#call.value.failures;
    if (camera) return this.#words.term(microphone ? 'joinWithoutBoth' : 'joinWithoutCamera');
    return this.#words.term(microphone ? 'joinWithoutMicrophone' : 'join');
  }

  #menus(): TemplateResult | typeof nothing {
    const sends = this.#sources;
    for (const source of sends) if (this.#call.value[source] === 'on') this.#seen.add(source);
    const kinds = sends.filter((source) => this.#seen.has(source));
    if (kinds.length === 0) return nothing;
    return html`<div class="menus">
      ${[...kinds, 'speaker'].map((kind) => html`<rtc-device-picker kind=${kind} exportparts=${exported(deviceParts, 'device')}></rtc-device-picker>`)}
    </div>`;
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    const { session } = this.#call;
    const name = new FormData(event.currentTarget as HTMLFormElement).get('name');
    void session?.setProfile({ name: typeof name === 'string' ? name.trim() : '' });
    void session?.enter();
  }

  /** Only what the browser will not ask about. */
  async #open(source: CaptureSource): Promise<void> {
    const { session } = this.#call;
    const granted = await isGranted(source);
    if (session !== this.#call.session) return;
    if (source === 'camera') this.asks = !granted;
    if (!granted) return;
    const { wishes, status, ...state } = this.#call.value;
    if (wishes[source] && status.phase === 'prejoin' && state[source] === 'off') session?.turn(source, true);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rtc-prejoin': RtcPrejoin;
  }
}
