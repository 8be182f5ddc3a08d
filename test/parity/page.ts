import type { Answer, Answers, ParityTable } from './answer.ts';
import { jitsi } from './jitsi.ts';
import { realtimekit } from './realtimekit.ts';
import { whereby } from './whereby.ts';

/** By the name of the file that lists their names. */
export const tables: Readonly<Record<string, ParityTable>> = { whereby, realtimekit, jitsi };

/** `docs/parity.md`; `sources`: where the names come from, by the same names. */
export function parityPage(sources: Readonly<Record<string, string>>): string {
  const products = Object.entries(tables).map(([name, table]) => product(table, sources[name] ?? ''));
  return `${[intro, ...products].join('\n\n')}\n`;
}

const intro = `# What others have

Every name that a page can set, call or hear in three other embeds of calls, and what \`<rtc-call>\` has for it: an equivalent, which a test exercises; a
milestone that comes later; or why there is none. \`[layout]\` is an attribute, with a property of the same name in camel case, \`setLayout()\` a method,
\`rtc-joined\` an event, \`participants\` something to read, and the rest elements, slots, parts and custom properties.

This page is made from the tables in \`test/parity/\` by \`npm run parity\`.`;

function product({ product, answers }: ParityTable, source: string): string {
  const kinds = Object.entries(answers).map(([kind, each]) => `### ${product}: ${kind}\n\n${rows(each)}`);
  return [`## ${product}`, `Names from: \`${source}\`. ${tally(Object.values(answers).flatMap((each) => Object.values(each)))}`, ...kinds].join('\n\n');
}

function tally(answers: readonly Answer[]): string {
  const count = (key: 'ours' | 'later' | 'not') => answers.filter((answer) => key in answer).length;
  return `Of ${answers.length}, ${count('ours')} have an equivalent, ${count('later')} come later, and ${count('not')} have none for a reason.`;
}

function rows(answers: Answers): string {
  const lines = Object.entries(answers).map(([name, answer]) => `| \`${name}\` | ${cell(answer)} |`);
  return ['| theirs | ours |', '|---|---|', ...lines].join('\n');
}

function cell(answer: Answer): string {
  if ('later' in answer) return `later: ${answer.later}`;
  if ('not' in answer) return `none. ${answer.not}`;
  const names = answer.ours.map((name) => `\`${name}\``).join(', ');
  return answer.note ? `${names}. ${answer.note}` : names;
}
