import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { RtcErrorCode } from '../../../core/errors.ts';
import { cameraIcon } from '../../../ui/icons.ts';
import { controlParts, exported, previewParts } from '../../../ui/exported-parts.ts';
import type { Localizer } from '../../../ui/localizer.ts';
import { wordsFor } from '../../../ui/words/en.ts';
import { callExports, controlsForTwo, writtenCall } from '../call-within.ts';
import { placeOf } from '../visit.ts';
import { fieldsTemplate } from './form-fields.ts';
import type { MessageForm } from './message-form.ts';
import { chatIcon, phoneIcon, starIcon } from './panel-icons.ts';
import type { PanelWords } from './panel-words.ts';
import type { SupportFlow } from './support-flow.ts';
import type { SupportHost } from './support-host.ts';
import { fieldsOf, modeOf } from './support-request.ts';

export interface PanelView {
  readonly host: SupportHost;
  readonly flow: SupportFlow;
  readonly message: MessageForm;
  readonly words: Localizer<PanelWords>;
}

/** What the panel shows at this step of the way. */
export function stepTemplate(view: PanelView): TemplateResult {
  const { status } = view.host;
  switch (view.flow.step) {
    case 'greeting':
      return isUnattended(status) ? unattended(view) : greeting(view);
    case 'prechat':
      return prechat(view);
    case 'ringing':
    case 'call':
      return call(view);
    case 'rating':
      return rating(view);
    case 'thanks':
      return ending(view, 'thankYou', 'ratingSent');
    case 'offline':
      return isUnattended(status) ? unattended(view) : greeting(view);
    case 'sent':
      return view.message.isKept ? ending(view, 'messageKept', 'messageKeptHint') : ending(view, 'messageSent', 'messageSentHint');
  }
}

export function isUnattended(status: string): boolean {
  return status === 'offline' || status === 'away' || status === 'closed';
}

/** Nobody can say yet whether somebody is there. */
export function isLooking({ flow, host }: PanelView): boolean {
  return host.status === 'offline' && flow.desk === 'unknown' && flow.step === 'greeting' && !flow.problem;
}

/** Why there is nobody to talk to. */
export function absence({ flow, host }: PanelView): 'weAreClosed' | 'cannotCall' | 'everybodyAway' | 'nobodyThere' {
  if (host.status === 'closed') return 'weAreClosed';
  return flow.problem ? 'cannotCall' : host.status === 'away' ? 'everybodyAway' : 'nobodyThere';
}

/** The place in line, where there is a line. */
export function placeIn({ flow, host, words }: PanelView): string {
  const place = placeOf(flow.visit);
  if (place === null || host.status !== 'busy') return '';
  return place === 1 ? words.term('nextInLine') : words.term('placeInLine', place);
}

const modeIcons = { video: cameraIcon, audio: phoneIcon, chat: chatIcon };
const modeHints = { video: 'videoHint', audio: 'audioHint', chat: 'chatHint' } as const;

function greeting({ flow, host, words }: PanelView): TemplateResult {
  const mode = modeOf(host);
  return html`<div class="step">
    <slot name="greeting"><h3>${words.term('howCanWeHelp')}</h3></slot>
    ${problem(words, flow.problem)}
    <button part="primary-button" type="button" class="primary wide" autofocus @click=${() => void flow.start()}>
      ${modeIcons[mode]} ${words.term('talkToPerson')}
    </button>
    <p class="hint">${words.term(modeHints[mode])}</p>
  </div>`;
}

/** Why no call can be had: what happened, and what to do. */
function problem(words: Localizer<PanelWords>, code: RtcErrorCode | undefined): TemplateResult | typeof nothing {
  return code ? html`<p class="problem" role="alert">${words.term(wordsFor(code))}</p>` : nothing;
}

function prechat({ flow, host, words }: PanelView): TemplateResult {
  return html`<form class="step" novalidate @submit=${(event: Event) => (event.preventDefault(), flow.submit())}>
    <h3>${words.term('beforeWeCall')}</h3>
    ${fieldsTemplate(fieldsOf(host), { words, values: flow.values, problems: flow.fieldProblems })}
    <div class="actions">
      <button part="secondary-button" type="button" class="secondary" @click=${() => flow.cancel()}>${words.term('back')}</button>
      <button part="primary-button" class="primary">${words.term('startCall')}</button>
    </div>
  </form>`;
}

function call(view: PanelView): TemplateResult {
  const { flow, host } = view;
  const { visit } = flow;
  const mode = modeOf(host);
  const isWritten = mode === 'chat';
  if (visit.phase !== 'waiting' && visit.phase !== 'called') return html`<div class="step ringing">${ringing(view)}</div>`;
  return html`${keyed(
    visit.room,
    html`<rtc-call
      class="call"
      room="support"
      .arrangement=${flow.call.arrangementFor(visit.room)}
      .server=${host.server ?? ''}
      .displayName=${flow.values['name'] || host.visitorName || ''}
      .audioOnly=${mode === 'audio'}
      .viewOnly=${isWritten}
      .persist=${host.persist}
      .noHistory=${!host.persist}
      controls=${isWritten ? 'leave' : controlsForTwo}
      no-shortcuts
      exportparts=${callExports}
    >
      <div slot="prejoin" class="ringing">
        ${mode === 'video' ? html`<rtc-video-tile part="call-tile" class="preview" exportparts=${exported(previewParts, 'call-tile')}></rtc-video-tile>` : nothing}
        ${ringing(view)}
      </div>
      ${isWritten ? writtenCall() : nothing}
      <div slot="ended"></div>
    </rtc-call>`,
  )}`;
}

function ringing(view: PanelView): TemplateResult {
  const { flow, host, words } = view;
  const { visit } = flow;
  const mode = modeOf(host);
  const isAnswered = visit.phase === 'called';
  const line = isAnswered ? words.term('answeredBy', visit.agent.name) : words.term('ringing', host.desk ?? '');
  const place = placeIn(view);
  return html`
    <div class="rings" part="queue">
      <p class="line">${line}</p>
      ${place ? html`<p>${place}</p>` : nothing}
      ${host.status === 'busy' && !isAnswered ? html`<p class="hint">${words.term('everybodyBusy')}</p>` : nothing}
      ${flow.isConnected ? nothing : html`<p class="hint">${words.term('server-unreachable')}</p>`}
      ${flow.deviceProblem ? html`<p class="problem" role="alert">${words.term(wordsFor(flow.deviceProblem))}</p>` : nothing}
    </div>
    <div class="controls">
      ${visit.phase === 'none' || visit.phase === 'over' || mode === 'chat' ? nothing : html`<rtc-mic-button exportparts=${exported(controlParts, 'call')}></rtc-mic-button>`}
      ${mode === 'video' && (visit.phase === 'waiting' || isAnswered) ? html`<rtc-camera-button exportparts=${exported(controlParts, 'call')}></rtc-camera-button>` : nothing}
      <button part="cancel-button" type="button" class="primary danger" autofocus @click=${() => flow.cancel()}>${words.term('cancel')}</button>
    </div>
  `;
}

function rating({ flow, words }: PanelView): TemplateResult {
  const { last } = flow;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget as HTMLFormElement);
    const comment = data.get('comment');
    flow.rate(Number(data.get('stars')), typeof comment === 'string' ? comment.trim().slice(0, 2000) : '');
  };
  const heading = last?.reason === 'lost' ? words.term('callLost') : words.term('callEndedAfter', duration(last?.seconds ?? 0, words.lang()));
  return html`<slot name="rating">
    <form part="rating" class="step" @submit=${submit}>
      <h3>${heading}</h3>
      <fieldset class="stars">
        <legend>${words.term('howWasIt')}</legend>
        ${[1, 2, 3, 4, 5].map(
          (count) => html`<label part="star" class="star" title=${words.term('stars', count)}>
            <input type="radio" name="stars" value=${count} required class="hidden" ?autofocus=${count === 1} />
            ${starIcon}<span class="hidden">${words.term('stars', count)}</span>
          </label>`,
        )}
      </fieldset>
      <label>${words.term('comment')}<textarea part="field" name="comment" rows="3" maxlength="2000"></textarea></label>
      <div class="actions">
        <button part="secondary-button" type="button" class="secondary" @click=${() => flow.go('greeting')}>${words.term('skip')}</button>
        <button part="primary-button" class="primary">${words.term('send')}</button>
      </div>
    </form>
  </slot>`;
}

function unattended(view: PanelView): TemplateResult {
  const { host, flow, message, words } = view;
  const { status, opensAt } = host;
  if (isLooking(view)) return html`<div class="step"><p class="line" tabindex="-1" autofocus>${words.term('looking')}</p></div>`;
  return html`<slot name="offline">
    <form class="step" novalidate @submit=${(event: Event) => (event.preventDefault(), void message.send())}>
      <h3 tabindex="-1" ?autofocus=${!message.isPossible}>${words.term(absence(view))}</h3>
      ${status === 'closed' && opensAt ? html`<p>${words.term('opensAgain', moment(opensAt, words.lang()))}</p>` : nothing}
      ${flow.isConnected ? nothing : html`<p>${words.term('server-unreachable')}</p>`}
      ${problem(words, flow.problem)}
      ${message.isPossible ? messageFields(view) : status === 'closed' ? nothing : html`<p>${words.term('tryLater')}</p>`}
    </form>
  </slot>`;
}

function messageFields({ flow, message, words }: PanelView): TemplateResult {
  return html`<p>${words.term('leaveMessage')}</p>
    ${fieldsTemplate(message.fields, { words, values: flow.values, problems: message.problems })}
    ${message.isRefused ? html`<p class="problem" role="alert">${words.term('messageRefused')}</p>` : nothing}
    <button part="primary-button" class="primary wide" aria-busy=${message.isSending}>${words.term(message.isSending ? 'sending' : 'sendMessage')}</button>`;
}

function ending({ flow, words }: PanelView, heading: 'thankYou' | 'messageSent' | 'messageKept', text: 'ratingSent' | 'messageSentHint' | 'messageKeptHint'): TemplateResult {
  return html`<div class="step">
    <h3 tabindex="-1" autofocus>${words.term(heading)}</h3>
    <p>${words.term(text)}</p>
    <button part="secondary-button" type="button" class="secondary wide" @click=${() => flow.go('greeting')}>${words.term('back')}</button>
  </div>`;
}

/** “4 minutes, 10 seconds” */
function duration(seconds: number, language: string): string {
  const part = (value: number, unit: string) => new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(value);
  const minutes = Math.floor(seconds / 60);
  const parts = minutes > 0 ? [part(minutes, 'minute'), part(seconds % 60, 'second')] : [part(seconds, 'second')];
  return new Intl.ListFormat(language, { type: 'unit' }).format(parts);
}

/** “Monday 09:00”, by the visitor's clock. */
function moment(at: Date, language: string): string {
  return new Intl.DateTimeFormat(language, { weekday: 'long', hour: '2-digit', minute: '2-digit' }).format(at);
}
