import { css, html, LitElement, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { CallController } from '../../controllers/call-controller.ts';
import type { DeviceKind } from '../../core/capture.ts';
import type { RtcError } from '../../core/errors.ts';
import { canChooseSpeaker, watchDevices } from '../../media/devices.ts';
import { customElement } from '../../ui/define.ts';
import { fieldStyles } from '../../ui/field-styles.ts';
import { Localize } from '../../ui/localize.ts';
import { setStates } from '../../ui/states.ts';
import { tokens } from '../../ui/tokens.ts';

/**
 * Chooses among the microphones, cameras or speakers that there are, and follows them as they come and go. Until the
 * browser has granted the use of one, there is nothing to choose; where the browser keeps the choice of speakers to
 * itself, nothing is shown.
 *
 * @csspart label - The words before the menu.
 * @csspart select - The menu.
 * @cssstate empty - There is nothing to choose.
 */
@customElement('rtc-device-picker')
export class RtcDevicePicker extends LitElement {
  static override shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, delegatesFocus: true };
  static override styles = [
    tokens,
    fieldStyles,
    css`
      :host {
        display: block;
        font-family: var(--rtc-font, inherit);
        min-inline-size: 0;
      }

      select {
        text-overflow: ellipsis;
      }
    `,
  ];

  /** What is chosen: `microphone`, `camera` or `speaker`. */
  @property() kind: DeviceKind | null = 'microphone';

  /** The id of the `<rtc-call>` this belongs to, for a menu that is not inside it. */
  @property() for: string | null = null;

  @state() private found: readonly MediaDeviceInfo[] = [];

  // A device that was just opened has brought the permission to see the others' names.
  readonly #call = new CallController(this, ({ devices, ...call }) => `${devices[this.#kind]} ${call.microphone} ${call.camera}`);
  readonly #words = new Localize(this);
  readonly #internals = this.attachInternals();
  #watch: AbortController | undefined;
  #watched = '';

  get #kind(): DeviceKind {
    return this.kind === 'camera' || this.kind === 'speaker' ? this.kind : 'microphone';
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#watch?.abort();
    this.#watched = '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  override willUpdate(_changed: PropertyValues<this>): void {
    const watched = `${this.#kind} ${this.#call.value}`;
    if (watched === this.#watched || !this.isConnected) return;
    this.#watched = watched;
    this.#watch?.abort();
    this.#watch = new AbortController();
    watchDevices(this.#kind, (found) => (this.found = found), this.#watch.signal);
  }

  override render() {
    const kind = this.#kind;
    if (kind === 'speaker' && !canChooseSpeaker()) return html``;
    const inUse = this.#call.session?.store.state.devices[kind] ?? '';
    const isKnown = this.found.some(({ deviceId }) => deviceId === inUse);
    const label = this.#words.term(kind);
    // WebKit takes what is chosen for a part of the label around it, but for one that is said to be all.
    return html`<label part="label">
      ${label}
      <select
        part="select"
        aria-label=${label}
        .value=${live(isKnown ? inUse : '')}
        ?disabled=${this.found.length === 0 || !this.#call.session}
        @change=${(event: Event) => this.#choose((event.target as HTMLSelectElement).value)}
      >
        ${isKnown ? undefined : html`<option value="" ?selected=${true}>${this.#words.term('defaultDevice')}</option>`}
        ${this.found.map(({ deviceId, label }) => html`<option value=${deviceId} ?selected=${deviceId === inUse}>${label}</option>`)}
      </select>
    </label>`;
  }

  override updated(): void {
    setStates(this.#internals, { empty: this.found.length === 0 });
  }

  #choose(deviceId: string): void {
    const { session } = this.#call;
    session?.setDevice(this.#kind, deviceId).catch((error: unknown) => {
      session.report(error as RtcError);
      // The menu says what is in use.
      this.requestUpdate();
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rtc-device-picker': RtcDevicePicker;
  }
}
