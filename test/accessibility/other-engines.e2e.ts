import { expect } from 'chai';
import { LibraryServer } from '../e2e/support/library-server.ts';
import { openFirefox } from './support/firefox.ts';
import { readSnapshots } from './support/snapshots.ts';
import { type Named, StatesPage } from './support/states-page.ts';
import type { WebDriver } from './support/web-driver.ts';
import { openWebKit } from './support/webkit.ts';

interface Engine {
  readonly open: () => Promise<WebDriver>;
  /** What this engine calls something that Chromium calls otherwise. */
  readonly roles: Readonly<Record<string, string>>;
}

const engines: Readonly<Record<string, Engine>> = {
  Firefox: { open: openFirefox, roles: {} },
  // GTK opens a menu by a button, and has no status but an alert.
  WebKitGTK: { open: openWebKit, roles: { combobox: 'button', status: 'alert' } },
};

for (const [engine, { open, roles }] of Object.entries(engines)) {
  describe(`demo/states.html is accessible in ${engine}`, () => {
    let server: LibraryServer;
    let driver: WebDriver;
    let page: StatesPage;

    before('open the page', async () => {
      [server, driver] = await Promise.all([LibraryServer.start(), open()]);
      page = await StatesPage.open(driver, server.origin);
    });

    after('close it', () => Promise.all([driver?.end(), server?.kill()]));

    it('to axe', async () => {
      expect(await page.audit()).to.deep.equal([]);
    });

    it('by the roles and names that Chromium says', async () => {
      const known = inSnapshots(roles);
      const others = (await page.named()).filter((each) => !known.has(lineOf(each)));
      expect(others.map(lineOf)).to.deep.equal([]);
    });
  });
}

function lineOf({ place, role, name }: Named): string {
  // Where blocks meet, some engines have a space and some have none; Arabic has the digits of either tradition. To the name of a field for files Firefox adds what it draws there itself.
  const plain = name.replaceAll(/\s/g, '').replaceAll(/[٠-٩]/g, (digit) => String('٠١٢٣٤٥٦٧٨٩'.indexOf(digit))).replace(/Browse…Nofileselected\.$/, '');
  return `${place}: ${role} ${JSON.stringify(plain)}`;
}

/** Everything that Chromium has a role for, by the figure it is in. */
function inSnapshots(roles: Engine['roles']): ReadonlySet<string> {
  const lines = new Set<string>();
  for (const [section, tree] of readSnapshots()) {
    let place = '';
    for (const line of tree.split('\n')) {
      if (!line.startsWith(' ')) place = `${section}: ${line}`;
      const [, role = '', name = '""'] = /^ +(\S+)(?: ("(?:[^"\\]|\\.)*"))?/.exec(line) ?? [];
      for (const each of [role, roles[role] ?? role]) lines.add(lineOf({ place, role: each, name: JSON.parse(name) as string }));
    }
  }
  return lines;
}
