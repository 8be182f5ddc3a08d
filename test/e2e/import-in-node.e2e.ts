import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

// Server-side rendering and tests import components: that must neither fail nor change anything for the others.
const script = `
  const before = new Set(Reflect.ownKeys(globalThis));
  await import(process.argv[1]);
  const after = Reflect.ownKeys(globalThis).filter((key) => !before.has(key));
  console.log(JSON.stringify(after.map(String)));
`;

const litVersions = ['litElementVersions', 'litHtmlVersions', 'reactiveElementVersions', 'litPropertyMetadata'];

describe('importing the library in Node', () => {
  for (const file of readdirSync('dist').filter((name) => name.endsWith('.js'))) {
    it(`is safe for ${file}`, () => {
      const url = pathToFileURL(join('dist', file)).href;
      const { stdout, stderr, status } = spawnSync(process.execPath, ['--input-type=module', '--eval', script, url], { encoding: 'utf8' });
      expect(stderr).to.equal('');
      expect(status).to.equal(0);
      expect(litVersions).to.include.members(JSON.parse(stdout) as string[]);
    });
  }
});
