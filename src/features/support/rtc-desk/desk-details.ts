import { html, nothing, type TemplateResult } from 'lit';
import type { WaitingVisitor } from '../agent-state.ts';
import type { DeskLocalizer } from './desk-words.ts';

type Facts = readonly (readonly [name: string, value: string, shown?: TemplateResult | string])[];

/** Characters; what is longer scrolls. */
const longest = 200;

/** What a visitor and the page have told, all of it as text. */
export function deskDetails(visitor: WaitingVisitor | undefined, words: DeskLocalizer): TemplateResult {
  return html`<section part="details" class="details" aria-labelledby="details" tabindex="0">
    <h3 id="details">${visitor ? words.nameOf(visitor) : words.term('details')}</h3>
    ${visitor ? request(visitor, words) : html`<p class="quiet">${words.term('nothingChosen')}</p>`}
  </section>`;
}

function request({ request: { topic, page, title, fields, context } }: WaitingVisitor, words: DeskLocalizer): TemplateResult {
  const known: Facts = [
    [words.term('topic'), topic],
    [words.term('page'), page, link(page)],
    [words.term('pageTitle'), title],
    ...Object.entries(fields),
  ];
  return html`${list(known.filter(([, value]) => value !== ''))} ${context.trim() ? contextOf(context, words) : nothing}`;
}

/** Only where a click leads to another page, and no script. */
function link(page: string): TemplateResult | string {
  const isWeb = URL.canParse(page) && /^https?:$/.test(new URL(page).protocol);
  return isWeb ? html`<a href=${page} target="_blank" rel="noreferrer noopener">${page}</a>` : page;
}

function contextOf(context: string, words: DeskLocalizer): TemplateResult {
  const content = parsed(context);
  return html`<h4>${words.term('context')}</h4>
    <div part="context">${content.isFlat ? list(content.facts) : html`<pre class="long" tabindex="0">${content.text}</pre>`}</div>`;
}

function list(facts: Facts): TemplateResult {
  return html`<dl>
    ${facts.map(([name, value, shown = value]) => html`<div><dt>${name}</dt>${description(shown, value.length > longest)}</div>`)}
  </dl>`;
}

function description(value: TemplateResult | string, isLong: boolean): TemplateResult {
  return isLong ? html`<dd class="long" tabindex="0">${value}</dd>` : html`<dd>${value}</dd>`;
}

type Context = { readonly isFlat: true; readonly facts: Facts } | { readonly isFlat: false; readonly text: string };

function parsed(context: string): Context {
  try {
    const value: unknown = JSON.parse(context);
    const entries = isRecord(value) ? Object.entries(value) : undefined;
    if (entries?.every(([, each]) => each === null || typeof each !== 'object')) {
      return { isFlat: true, facts: entries.map(([name, each]) => [name, String(each)]) };
    }
    return { isFlat: false, text: JSON.stringify(value, undefined, 2) };
  } catch {
    // Not JSON: as it is.
    return { isFlat: false, text: context };
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
