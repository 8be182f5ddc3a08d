/**
 * What we have for a name of theirs: one or more of ours that do what theirs does, a later milestone, or why there is nothing.
 *
 * Ours are written `[layout]` (an attribute of `<rtc-call>` and its property), `setLayout()`, `rtc-joined` (an event), `participants` (a fact),
 * `<rtc-people>`, `slot: panel`, `part: toolbar` and `--rtc-accent`.
 */
export type Answer =
  | { readonly ours: readonly string[]; readonly note?: string }
  | { readonly later: string }
  | { readonly not: string };

export type Answers = Readonly<Record<string, Answer>>;

export interface ParityTable {
  readonly product: string;
  /** By kind, such as `events`, as in the list of their names. */
  readonly answers: Readonly<Record<string, Answers>>;
}

export const ours = (...names: readonly string[]): Answer => ({ ours: names });
export const later = (milestone: string): Answer => ({ later: milestone });
export const not = (reason: string): Answer => ({ not: reason });

/** Each of ours that a table names, once. */
export function namesOf({ answers }: ParityTable): string[] {
  const all = Object.values(answers).flatMap((each) => Object.values(each));
  return [...new Set(all.flatMap((answer) => ('ours' in answer ? answer.ours : [])))];
}
