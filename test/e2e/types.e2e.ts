import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const page = `
import { RtcError } from 'rtc-elements';
import { request, respond } from 'rtc-elements/data';
import { RtcCall } from 'rtc-elements/rtc-call';
import 'rtc-elements/rtc-elements.js';

const call: RtcCall | null = document.querySelector('rtc-call');
call?.addEventListener('rtc-joined', (event) => event.composedPath());
if (call) call.displayName = 'Ada';
// @ts-expect-error A name is a string.
if (call) call.displayName = 3;
if (call) respond(call, 'topic', (data: unknown, from: string) => [data, from], { signal: AbortSignal.timeout(1) });
if (call) request(call, 'topic', call.limits.messageBytes, { to: ['id'], timeout: 1 }).then((answer: unknown) => answer);
export const code: string = new RtcError('internal', 'x').code;
`;

// Everything a consumer has after `npm install rtc-elements`, and nothing of what only this repository has.
function install(folder: string): void {
  const target = join(folder, 'node_modules/rtc-elements');
  cpSync('dist', join(target, 'dist'), { recursive: true });
  cpSync('package.json', join(target, 'package.json'));
  for (const name of ['lit', '@lit/reactive-element', 'lit-html', 'lit-element', '@types/trusted-types']) {
    mkdirSync(dirname(join(folder, 'node_modules', name)), { recursive: true });
    symlinkSync(resolve('node_modules', name), join(folder, 'node_modules', name));
  }
}

describe('the types, where the package is installed', () => {
  let folder: string;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'rtc-consumer-'));
    install(folder);
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
    writeFileSync(join(folder, 'page.ts'), page);
  });

  after(() => {
    rmSync(folder, { recursive: true });
  });

  for (const [module, moduleResolution] of [['esnext', 'bundler'], ['node16', 'node16']]) {
    it(`are found and checked with moduleResolution ${moduleResolution}`, () => {
      const lib = ['es2023', 'dom', 'dom.iterable', 'dom.asynciterable'];
      const compilerOptions = { noEmit: true, strict: true, target: 'es2022', lib, module, moduleResolution, types: [] };
      writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['page.ts'] }));
      const { stdout, status } = spawnSync(process.execPath, [resolve('node_modules/typescript/bin/tsc')], { cwd: folder, encoding: 'utf8' });
      expect(stdout).to.equal('');
      expect(status).to.equal(0);
    });
  }

  it('exist for every module', () => {
    const files = readdirSync('dist');
    const modules = files.filter((name) => /^rtc-(?!elements\.js).*\.js$/.test(name));
    for (const name of modules) expect(files).to.include(name.replace(/js$/, 'd.ts'));
    expect(modules).not.to.be.empty;
  });
});
