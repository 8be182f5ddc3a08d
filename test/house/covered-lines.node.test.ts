import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { coveredLines } from '../../scripts/covered-lines.mjs';

const source = `/** What it says. */
interface Word {
  readonly text: string;
}

export function say({ text }: Word): string {
  if (text === '') {
    return 'nothing';
  }
  // In words.
  const said = text === 'a' ? 'one' :
    'another';
  return said;
}

export const hear = (): string => {
  return 'heard';
};
`;

describe('the lines that tests went through', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'rtc-lines-'));
    mkdirSync(join(folder, 'src'));
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
    writeFileSync(join(folder, 'src/said.ts'), source);
    writeFileSync(join(folder, 'src/unloaded.ts'), source);
    writeFileSync(join(folder, 'src/types.ts'), 'export interface Word {\n  readonly text: string;\n}\n');
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  /** By file: the lines that ran, and those that did not. */
  async function after(script: string): Promise<Record<string, [ran: number[], not: number[]]>> {
    writeFileSync(join(folder, 'run.ts'), script);
    const env = { ...process.env, NODE_V8_COVERAGE: join(folder, 'counted') };
    const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', join(folder, 'run.ts')], { env, encoding: 'utf8' });
    expect(status, stderr).to.equal(0);
    const files = await coveredLines(join(folder, 'src'), join(folder, 'counted'));
    const which = (lines: Map<number, boolean>, wanted: boolean) => [...lines].filter(([, ran]) => ran === wanted).map(([line]) => line).sort((a, b) => a - b);
    return Object.fromEntries([...files].map(([file, lines]) => [basename(file), [which(lines, true), which(lines, false)]]));
  }

  it('are those that ran, of those that code was made of', async () => {
    const { 'said.ts': said } = await after(`import { say } from './src/said.ts';\nsay({ text: 'a' });\n`);
    expect(said).to.deep.equal([[6, 7, 11, 13, 16], [8, 12, 17]]);
  });

  it('are none of a file that was never loaded, and of types there are none', async () => {
    const files = await after('');
    expect(files['unloaded.ts']).to.deep.equal([[], [6, 7, 8, 11, 12, 13, 16, 17]]);
    expect(files['types.ts']).to.deep.equal([[], []]);
  });

  it('are added up over whatever loaded a file', async () => {
    const script = `const [one, other] = await Promise.all([import('./src/said.ts'), import('./src/said.ts?again')]);
one.say({ text: 'b' });\nother.hear();\n`;
    expect((await after(script))['said.ts']).to.deep.equal([[6, 7, 11, 12, 13, 16, 17], [8]]);
  });
});
