import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { publint } from 'publint';
import { consumer } from './support/consumer.ts';

interface PackageJson {
  readonly 'customElements': string;
  readonly 'web-types': string;
  readonly 'dependencies': Readonly<Record<string, string>>;
}

interface Manifest {
  readonly modules: readonly { readonly path: string; readonly declarations: readonly { readonly tagName?: string; readonly attributes?: readonly Named[] }[] }[];
}

interface Named {
  readonly name: string;
  readonly attributes?: readonly Named[];
}

/** Whoever uses the library may pass it on under any of these. */
const allowed = ['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', '0BSD'];

describe('the package, where it is installed', () => {
  const dist = () => join(consumer().package, 'dist');
  const modules = () => readdirSync(dist(), { recursive: true, encoding: 'utf8' }).filter((name) => /^(words\/)?[\w-]+\.js$/.test(name)).map((name) => name.slice(0, -3));
  const elements = () => modules().filter((name) => name.startsWith('rtc-') && name !== 'rtc-elements');
  const manifest = () => consumer().readJson('custom-elements.json') as Manifest;
  const tags = () => manifest().modules.flatMap(({ declarations }) => declarations).flatMap(({ tagName, attributes = [] }) => (tagName ? [{ name: tagName, attributes }] : []));

  before('install it', () => {
    consumer();
  });

  it('has nothing wrong with it that publint knows of', async () => {
    const { messages } = await publint({ pkgDir: consumer().package, pack: false, strict: true });
    expect(messages).to.deep.equal([]);
  });

  it('has types that every resolution of modules finds', async () => {
    const entrypoints = ['.', './rtc-elements.js', './rtc-elements.global.js', './data', './words', './words/de', './rtc-call', './rtc-support'];
    const result = await checkPackage(createPackageFromTarballData(consumer().tarball), { entrypoints });
    if (!result.types) throw new Error('There are no types');
    // `require()` of Node 20, and resolution from before there were `exports`, have no ES modules.
    const isOld = (problem: object) => 'resolutionKind' in problem && ['node10', 'node16-cjs'].includes(String(problem.resolutionKind));
    expect(result.problems.filter((problem) => !isOld(problem))).to.deep.equal([]);
    expect(Object.keys(result.entrypoints)).to.deep.equal(entrypoints);
  });

  it('can be imported in Node, every module of it, and leaves nothing behind', () => {
    const names = modules().map((name) => `rtc-elements/${name}`);
    consumer().write('all.js', `
      const before = new Set(Reflect.ownKeys(globalThis));
      for (const name of ['rtc-elements', ...${JSON.stringify(names)}, 'rtc-elements/rtc-elements.js', 'rtc-elements/rtc-elements.global.js']) await import(name);
      console.log(Reflect.ownKeys(globalThis).filter((key) => !before.has(key) && !/^(lit|reactive)\\w+(Versions|Metadata)$/.test(String(key))).join());
      for (const name of ['custom-elements.json', 'web-types.json', 'vscode.html-custom-data.json', 'sri.json', 'package.json', 'rtc-elements.css']) console.log(import.meta.resolve('rtc-elements/' + name));
    `);
    const { stdout, stderr } = consumer().run('all.js');
    expect(stderr).to.equal('');
    const [left, ...others] = stdout.trimEnd().split('\n');
    expect(left).to.equal('');
    for (const url of others) expect(existsSync(new URL(url)), url).to.equal(true);
    expect(others).to.have.lengthOf(6);
    expect(elements().length).to.be.greaterThan(20);
  });

  it('says in its manifest, and to editors, what there is', () => {
    const { customElements, 'web-types': webTypes } = consumer().readJson('package.json') as PackageJson;
    expect(customElements).to.equal('custom-elements.json');
    expect(tags().map(({ name }) => name)).to.have.members(elements());
    for (const { path } of manifest().modules) expect(existsSync(join(consumer().package, path)), path).to.equal(true);
    const { contributions } = consumer().readJson(webTypes) as { contributions: { html: { elements: Named[] } } };
    const { tags: inCode } = consumer().readJson('dist/vscode.html-custom-data.json') as { tags: Named[] };
    const wanted = outline(tags());
    expect(outline(contributions.html.elements)).to.deep.equal(wanted);
    expect(outline(inCode)).to.deep.equal(wanted);
    // A type's name is nothing that can be written.
    expect(JSON.stringify(inCode)).not.to.match(/"values":\[\{"name":"[A-Z]/);
  });

  it('has hashes to pin each script and style sheet by', () => {
    const hashes = consumer().readJson('dist/sri.json') as Record<string, string>;
    const files = readdirSync(dist(), { recursive: true, encoding: 'utf8' }).filter((name) => /\.(js|css)$/.test(name) && !name.startsWith('server/'));
    expect(Object.keys(hashes)).to.have.members(files);
    for (const [file, hash] of Object.entries(hashes)) expect(hash).to.equal(`sha384-${createHash('sha384').update(readFileSync(join(dist(), file))).digest('base64')}`);
  });

  it('asks for nothing that may not be passed on, and has the licence of all that is built in', () => {
    const installed = readdirSync(join(consumer().folder, 'node_modules'), { recursive: true, encoding: 'utf8' }).filter((file) => /(^|node_modules\/)(@[^/]+\/)?[^/]+\/package\.json$/.test(file));
    const licences = installed.map((file) => [file, licenceIn(join(consumer().folder, 'node_modules', file))] as const);
    expect(licences.filter(([, licence]) => !allowed.includes(licence))).to.deep.equal([]);
    expect(licences.length).to.be.greaterThan(50);

    const notices = readFileSync(join(consumer().package, 'THIRD-PARTY.md'), 'utf8');
    for (const notice of notices.split(/^## /m).slice(1)) {
      const [heading = '', , line = ''] = notice.split('\n');
      for (const name of heading.split(', ')) {
        const licence = licenceIn(`node_modules/${name}/package.json`);
        expect(allowed, name).to.include(licence);
        expect(line, name).to.match(new RegExp(`^${licence} · <https://`));
        expect(plain(notice), name).to.include(plain(licenceText(name)));
      }
    }
  });

  it('depends on nothing that is known to be unsafe', function () {
    const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json', '--fetch-retries=0', '--fetch-timeout=10000'], { encoding: 'utf8' });
    const { vulnerabilities } = JSON.parse(stdout || '{}') as { vulnerabilities?: object };
    if (!vulnerabilities) console.error('The registry was not reached: nothing is known of advisories.');
    expect(Object.keys(vulnerabilities ?? {})).to.deep.equal([]);
  });
});

function outline(elements: readonly Named[]): unknown[] {
  return elements.map(({ name, attributes = [] }) => [name, ...attributes.map((attribute) => attribute.name).sort()].join(' ')).sort();
}

function licenceIn(file: string): string {
  const { license, licenses } = JSON.parse(readFileSync(file, 'utf8')) as { license?: string; licenses?: readonly { type: string }[] };
  return license ?? licenses?.map(({ type }) => type).join(' AND ') ?? 'none';
}

function licenceText(name: string): string {
  const folder = join('node_modules', name);
  const file = readdirSync(folder).find((each) => /^licen[cs]e(\.\w+)?$/i.test(each));
  return file ? readFileSync(join(folder, file), 'utf8') : '';
}

function plain(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
