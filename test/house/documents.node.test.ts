import { expect } from 'chai';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readCommand } from '../../src/server/command-line.ts';

const names = [...readdirSync('.'), ...readdirSync('docs', { recursive: true }).map((name) => join('docs', String(name)))].filter((name) => name.endsWith('.md'));
const documents = names.map((file) => ({ file, text: readFileSync(file, 'utf8') }));

/** As GitHub makes it of a heading. */
function anchor(heading: string): string {
  const words = heading.replace(/`|\[([^\]]*)\]\([^)]*\)/g, '$1');
  return words.toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, '').trim().replaceAll(' ', '-');
}

function anchorsIn(file: string): string[] {
  return [...readFileSync(file, 'utf8').matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => anchor(heading));
}

/** Links to this project's own files, and pictures. */
function targets(text: string): string[] {
  const found = [...text.matchAll(/\]\(([^)\s]+)\)|(?:src|srcset)="(docs[^"]+)"/g)].map(([, link, picture]) => link ?? picture ?? '');
  return found.filter((target) => !/^(https?|mailto):/.test(target));
}

/** Commands of ours, one a line, with what continues on the next. */
function commands(text: string): string[] {
  const shell = [...text.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, code = '']) => code.replaceAll('\\\n', ' '));
  return shell.flatMap((code) => code.split('\n')).filter((line) => line.trim().startsWith('npx rtc-elements ')).map((line) => line.trim());
}

/** Words as a shell has them, of what has neither variables nor escapes. */
function words(line: string): string[] {
  return [...line.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(([, single, double, plain]) => single ?? double ?? plain ?? '');
}

describe('the documents', () => {
  it('link to what there is', () => {
    const dead = documents.flatMap(({ file, text }) =>
      targets(text).filter((target) => {
        const [path = '', heading] = target.split('#');
        const there = path === '' ? file : join(dirname(file), path);
        return !existsSync(there) || (heading !== undefined && there.endsWith('.md') && !anchorsIn(there).includes(decodeURIComponent(heading)));
      }).map((target) => `${file}: ${target}`),
    );
    expect(dead).to.deep.equal([]);
  });

  it('have commands that the command line knows', () => {
    const all = documents.flatMap(({ text }) => commands(text));
    expect(all).to.have.length.above(4);
    const folder = mkdtempSync(join(tmpdir(), 'rtc-documents-'));
    const secret = join(folder, 'turn-secret');
    writeFileSync(secret, 'TrCfyKpJtMcQm0a7sPqpQ2kTrsCzzVq1vR2Jc0yXc9E=');
    const refused = all.flatMap((line) => {
      const command = readCommand(words(line).slice(2).map((word) => (word === 'turn-secret' ? secret : word)), {});
      return command.name === 'refuse' ? [`${line}: ${command.message}`] : [];
    });
    rmSync(folder, { recursive: true });
    expect(refused).to.deep.equal([]);
  });
});
