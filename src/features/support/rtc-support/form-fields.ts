import { html, nothing, type TemplateResult } from 'lit';
import type { Localizer } from '../../../ui/localizer.ts';
import type { PrechatField, PrechatProblem } from '../prechat.ts';
import type { PanelWords } from './panel-words.ts';

export interface FormFields {
  readonly words: Localizer<PanelWords>;
  /** Written to as somebody types. */
  readonly values: Record<string, string>;
  readonly problems: ReadonlyMap<string, PrechatProblem>;
}

const labels = new Map<string, 'fieldName' | 'fieldEmail' | 'fieldTopic' | 'fieldPhone' | 'fieldMessage'>([
  ['name', 'fieldName'],
  ['email', 'fieldEmail'],
  ['topic', 'fieldTopic'],
  ['phone', 'fieldPhone'],
  ['message', 'fieldMessage'],
]);
const completions = new Map([
  ['name', 'name'],
  ['email', 'email'],
  ['phone', 'tel'],
]);
const problemWords = { missing: 'missing', invalid: 'invalid', 'too-long': 'tooLong' } as const;

/** Fields with their words, what was typed, and what is wrong with it. The first that is wrong, or the first, takes the focus. */
export function fieldsTemplate(fields: readonly PrechatField[], { words, values, problems }: FormFields): TemplateResult[] {
  const first = fields.find(({ name }) => problems.has(name)) ?? fields[0];
  return fields.map((field) => {
    const { name, required } = field;
    const known = labels.get(name);
    const label = known ? words.term(known) : titleOf(name);
    const problem = problems.get(name);
    return html`<label>
      ${required ? label : words.term('optional', label)}
      ${input(field, values, problem !== undefined, field === first)}
      ${problem ? html`<span class="problem" id=${`problem-${name}`}>${words.term(problemWords[problem])}</span>` : nothing}
    </label>`;
  });
}

function input({ name, type, required }: PrechatField, values: Record<string, string>, isWrong: boolean, isFirst: boolean): TemplateResult {
  const typed = ({ target }: InputEvent) => (values[name] = (target as HTMLInputElement).value);
  const value = values[name] ?? '';
  const described = isWrong ? `problem-${name}` : nothing;
  if (type === 'textarea') {
    return html`<textarea
      part="field"
      name=${name}
      rows="3"
      maxlength="2000"
      dir="auto"
      aria-required=${required}
      aria-invalid=${isWrong ? 'true' : nothing}
      aria-describedby=${described}
      ?autofocus=${isFirst}
      .value=${value}
      @input=${typed}
    ></textarea>`;
  }
  return html`<input
    part="field"
    name=${name}
    type=${type}
    maxlength="200"
    dir=${type === 'text' ? 'auto' : 'ltr'}
    autocomplete=${completions.get(name) ?? 'off'}
    aria-required=${required}
    aria-invalid=${isWrong ? 'true' : nothing}
    aria-describedby=${described}
    ?autofocus=${isFirst}
    .value=${value}
    @input=${typed}
  />`;
}

/** `order-number` → “Order number”. */
function titleOf(name: string): string {
  const words = name.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
