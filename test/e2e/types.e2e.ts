import { expect } from 'chai';
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { consumer } from './support/consumer.ts';

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

describe('the types, where the package is installed', () => {
  before('install it', () => {
    const { package: folder } = consumer();
    const entries = readdirSync(join(folder, 'dist'), { recursive: true, encoding: 'utf8' }).filter((name) => /^(words\/)?[\w-]+\.js$/.test(name));
    const imports = entries.map((name) => `import 'rtc-elements/${name.replace(/\.js$/, '')}';\n`);
    consumer().write('page.ts', page + imports.join(''));
  });

  for (const [module, moduleResolution] of [['esnext', 'bundler'], ['node16', 'node16'], ['nodenext', 'nodenext']]) {
    it(`are found and checked with moduleResolution ${moduleResolution}`, () => {
      const lib = ['es2023', 'dom', 'dom.iterable', 'dom.asynciterable'];
      const compilerOptions = { noEmit: true, strict: true, target: 'es2022', lib, module, moduleResolution, types: [], noUncheckedSideEffectImports: true };
      consumer().write('tsconfig.json', JSON.stringify({ compilerOptions, files: ['page.ts'] }));
      const { stdout, status } = consumer().run(resolve('node_modules/typescript/bin/tsc'));
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
