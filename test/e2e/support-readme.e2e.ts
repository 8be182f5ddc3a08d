import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AgentPage } from './support/agent-page.ts';
import { household } from './support/household.ts';
import { VisitorPage } from './support/visitor-page.ts';

const [, section = ''] = /^## Add a support-call button in five minutes\n([\s\S]*?)^## /m.exec(readFileSync('README.md', 'utf8')) ?? [];
const fenced = [...section.matchAll(/^ *```(sh|html)\n([\s\S]*?)^ *```/gm)].map(([, language, code = '']) => ({ language, code: dedented(code) }));
const commands = fenced.filter(({ language }) => language === 'sh').map(({ code }) => code);
const pages = fenced.filter(({ language }) => language === 'html').map(({ code }) => code);
const [certificate = ''] = /`npx rtc-elements desk-key [^`]*--agent[^`]*`/.exec(readFileSync('docs/support.md', 'utf8')) ?? [];

function dedented(code: string): string {
  return code.split('\n').map((line) => line.trim()).join('\n');
}

describe('the support call of the README', () => {
  const house = household();
  let folder = '';

  beforeEach('install the package in a folder', () => {
    folder = mkdtempSync(join(tmpdir(), 'rtc-readme-'));
    mkdirSync(join(folder, 'node_modules/.bin'), { recursive: true });
    symlinkSync(join(process.cwd(), 'dist/server/cli.js'), join(folder, 'node_modules/.bin/rtc-elements'));
  });
  afterEach('remove it', () => rmSync(folder, { recursive: true }));

  /** As somebody types it there; answers what it printed. */
  const run = (line: string): string => {
    const { status, stdout, stderr } = spawnSync('sh', ['-c', line], { cwd: folder, encoding: 'utf8' });
    expect(status, `${line}: ${stderr}`).to.equal(0);
    return stdout.trim();
  };

  /** A bare page around an example, with nothing in it changed but where the server is and whose desk it is. */
  const put = (example: string, key: string) => {
    const body = example.replaceAll('https://rtc.example.org', house.server.origin).replace(/desk-key="[^"]*"/, `desk-key="${key}"`);
    return house.site.put(`<!doctype html><html lang="en"><head><title>README</title></head><body>${body}</body></html>`);
  };

  it('has a key, two pages and a certificate', () => {
    expect(commands.map((command) => command.trim())).to.deep.equal(['npx rtc-elements desk-key desk.json']);
    expect(pages.map((page) => /<rtc-(?:support|desk)(?= )/.exec(page)?.[0])).to.deep.equal(['<rtc-support', '<rtc-desk']);
    expect(certificate).to.contain('--with desk.json');
  });

  for (const [one, other, file] of [
    ['chromium', 'firefox', 'desk.json'],
    ['firefox', 'chromium', 'ada.json'],
  ] as const) {
    it(`works as it is written: visitor in ${one}, agent in ${other} with ${file}`, async () => {
      const key = run(commands[0] ?? '');
      expect(key).to.match(/^[\w-]{43}$/);
      run(certificate.replaceAll('`', ''));
      const [shopPage = '', deskPage = ''] = pages;
      const ada = new AgentPage('Ada', await house.visit(other, put(deskPage, key)));
      const vera = new VisitorPage('Vera', await house.visit(one, put(shopPage, key)));
      await ada.signIn(join(folder, file));
      await vera.status('online');

      await vera.pressLauncher();
      await vera.call();
      if (shopPage.includes('prechat=')) {
        await vera.fill('Your name (optional)', 'Vera');
        await vera.press('Call');
      }
      await ada.press('Answer next');
      const [answered] = await Promise.all([vera.hears('rtc-answered'), ada.hears('rtc-answered')]);
      expect(answered.agent?.name).to.equal('Ada');
      await Promise.all([vera.seesMoving('Ada'), ada.seesMoving('Vera'), vera.hearsVoices(1), ada.hearsVoices(1)]);
      expect([...vera.tab.warnings, ...ada.tab.warnings]).to.deep.equal([]);
    });
  }
});
