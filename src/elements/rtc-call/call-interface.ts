import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { CallState } from '../../core/call-state.ts';
import type { CaptureSource } from '../../core/capture.ts';
import { cameraIcon, cameraOffIcon, leaveIcon, microphoneIcon, microphoneOffIcon } from '../../ui/icons.ts';
import type { Localize } from '../../ui/localize.ts';
import { toolbarButton } from '../../ui/toolbar-button.ts';
import { wordsFor } from '../../ui/words/en.ts';

/** What the default interface shows, and what it can do. */
export interface CallView {
  readonly state: CallState;
  readonly words: Localize;
  readonly name: string;
  readonly sources: readonly CaptureSource[];
  /** Whether a device is, or will be, on. */
  readonly wants: (source: CaptureSource) => boolean;
  readonly turn: (source: CaptureSource, on: boolean) => void;
  readonly join: (name?: string) => void;
  readonly leave: () => void;
}

/** The screen for the phase that the call is in. */
export function callInterface(view: CallView): TemplateResult {
  const { status } = view.state;
  switch (status.phase) {
    case 'idle':
      return html``;
    case 'prejoin':
      return prejoin(view);
    case 'ended':
      return ended(view);
    case 'failed':
      return failed(view, wordsFor(status.error.code));
    default:
      return call(view);
  }
}

function call(view: CallView): TemplateResult {
  const { participants } = view.state;
  const count = participants.length;
  const columns = `--_wide: ${Math.ceil(Math.sqrt(count))}; --_tall: ${count < 4 ? 1 : Math.ceil(Math.sqrt(count / 2))}; --_all: ${count}`;
  return html`
    <slot name="stage">
      <div part="stage" class=${count === 2 ? 'stage pair' : 'stage'} .style=${columns}>
        ${count > 0 ? repeat(participants, ({ id }) => id, ({ id }) => tile(id)) : tile(null)}
      </div>
    </slot>
    <div part="toolbar" class="toolbar" role="group" aria-label=${view.words.term('callControls')}>
      ${view.sources.map((source) => deviceButton(view, source, view.state[source] === 'on'))}
      <slot name="toolbar"></slot>
      ${toolbarButton({ icon: leaveIcon, label: view.words.term('leave'), danger: true, onClick: view.leave })}
    </div>
  `;
}

function prejoin(view: CallView): TemplateResult {
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const name = new FormData(event.currentTarget as HTMLFormElement).get('name');
    view.join(typeof name === 'string' ? name.trim() : '');
  };
  return html`<slot name="prejoin">
    <form part="prejoin" class="prejoin" @submit=${submit}>
      <div class="preview">
        ${tile(null)} ${previewButton(view)}
        <div class="toolbar" ?hidden=${view.sources.length === 0}>
          ${view.sources.map((source) => deviceButton(view, source, view.wants(source)))}
        </div>
      </div>
      <div class="entry">
        <label>
          ${view.words.term('yourName')}
          <input name="name" part="name-field" autocomplete="nickname" maxlength="120" .value=${view.name} />
        </label>
        <button part="join-button" class="primary">${view.words.term('join')}</button>
      </div>
    </form>
  </slot>`;
}

/** Until the browser has granted it, the camera waits for a click. */
function previewButton({ state, words, sources, wants, turn }: CallView): TemplateResult | typeof nothing {
  const wanted = sources.filter(wants);
  if (!wanted.includes('camera') || state.camera === 'on') return nothing;
  const show = () => wanted.forEach((source) => turn(source, true));
  return html`<button type="button" class="secondary" ?disabled=${state.camera === 'starting'} @click=${show}>
    ${words.term('showCamera')}
  </button>`;
}

function ended({ words, join }: CallView): TemplateResult {
  return html`<slot name="ended">
    <div part="ended" class="screen">
      <h2>${words.term('left')}</h2>
      <button class="primary" @click=${() => join()}>${words.term('joinAgain')}</button>
    </div>
  </slot>`;
}

/** Trying again helps only where nothing has to be changed first. */
const hopeless = ['unsupported-browser', 'insecure-context', 'bad-attribute'];

function failed({ words, join }: CallView, code: ReturnType<typeof wordsFor>): TemplateResult {
  const button = html`<button class="primary" @click=${() => join()}>${words.term('tryAgain')}</button>`;
  return html`<div part="failed" class="screen" role="alert">
    <h2>${words.term('cannotCall')}</h2>
    <p>${words.term(code)}</p>
    ${hopeless.includes(code) ? nothing : button}
  </div>`;
}

function tile(id: string | null): TemplateResult {
  return html`<rtc-video-tile
    part="tile"
    exportparts="video: tile-video, placeholder: tile-placeholder, name: tile-name, badge: tile-badge, quality: tile-quality"
    .participant=${id}
  ></rtc-video-tile>`;
}

function deviceButton({ state, words, turn }: CallView, source: CaptureSource, on: boolean): TemplateResult {
  const isMicrophone = source === 'microphone';
  const icons = isMicrophone ? ([microphoneIcon, microphoneOffIcon] as const) : ([cameraIcon, cameraOffIcon] as const);
  const hints = isMicrophone ? (['turnOffMicrophone', 'turnOnMicrophone'] as const) : (['turnOffCamera', 'turnOnCamera'] as const);
  return toolbarButton({
    icon: icons[on ? 0 : 1],
    label: words.term(source),
    hint: words.term(hints[on ? 0 : 1]),
    pressed: on,
    busy: state[source] === 'starting',
    onClick: () => turn(source, !on),
  });
}
