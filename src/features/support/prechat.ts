import { RtcError } from '../../core/errors.ts';

/** One question asked before a call. */
export interface PrechatField {
  /** An identifier, as the attribute has it. */
  readonly name: string;
  readonly required: boolean;
  readonly type: 'text' | 'email' | 'tel' | 'textarea';
}

/** `too-long`: over 200 characters, or 2000 in a `textarea`. */
export type PrechatProblem = 'missing' | 'invalid' | 'too-long';

const mostFields = 8;

const types = new Map<string, PrechatField['type']>([
  ['email', 'email'],
  ['phone', 'tel'],
  ['message', 'textarea'],
]);

/**
 * Reads `name email! topic`: at most eight identifiers of `a-z`, `0-9` and `-`, `!` after what is required. `email`,
 * `phone` and `message` have fields of their own kind, everything else is a line of text. `id` is taken: a form that waits
 * for delivery has one. Throws `bad-attribute`.
 */
export function parsePrechat(text: string): PrechatField[] {
  const words = text.match(/\S+/g) ?? [];
  if (words.length > mostFields) throw bad(`${words.length} fields are more than ${mostFields}`);
  const fields = words.map(fieldOf);
  const twice = fields.find(({ name }, index) => fields.slice(0, index).some((other) => other.name === name));
  if (twice) throw bad(`"${twice.name.slice(0, 30)}" is there twice`);
  return fields;
}

function fieldOf(word: string): PrechatField {
  const [, name, mark] = /^([a-z][a-z0-9-]*)(!?)$/.exec(word) ?? [];
  if (name === undefined || name === 'id') throw bad(`"${word.slice(0, 30)}" cannot be the name of a field`);
  return { name, required: mark === '!', type: types.get(name) ?? 'text' };
}

const bad = (what: string) => new RtcError('bad-attribute', `prechat: ${what}`);

/** What is wrong with which field; empty when nothing is. Space around a value does not count. */
export function checkPrechat(fields: readonly PrechatField[], values: Readonly<Record<string, string>>): Map<string, PrechatProblem> {
  const problems = new Map<string, PrechatProblem>();
  for (const field of fields) {
    // A field may be called `constructor`, too.
    const value = Object.hasOwn(values, field.name) ? values[field.name] : undefined;
    const problem = problemOf(field, (value ?? '').trim());
    if (problem) problems.set(field.name, problem);
  }
  return problems;
}

/** Whether each field has been asked, and answered well. */
export function isAnswered(fields: readonly PrechatField[], values: Readonly<Record<string, string>>): boolean {
  return fields.every(({ name }) => name in values) && checkPrechat(fields, values).size === 0;
}

function problemOf({ required, type }: PrechatField, value: string): PrechatProblem | undefined {
  if (value === '') return required ? 'missing' : undefined;
  if (value.length > (type === 'textarea' ? 2000 : 200)) return 'too-long';
  // As lenient as can be: only the mail itself shows whether an address is right.
  return type === 'email' && !/^[^\s@]+@[^\s@]+$/.test(value) ? 'invalid' : undefined;
}
