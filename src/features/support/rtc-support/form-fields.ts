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
    const full = required ? label : words.term('optional', label);
    return html`<label>
      ${full}
      ${input(field, { label: full, values, isWrong: problem !== undefined, isFirst: field === first })}
      ${problem ? html`<span class="problem" id=${`problem-${name}`}>${words.term(problemWords[problem])}</span>` : nothing}
    </label>`;
  });
}

interface Entry {
  /** Said once more: in some browsers what is typed, and what is wrong with it, would belong to the name. */
  readonly label: string;
  readonly values: Record<string, string>;
  readonly isWrong: boolean;
  readonly isFirst: boolean;
}

function input({ name, type, required }: PrechatField, { label, values, isWrong, isFirst }: Entry): TemplateResult {
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
      aria-label=${label}
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
    aria-label=${label}
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
