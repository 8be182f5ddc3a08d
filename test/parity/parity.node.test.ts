import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { namesOf } from './answer.ts';
import { exercised } from './exercised.ts';
import { parityPage, tables } from './page.ts';

interface Names {
  readonly source: string;
  readonly [kind: string]: string | readonly string[];
}

interface Declaration {
  readonly tagName: string;
  readonly [list: string]: string | readonly { readonly name: string; readonly kind?: string }[];
}

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const { modules } = JSON.parse(read('custom-elements.json')) as { modules: { declarations: Declaration[] }[] };
const declarations = modules.flatMap((module) => module.declarations);
const call = declarations.find(({ tagName }) => tagName === 'rtc-call')!;

function has(list: string, name: string, kind?: string): boolean {
  const entries = call[list];
  return Array.isArray(entries) && entries.some((entry: { name: string; kind?: string }) => entry.name === name && (!kind || entry.kind === kind));
}

/** How each way of writing a name of ours is found in what the elements say of themselves. */
const kinds: readonly [notation: RegExp, isThere: (name: string) => boolean][] = [
  [/^\[(.+)\]$/, (name) => has('attributes', name)],
  [/^(\w+)\(\)$/, (name) => has('members', name, 'method')],
  [/^(rtc-[a-z-]+)$/, (name) => has('events', name)],
  [/^<(rtc-[a-z-]+)>$/, (name) => declarations.some(({ tagName }) => tagName === name)],
  [/^slot: ([a-z]+)$/, (name) => has('slots', name)],
  [/^part: ([a-z-]+)$/, (name) => has('cssParts', name)],
  [/^(--rtc-[a-z-]+)$/, (name) => has('cssProperties', name)],
  [/^([a-z][A-Za-z]*)$/, (name) => has('members', name, 'field')],
];

function exists(ours: string): boolean {
  for (const [notation, isThere] of kinds) {
    const name = notation.exec(ours)?.[1];
    if (name) return isThere(name);
  }
  return false;
}

const listed = (name: string) => JSON.parse(read(`test/parity/${name}.json`)) as Names;
const tried: ReadonlySet<string> = new Set(Object.values(exercised).flat());

describe('parity', () => {
  for (const [name, table] of Object.entries(tables)) {
    describe(`with ${table.product}`, () => {
      it('has an answer to every name of theirs, and to no other', () => {
        const { source: _source, ...theirs } = listed(name);
        const answered = Object.entries(table.answers).map(([kind, answers]) => [kind, Object.keys(answers).sort()]);
        expect(Object.fromEntries(answered)).to.deep.equal(Object.fromEntries(Object.entries(theirs).map(([kind, names]) => [kind, [...names].sort()])));
      });

      it('names what there is', () => {
        expect(namesOf(table).filter((ours) => !exists(ours))).to.deep.equal([]);
      });

      it('names what is exercised', () => {
        expect(namesOf(table).filter((ours) => !tried.has(ours))).to.deep.equal([]);
      });

      it('says what comes later, and why not, in words', () => {
        const answers = Object.values(table.answers).flatMap((each) => Object.values(each));
        for (const answer of answers) {
          if ('ours' in answer) expect(answer.ours).not.to.be.empty;
          else if ('later' in answer) expect(answer.later).to.match(/^[a-z]/);
          else expect(answer.not).to.match(/^\S.{10,}\.$/);
        }
      });
    });
  }

  it('exercises nothing that there is not', () => {
    expect([...tried].filter((ours) => !exists(ours))).to.deep.equal([]);
  });

  it('is in the manual as it is in the tables', () => {
    const sources = Object.fromEntries(Object.keys(tables).map((name) => [name, listed(name).source]));
    expect(read('docs/parity.md') === parityPage(sources), 'docs/parity.md is stale: run `npm run parity` and commit it').to.be.true;
  });
});
