import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { callExports, controlsForTwo, writtenCall } from '../call-within.ts';
import type { CallLine } from './call-lines.ts';
import type { DeskSession } from './desk-session.ts';
import type { DeskLocalizer } from './desk-words.ts';

/** The middle: the call, or what to do for one. */
export interface StageView {
  readonly words: DeskLocalizer;
  readonly session: DeskSession;
  /** The code of a call is here. */
  readonly hasCalls: boolean;
  readonly isAway: boolean;
  readonly isReachable: boolean;
  readonly notice: string;
  readonly theme: string;
}

export function deskStage(view: StageView): TemplateResult {
  const { session, hasCalls, words } = view;
  const { answer, lines, mayJoin } = session;
  const isOn = (line: CallLine) => line.isServed && mayJoin;
  const isShown = hasCalls && lines.all.some(isOn);
  return html`<section part="stage" class="stage ${answer ? 'on' : ''}" aria-label=${words.term('call')} tabindex="-1">
    ${answer ? (isShown ? nothing : connecting(view)) : idle(view)}
    ${hasCalls ? repeat(lines.all, ({ key }) => key, (line) => call(line, isOn(line), view)) : nothing}
  </section>`;
}

function idle({ words, session, isAway, isReachable, notice }: StageView): TemplateResult {
  const count = session.state?.waiting.length ?? 0;
  const advice = isAway ? 'youAreAway' : count > 0 ? 'answerToTalk' : 'youAreOnline';
  return html`<div class="idle">
    ${notice ? html`<p part="notice">${notice}</p>` : nothing}
    <p class="large">${count > 0 ? words.term('somebodyWaits', count) : words.term('nobodyWaits')}</p>
    ${isReachable ? html`<p class="quiet">${words.term(advice)}</p>` : nothing}
  </div>`;
}

function connecting({ words, session }: StageView): TemplateResult {
  const name = session.answer ? words.nameOf(session.answer.visitor) : '';
  return html`<div class="idle">
    <p class="large">${words.term('connectingTo', name)}</p>
    <button part="cancel-button" class="secondary" @click=${() => session.hangUp()}>${words.term('cancel')}</button>
  </div>`;
}

/**
 * A call that is on, or one that is prepared: out of sight, and whatever stands in the place of its interface opens no
 * device before somebody has answered.
 */
function call({ visitor, arrangement }: CallLine, isOn: boolean, { session, theme }: StageView): TemplateResult {
  const { mode } = visitor.request;
  return html`<rtc-call
    class=${isOn ? 'on' : ''}
    ?hidden=${!isOn}
    exportparts=${callExports}
    .room=${'support'}
    .displayName=${session.options.name}
    .server=${session.options.server}
    .arrangement=${arrangement}
    .audioOnly=${mode === 'audio'}
    .cameraOff=${mode === 'chat'}
    .muted=${mode === 'chat'}
    .theme=${theme}
    controls=${controlsForTwo}
  >
    <div slot="prejoin"></div>
    <div slot="ended"></div>
    ${isOn && mode === 'chat' ? writtenCall() : nothing} ${isOn ? nothing : html`<div></div>`}
  </rtc-call>`;
}
