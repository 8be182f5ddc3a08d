/** Per plural form of a language (CLDR: `one`, `few`, `many` …) the words for so many; `#` is the number. */
export type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string };

/** Counts in a language, with its plural forms and its digits (ECMA-402, Intl.PluralRules and Intl.NumberFormat). */
export function countingIn(language: string): (count: number, forms: Forms) => string {
  const rules = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language);
  return (count, forms) => (forms[rules.select(count)] ?? forms.other).replace('#', numbers.format(count));
}
