import { html, nothing, type TemplateResult } from 'lit';
import type { CallStatus } from '../../core/call-state.ts';
import { load } from '../../registry.ts';
import { after, controlParts, deviceParts, exported, previewParts, stageParts } from '../../ui/exported-parts.ts';
import type { Localize } from '../../ui/localize.ts';
import { wordsFor } from '../../ui/words/en.ts';

/** What the default interface shows, and what it can do. */
export interface CallView {
  readonly status: CallStatus;
  readonly words: Localize;
  readonly controls: string | null;
  /** Whether the page has something of its own for a slot. */
  readonly isFilled: (slot: string) => boolean;
  /** What a slot holds may be another. */
  readonly slotChanged: () => void;
  readonly join: () => void;
}

const prejoinParts = ['preview', 'meter', 'advice', 'show-button', 'name-field', 'join-button', ...after('device', deviceParts)];
/** What is named for itself keeps its name. */
const prejoinExports = `${exported([...after('tile', previewParts), 'tile', 'button', 'level'])}, ${exported(prejoinParts, 'prejoin')}`;
const toolbarExports = `${exported([...controlParts, 'chat-count', 'people-count'])}, ${exported(['bar', 'more'], 'toolbar')}`;

/** The screen for the phase that the call is in. */
export function callInterface(view: CallView): TemplateResult {
  load('rtc-stage', 'rtc-toolbar');
  switch (view.status.phase) {
    case 'idle':
      return html``;
    case 'prejoin':
      return prejoin(view);
    case 'ended':
      return ended(view);
    case 'failed':
      return failed(view, wordsFor(view.status.error.code));
    default:
      return call(view);
  }
}

/** Not behind what the page has instead: it would open devices all the same. */
function prejoin({ isFilled, slotChanged }: CallView): TemplateResult {
  const isOwn = !isFilled('prejoin');
  if (isOwn) load('rtc-prejoin');
  return html`<slot name="prejoin" @slotchange=${slotChanged}>${isOwn ? prejoinScreen : nothing}</slot>`;
}

const prejoinScreen = html`<rtc-prejoin part="prejoin" exportparts=${prejoinExports}></rtc-prejoin>`;

function call(view: CallView): TemplateResult {
  const { controls } = view;
  return html`
    <slot name="stage"><rtc-stage part="stage" exportparts=${exported(stageParts)}></rtc-stage></slot>
    ${captions(view)}
    <rtc-toolbar part="toolbar" exportparts=${toolbarExports} .controls=${controls}><slot name="toolbar"></slot></rtc-toolbar>
  `;
}

/**
 * A log that is not read out: a screen reader would speak over those whose words these are. Whoever reads them in Braille, or
 * scrolls back, reaches it by Tab.
 */
function captions({ words, isFilled, slotChanged }: CallView): TemplateResult {
  return html`<div part="captions" class="captions" role="log" aria-live="off" aria-label=${words.term('captions')} tabindex="0" ?hidden=${!isFilled('captions')}>
    <slot name="captions" @slotchange=${slotChanged}></slot>
  </div>`;
}

function ended({ words, join }: CallView): TemplateResult {
  return html`<slot name="ended">
    <div part="ended" class="screen" role="group" aria-labelledby="ended">
      <h2 id="ended">${words.term('left')}</h2>
      <button part="again-button" class="primary" @click=${join}>${words.term('joinAgain')}</button>
    </div>
  </slot>`;
}

/** Trying again helps only where nothing has to be changed first. */
const hopeless = ['unsupported-browser', 'insecure-context', 'bad-attribute'];

function failed({ words, join }: CallView, code: ReturnType<typeof wordsFor>): TemplateResult {
  const button = html`<button part="again-button" class="primary" @click=${join}>${words.term('tryAgain')}</button>`;
  return html`<div part="failed" class="screen" role="alert">
    <h2>${words.term('cannotCall')}</h2>
    <p>${words.term(code)}</p>
    ${hopeless.includes(code) ? nothing : button}
  </div>`;
}
