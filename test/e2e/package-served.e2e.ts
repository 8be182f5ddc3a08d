import { expect } from 'chai';
import { build } from 'esbuild';
import { spawn, type SpawnOptions } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { consumer } from './support/consumer.ts';
import { household } from './support/household.ts';
import { LibraryServer } from './support/library-server.ts';

describe('the package, installed and served', () => {
  const house = household();
  let server: LibraryServer;
  /** Somebody's own, put where the server finds it; others look at the package, too. */
  const bundled = () => join(consumer().package, 'dist/bundle');

  before(async () => {
    const inPackage = (command: string, words: readonly string[], options: SpawnOptions) => spawn(command, words, { ...options, cwd: consumer().package });
    // Its own folder is where the command is.
    server = await LibraryServer.start(0, { address: '127.0.0.1', spawn: inPackage });
    await build({
      stdin: { contents: `import 'rtc-elements/rtc-call'; import { RtcError } from 'rtc-elements'; document.title = RtcError.name;`, resolveDir: consumer().folder },
      outfile: join(bundled(), 'page.js'),
      bundle: true,
      format: 'esm',
      splitting: false,
    });
  });

  beforeEach(() => house.know(server.origin));

  after(() => {
    rmSync(bundled(), { recursive: true });
    return server.kill();
  });

  const hashes = () => consumer().readJson('dist/sri.json') as Record<string, string>;
  const importMap = () => {
    const integrity = Object.fromEntries(Object.entries(hashes()).map(([file, hash]) => [`${server.origin}/${file}`, hash]));
    return `<script type="importmap">${JSON.stringify({ integrity })}</script>`;
  };
  const pinned = (file: string, more: string) => `<script ${more} src="${server.origin}/${file}" integrity="${hashes()[file]}" crossorigin></script>`;

  for (const [name, head] of [
    ['its script tag, pinned with all that it loads', () => importMap() + pinned('rtc-elements.js', 'type="module"')],
    ['its one script, pinned', () => pinned('rtc-elements.global.js', 'defer')],
    ['a bundle of somebody’s own', () => `<script type="module" src="${server.origin}/bundle/page.js"></script>`],
  ] as const) {
    it(`has a call by ${name}`, async () => {
      const ada = await house.callerAt(house.page(house.tag({ 'display-name': 'Ada', 'server': `${server.origin}/peer` }), head()), 'Ada', 'chromium');
      await ada.isWith();
      expect(ada.tab.warnings).to.deep.equal([]);
    });
  }
});
