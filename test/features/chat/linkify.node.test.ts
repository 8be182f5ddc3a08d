import { expect } from 'chai';
import fc from 'fast-check';
import { segmentsOf } from '../../../src/features/chat/linkify.ts';
import { plainName } from '../../../src/features/chat/shown-name.ts';

const links = (text: string) => segmentsOf(text).flatMap(({ text: shown, href }) => (href === undefined ? [] : [shown]));
const joined = (text: string) => segmentsOf(text).map((segment) => segment.text).join('');

describe('links in a text', () => {
  for (const [text, ...expected] of [
    ['see https://example.org/a?b=c#d now', 'https://example.org/a?b=c#d'],
    ['http://a.example and https://b.example', 'http://a.example', 'https://b.example'],
    ['Is it https://example.org?', 'https://example.org'],
    ['(https://example.org/wiki/Elm_(tree))', 'https://example.org/wiki/Elm_(tree)'],
    ['(see https://example.org/a).', 'https://example.org/a'],
    ['[https://[::1]:8080/x]', 'https://[::1]:8080/x'],
    ['“https://example.org/”', 'https://example.org/'],
    ['<https://example.org/>', 'https://example.org/'],
    ['HTTPS://EXAMPLE.ORG/A', 'HTTPS://EXAMPLE.ORG/A'],
    ['https://пример.рф/путь', 'https://пример.рф/путь'],
    ['https://bank.example@evil.example/', 'https://bank.example@evil.example/'],
    ['看https://example.org/。', 'https://example.org/'],
    ['https://example.org/\u202egpj.exe', 'https://example.org/'],
    ['javascript:alert(1) data:text/html,x ftp://example.org example.org xhttps://no javascript://example.org/%0aalert(1)'],
    ['https:// https://.. http://:80'],
  ] as const) {
    it(`of “${text}”: ${expected.join(', ') || 'none'}`, () => {
      expect(links(text)).to.deep.equal(expected);
      expect(joined(text)).to.equal(text);
    });
  }

  const scraps = ['https://', 'http://', 'javascript:', 'javascript://', 'a.example', '/', '(', ')', '[', ']', '.', '@', ':', ' ', '\n', '\u202e', 'data:', '<b>', '%', '\\', 'é', '👍🏽', '#', '?'];
  const texts = fc.oneof(fc.string({ unit: 'grapheme' }), fc.array(fc.constantFrom(...scraps), { maxLength: 24 }).map((some) => some.join('')));

  it('change nothing of any text, and go nowhere but to http and https, and where they say', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(joined(text)).to.equal(text);
        for (const { text: shown, href } of segmentsOf(text)) {
          expect(shown).not.to.equal('');
          if (href === undefined) continue;
          expect(href).to.match(/^https?:\/\//);
          expect(new URL(shown).href).to.equal(href);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('are found in a long text of nothing but brackets in no time', () => {
    const text = `https://example.org/${')'.repeat(9000)}`;
    const start = performance.now();
    expect(links(text)).to.deep.equal(['https://example.org/']);
    expect(performance.now() - start).to.be.lessThan(200);
  });
});

describe('a name', () => {
  it('turns nothing round, and has one line', () => {
    expect(plainName(' Ada\u202e \n Lovelace\u2067 ')).to.equal('Ada Lovelace');
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (name) => !/[\u202a-\u202e\u2066-\u2069\n]/.test(plainName(name))));
  });
});
