import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { CallController } from '../../controllers/call-controller.ts';
import { mediaOf, previewId } from '../../controllers/selectors.ts';
import type { CallState } from '../../core/call-state.ts';
import type { SoundProcessing } from '../../core/capture.ts';
import type { RtcError } from '../../core/errors.ts';
import type { Media } from '../../core/transport.ts';
import { chime } from '../../media/chime.ts';
import { LevelWatch } from '../../media/level.ts';
import { buttonStyles } from '../../ui/button-styles.ts';
import { customElement } from '../../ui/define.ts';
import { deviceParts, exported } from '../../ui/exported-parts.ts';
import { fieldStyles } from '../../ui/field-styles.ts';
import { levelMeter, showLevel } from '../../ui/level-meter.ts';
import { tokens } from '../../ui/tokens.ts';
import '../rtc-device-picker/rtc-device-picker.ts';
import { settingsStyles } from './rtc-settings.styles.ts';
import { SettingsLocalizer } from './settings-words.ts';

/** What is done to speech, and not to music. */
const ofSpeech = ['noiseSuppression', 'echoCancellation', 'autoGainControl'] as const;

/**
 * One's own devices, and what is done to the sound of the microphone. What is not sent in a call is left out. It has no heading: what is around
 * it has one.
 *
 * @csspart device-label - The words before a menu of devices, and the menu.
 * @csspart device-select - A menu of devices.
 * @csspart meter - How loud the microphone is.
 * @csspart test-button - The button that plays a sound on the speaker.
 * @csspart sound - What holds the choices about the microphone's sound.
 * @csspart choice - One of them: its box and its words.
 */
@customElement('rtc-settings')
export class RtcSettings extends LitElement {
  static override shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, delegatesFocus: true };
  static override styles = [tokens, buttonStyles, fieldStyles, settingsStyles];

  /** The id of the `<rtc-call>` these are of, for settings that are not inside it. */
  @property() for: string | null = null;

  readonly #call = new CallController<CallState>(this, (state) => state, { isEqual: isAlike, relay: true });
  readonly #words = new SettingsLocalizer(this);
  readonly #level = new LevelWatch((level) => showLevel(this.renderRoot, level));
  #chime: AbortController | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#level.follow(undefined);
    this.#chime?.abort();
  }

  override render() {
    // Without one it takes no place.
    if (!this.#call.session) return nothing;
    const sends: readonly string[] = this.#call.value.sends;
    const sendsSound = sends.includes('microphone');
    const meter = this.#microphone && levelMeter(this.#words.term('microphoneLevel'));
    return html`<div class="settings">
      ${sendsSound ? this.#device('microphone', meter) : nothing} ${sends.includes('camera') ? this.#device('camera') : nothing}
      ${this.#device(
        'speaker',
        html`<button type="button" part="test-button" class="secondary" @click=${() => this.#test()}>${this.#words.term('testSound')}</button>`,
      )}
      ${sendsSound ? this.#sound() : nothing}
    </div>`;
  }

  override updated(): void {
    const media = this.#microphone;
    this.#level.follow(this.isConnected && media?.stream.getAudioTracks().length ? media : undefined);
  }

  get #microphone(): Media | undefined {
    const state = this.#call.value;
    return state.microphone === 'on' ? mediaOf(state, state.localId ?? previewId, 'microphone') : undefined;
  }

  #device(kind: string, more?: TemplateResult): TemplateResult {
    return html`<div class="device">
      <rtc-device-picker kind=${kind} exportparts=${exported(deviceParts, 'device')}></rtc-device-picker>
      ${more ?? nothing}
    </div>`;
  }

  #sound(): TemplateResult {
    const { processing } = this.#call.value;
    return html`<fieldset part="sound">
      <legend>${this.#words.term('microphoneSound')}</legend>
      ${ofSpeech.map((name) => this.#choice(name, this.#words.term(name), { isOn: processing[name] && !processing.music, isOff: processing.music }))}
      ${this.#choice('music', this.#words.term('originalSound'), { isOn: processing.music, about: 'about' })}
      <p id="about" class="about">${this.#words.term('aboutOriginalSound')}</p>
    </fieldset>`;
  }

  #choice(name: keyof SoundProcessing, label: string, { isOn, isOff = false, about }: { isOn: boolean; isOff?: boolean; about?: string }): TemplateResult {
    return html`<label part="choice" class="choice">
      <input
        type="checkbox"
        name=${name}
        aria-describedby=${about ?? nothing}
        .checked=${live(isOn)}
        ?disabled=${isOff || !this.#call.session}
        @change=${(event: Event) => this.#wish({ [name]: (event.target as HTMLInputElement).checked })}
      />
      <span>${label}</span>
    </label>`;
  }

  #wish(processing: Partial<SoundProcessing>): void {
    const { session } = this.#call;
    session?.setProcessing(processing).catch((error: unknown) => session.report(error as RtcError));
  }

  /** Pressed again, it begins again. */
  #test(): void {
    this.#chime?.abort();
    this.#chime = new AbortController();
    chime(this.#call.value.devices.speaker, this.#chime.signal);
  }
}

/** Nothing else of a call is shown here, and much else changes all the time. */
function isAlike(before: CallState, now: CallState): boolean {
  const names = ['sends', 'processing', 'devices', 'microphone', 'media', 'localId'] as const;
  return names.every((name) => before[name] === now[name]);
}

declare global {
  interface HTMLElementTagNameMap {
    'rtc-settings': RtcSettings;
  }
}
