// What nobody uses goes: files, exports, packages. Entries are what is built, what is run, and what is started or given to a browser by its name.
import { readdirSync, readFileSync } from 'node:fs';
import { browserEntries, globalEntry } from './scripts/entries.mjs';

const namesIn = (files, pattern) => files.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(pattern)].map(([, name]) => name));
const pages = readdirSync('demo').filter((file) => file.endsWith('.html')).map((file) => `demo/${file}`);

export default {
  entry: [
    ...Object.values({ ...browserEntries(), ...globalEntry }),
    'src/server/cli.ts',
    ...namesIn(pages, /src="([\w-]+\.js)"/g).map((script) => `demo/${script}`),
    ...namesIn(['scripts/test.mjs', 'scripts/lint.mjs'], /'(scripts\/[\w/-]+\.mjs)'/g),
    '*.config.mjs',
    '.puppeteerrc.cjs',
    'test/**/*.{test,e2e,net,pictures}.ts',
    'test/support/mocha-counts.cjs',
    'test/network/doorway.mjs',
    'test/server/{crowd,forked-server}.ts',
    '{test,bench}/**/page/*.ts',
  ],
  project: ['{src,test,bench,demo,scripts}/**/*.{ts,js,mjs,cjs}', '*.{js,mjs,cjs}'],
  // What was built, if anything was: package.json names it.
  ignore: ['dist/**'],
  // As a page finds them on the server.
  paths: { '/index.js': ['./src/index.ts'], '../data.js': ['./src/features/data/data.ts'] },
  // The usual, and modules in a circle.
  include: ['files', 'dependencies', 'unlisted', 'unresolved', 'binaries', 'exports', 'types', 'duplicates', 'enumMembers', 'cycles'],
  // Started by scripts/lint.mjs; and where the icons are from, whose licence a test looks up.
  ignoreDependencies: ['jscpd', 'lucide-static'],
  // Of the machine.
  ignoreBinaries: ['apt-get', 'ip', 'pactl'],
};
