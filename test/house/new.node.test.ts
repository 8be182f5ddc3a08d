import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const scaffolded = [
  'src/elements/rtc-other-thing/rtc-other-thing.ts',
  'src/elements/rtc-other-thing/rtc-other-thing.styles.ts',
  'test/elements/rtc-other-thing.test.ts',
];

describe('npm run new', () => {
  let folder: string;

  const node = (...args: string[]) => spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  const create = (tag: string) => node('scripts/new-element.mjs', tag);
  const registry = () => readFileSync(join(folder, 'src/registry.ts'), 'utf8');

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'rtc-new-'));
    for (const file of ['package.json', 'tsconfig.json', 'eslint.config.mjs', 'scripts', 'src/ui']) {
      cpSync(file, join(folder, file), { recursive: true });
    }
    symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'));
    writeFileSync(
      join(folder, 'src/registry.ts'),
      [
        'export const elements = {',
        '  // elements',
        "  'rtc-call': () => import('./elements/rtc-call/rtc-call.ts'),",
        "  'rtc-stage': () => import('./elements/rtc-stage/rtc-stage.ts'),",
        '  // end of elements',
        '};',
        '',
      ].join('\n'),
    );
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('makes an element that passes lint and types', function () {
    this.timeout(60_000);
    expect(create('rtc-other-thing').status).to.equal(0);
    const tsconfig = JSON.parse(readFileSync(join(folder, 'tsconfig.json'), 'utf8')) as { include: string[] };
    // Only what was made: other elements are the business of the real tree.
    tsconfig.include = scaffolded;
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(tsconfig));

    const types = node('node_modules/typescript/bin/tsc', '--noEmit');
    expect(types.stdout).to.equal('');
    expect(types.status).to.equal(0);
    const lint = node('node_modules/eslint/bin/eslint.js', '--max-warnings', '0', ...scaffolded);
    expect(lint.stdout + lint.stderr).to.equal('');
    expect(lint.status).to.equal(0);
  });

  it('makes a demo page and keeps the registry sorted', () => {
    create('rtc-other-thing');
    expect(existsSync(join(folder, 'demo/rtc-other-thing.html'))).to.equal(true);
    expect(registry().match(/'rtc-[a-z-]+'/g)).to.deep.equal(["'rtc-call'", "'rtc-other-thing'", "'rtc-stage'"]);
    expect(registry()).to.include("  'rtc-other-thing': () => import('./elements/rtc-other-thing/rtc-other-thing.ts'),\n");
  });

  for (const bad of ['', 'thing', 'rtc-', 'rtc-Thing', 'rtc_thing', '../rtc-thing', 'rtc-thing.ts']) {
    it(`refuses the name "${bad}"`, () => {
      const { status, stderr } = create(bad);
      expect(status).to.equal(1);
      expect(stderr).to.match(/^Name an element like rtc-thing/);
    });
  }

  it('refuses an element that exists, and leaves it alone', () => {
    create('rtc-other-thing');
    const before = registry();
    const { status, stderr } = create('rtc-other-thing');
    expect(status).to.equal(1);
    expect(stderr).to.include('<rtc-other-thing> exists already');
    expect(registry()).to.equal(before);
  });

  it('says so when the registry has lost its markers, and writes nothing', () => {
    writeFileSync(join(folder, 'src/registry.ts'), 'export const elements = {};\n');
    const { status, stderr } = create('rtc-other-thing');
    expect(status).to.equal(1);
    expect(stderr).to.include('markers');
    expect(existsSync(join(folder, 'src/elements'))).to.equal(false);
  });
});
