import { expect } from 'chai';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { languages } from '../../src/languages.ts';

type Words = Record<string, string | ((...args: never[]) => string)>;

const source = join(import.meta.dirname, '../../src');
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
/** Where English words are written. */
const englishFiles = files.filter((file) => /(^|\/)(words|[a-z-]+-words)\.ts$|^ui\/words\//.test(file) && !/^server|^words.ts|participant-words/.test(file));

/** The words that modules say, of every language; counting, since numbers have more than one form. */
async function wordsOf(language: string): Promise<Words> {
  const module = (await import(`../../src/words/${language}.ts`)) as Record<string, Words>;
  return Object.values(module)[0]!;
}

function keysOf(words: object): string[] {
  return Object.keys(words).filter((key) => !key.startsWith('$')).sort();
}

/** What a term says, with arguments of the kind that English takes. */
function said(term: Words[string], args: readonly unknown[]): string {
  return typeof term === 'function' ? (term as (...args: readonly unknown[]) => string)(...args) : term;
}

/** A function of names is given names that nothing contains, one of numbers numbers. */
const counted = new Set(['people', 'stars', 'starsOf', 'placeInLine', 'pageOf', 'waitingHeading', 'somebodyWaits', 'andMore', 'severalWait', 'chatUnread', 'newMessages', 'messagesFound', 'deliveredTo', 'toSeveral', 'filesOffered', 'filesDone', 'filesFailed']);
const names = ['Ωmega', 'Ψsi'];

describe('the words', () => {
  const english: Words = {};

  before(async () => {
    for (const file of englishFiles) await import(join(source, file));
    const { en } = await import('../../src/ui/words/en.ts');
    const localizer = await import('../../src/ui/localizer.ts');
    Object.assign(english, localizer.english, en);
  });

  it('are in eleven languages beside English', () => {
    expect(Object.keys(languages)).to.have.members(['ar', 'de', 'es', 'fr', 'hi', 'ja', 'ko', 'pt', 'ru', 'zh', 'zh-tw']);
    const written = readdirSync(join(source, 'words')).map((file) => file.slice(0, -3));
    expect(written).to.include.members(Object.keys(languages));
  });

  it('are all said somewhere', () => {
    const code = files.filter((file) => !englishFiles.includes(file) && !file.startsWith('words/')).map((file) => readFileSync(join(source, file), 'utf8'));
    // The words of an error are looked up by its code, which is in the core.
    const own = englishFiles.map((file) => readFileSync(join(source, file), 'utf8').match(/(?:Words|: LauncherWords).*= \{[\s\S]*?\n\} as const/g)?.join('') ?? '');
    const text = [...code, ...own].join('\n');
    // As in term(`${layout}Layout`).
    const endings = [...text.matchAll(/term\(`\$\{\w+\}(\w+)`/g)].map(([, ending = '']) => ending);
    const isSaid = (key: string) => text.includes(`'${key}'`) || endings.some((ending) => key.endsWith(ending));
    expect(keysOf(english).filter((key) => !isSaid(key))).to.deep.equal([]);
  });

  it('have no exclamation marks, and no straight quotes', () => {
    expect(Object.entries(english).filter(([, term]) => typeof term === 'string' && /[!'"]/.test(term))).to.deep.equal([]);
  });

  for (const language of Object.keys(languages)) {
    describe(language, () => {
      let words: Words;
      before(async () => (words = await wordsOf(language)));

      it('has every word, and no other', () => {
        expect(keysOf(words)).to.deep.equal(keysOf(english));
      });

      it('says what English says: the same names, in words of its own', () => {
        const same: string[] = [];
        for (const [key, term] of Object.entries(words)) {
          const original = english[key]!;
          expect(typeof term, key).to.equal(typeof original);
          if (typeof term === 'string') {
            expect(term, key).to.match(/\S/).and.not.to.match(/[!！¡"']|\.\.\./);
            if (term === original) same.push(key);
            continue;
          }
          if (counted.has(key) || key === 'shortcutFor') continue;
          const args = names.slice(0, (original as () => string).length);
          const text = said(term, args);
          for (const name of args) expect(text, key).to.include(name);
          expect(text, key).not.to.match(/[!！¡"']|\.\.\.|undefined/);
        }
        // "Chat", "Video", "Online" and the like are what some languages say, too.
        expect(same.length, same.join(', ')).to.be.lessThan(12);
      });

      it('counts', () => {
        const number = (value: number) => new Intl.NumberFormat(language).format(value);
        for (const key of counted) {
          for (const count of [0, 1, 2, 3, 5, 11, 21, 100, 1234]) {
            const text = said(words[key]!, [count, 4321]);
            expect(text, `${key} ${count}`).to.match(/\S/).and.not.to.match(/#|undefined/);
            // One and two may be words: in Arabic they are.
            if (count > 2) expect(text.includes(number(count)) || text.includes(String(count)), `${key} ${count}: ${text}`).to.equal(true);
          }
        }
      });

      it('names every key', () => {
        for (const name of ['talk', 'microphone', 'camera', 'screen', 'hand', 'chat', 'people', 'layout', 'pip', 'fullscreen', 'settings', 'shortcuts', 'leave']) {
          expect(said(words['shortcutFor']!, [name]), name).to.match(/\S/);
        }
      });
    });
  }
});
