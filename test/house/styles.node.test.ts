import { expect } from 'chai';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Styles {
  readonly file: string;
  readonly text: string;
}

/** Every `css` of the source, without its comments. */
const sheets: readonly Styles[] = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .flatMap((path) => {
    const source = readFileSync(join('src', path), 'utf8');
    return [...source.matchAll(/\bcss`([^`]*)`/g)].map(([, text = '']) => ({ file: path.replaceAll('\\', '/'), text: text.replaceAll(/\/\*.*?\*\//gs, '') }));
  });

const found = (pattern: RegExp) => sheets.flatMap(({ file, text }) => [...text.matchAll(pattern)].map(([match]) => `${file}: ${match.trim()}`));

describe('styles', () => {
  it('are found', () => {
    expect(sheets.length).to.be.greaterThan(20);
  });

  it('say start and end, not left and right', () => {
    const sides = /(?<![\w-])(?:(?:margin|padding|border)-(?:left|right)[\w-]*\s*:|(?:left|right)\s*:|(?:float|text-align): (?:left|right))[^;]*/g;
    expect(found(sides)).to.deep.equal([]);
  });

  it('ask how large the element is, not the window', () => {
    const queries = found(/@media[^{]*\b(?:width|height|aspect-ratio|orientation)\b[^{]*/g);
    const units = found(/[\w-]+:[^;{}]*\d(?:[sld]?v[wh]|[sld]?vmin|[sld]?vmax|[sld]?vi|[sld]?vb)\b[^;]*/g);
    // A panel at the window's edge is as large as that lets it be, and all of it on a phone; and the small call has a window of its own.
    const ofWindow = (line: string) => /^(?:features\/support\/rtc-support\/panel\.styles|elements\/rtc-call\/small-call)\.ts:/.test(line);
    expect([...queries, ...units].filter((line) => !ofWindow(line))).to.deep.equal([]);
  });

  it('have no motion but of transform and opacity, as long as 120 to 200 ms', () => {
    const declarations = found(/(?<![\w-])(?:transition|animation):[^;]*/g).filter((line) => !/: none/.test(line));
    const isCalm = (line: string) => [...line.matchAll(/(\d+)ms/g)].every(([, duration]) => Number(duration) >= 120 && Number(duration) <= 200);
    const others = declarations.filter((line) => line.includes('transition:') && !/transition:(?:\s*(?:opacity|transform)\s+\d+ms ease-out,?)+$/.test(line));
    expect(declarations.filter((line) => !isCalm(line))).to.deep.equal([]);
    expect(others).to.deep.equal([]);
  });
});
