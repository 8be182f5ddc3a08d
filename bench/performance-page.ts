import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Figure, headings, type Result, row } from './report.ts';

const folder = join(import.meta.dirname, 'results');

const opening = `# What it costs

Each figure of ours is a ratio to the same thing done by hand (a bare WebRTC connection, PeerJS and Lit alone, a Lit list), measured in turns in one run, so that the
machine matters little; a median, and beside it the lowest and the highest. A target is what we want, “beyond” what would be better than anybody’s. What misses its
target says so. This page is made by \`npm run performance\` from \`bench/results/\`, which \`npm run bench\` writes.
`;

/** docs/performance.md, from what was measured last. */
export function performancePage(): string {
  const results = readdirSync(folder).filter((name) => /^[a-z]+\.json$/.test(name)).flatMap((name) => {
    const parsed = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Partial<Result>;
    return parsed.figures ? [parsed as Result] : [];
  });
  return [opening, atAGlance(results), ...results.map(section)].join('\n');
}

/** What has a target, and whether it is met. */
function atAGlance(results: readonly Result[]): string {
  const figures = results.flatMap((result) => gathered(named(result.figures))).filter(({ id, target }) => id !== '' && target !== undefined);
  return `## At a glance\n\n${table(figures.sort((a, b) => a.id.localeCompare(b.id)))}`;
}

function section({ name, figures, machine }: Result): string {
  const command = name === 'soak' ? 'npm run soak' : `npm run bench -- ${name}`;
  const place = `${machine.cores} cores of ${machine.processor ?? 'a processor without a name'}, ${machine.date.slice(0, 10)}`;
  return `## \`${command}\`\n\n${place}\n\n${table(gathered(figures))}`;
}

function table(figures: readonly Figure[]): string {
  return [headings, headings.map(() => '---'), ...figures.map(row)].map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}

/** Each with the words that it goes on from. */
function named(figures: readonly Figure[]): Figure[] {
  let before = '';
  return figures.map((figure) => {
    if (!figure.measure.startsWith('…')) before = figure.measure;
    return figure.measure === before ? figure : { ...figure, measure: `${before.replace(/: [^:]*$/, '')}: ${figure.measure.slice(2)}` };
  });
}

/** Of what is counted in many kinds, those of which nothing is left are one line. */
function gathered(figures: readonly Figure[]): Figure[] {
  const groupOf = ({ measure, value, target }: Figure) => (value === 0 && target === 0 && measure.includes(': ') ? measure.split(': ', 1)[0] : undefined);
  return figures.flatMap((figure, index) => {
    const group = groupOf(figure);
    if (group === undefined) return [figure];
    const same = figures.filter((other) => groupOf(other) === group);
    if (same[0] !== figures[index]) return [];
    return [{ ...figure, measure: `${group}: ${same.map(({ measure }) => measure.slice(group.length + 2)).join(', ')}` }];
  });
}
