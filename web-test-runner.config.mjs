// One browser at a time, named by RTC_BROWSER; `npm test` starts it once for each (scripts/test.mjs).
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter, summaryReporter } from '@web/test-runner';
import { puppeteerLauncher } from '@web/test-runner-puppeteer';
import { fileURLToPath } from 'node:url';
import { launchOptions } from './scripts/browsers.mjs';
import { freePort } from './test/support/free-port.mjs';
import { countsReporter } from './test/support/wtr-counts.mjs';
import { peerServerPlugin } from './test/support/wtr-peer-server.mjs';
import { peerjsPlugin } from './test/support/wtr-peerjs.mjs';
import { webkitLauncher } from './test/support/wtr-webkit.mjs';
import { wiresPlugin } from './test/support/wtr-wires.mjs';

const browser = process.env.RTC_BROWSER ?? 'chromium';

export default {
  files: browser === 'webkit' ? ['test/**/*.render.test.ts'] : ['test/**/*.test.ts', '!test/**/*.node.test.ts', '!test/e2e/**'],
  browsers: [browser === 'webkit' ? await webkitLauncher() : puppeteerLauncher({ launchOptions: await launchOptions(browser) })],
  hostname: '127.0.0.1',
  // Two may start at the same time.
  port: await freePort(),
  nodeResolve: true,
  concurrency: 1,
  plugins: [
    peerjsPlugin(),
    peerServerPlugin(),
    wiresPlugin(),
    esbuildPlugin({ ts: true, target: 'es2022', tsconfig: fileURLToPath(new URL('./tsconfig.json', import.meta.url)) }),
  ],
  testFramework: { config: { timeout: 20_000 } },
  // The contract suite over real wires takes two minutes and more.
  testsFinishTimeout: 300_000,
  // It says so in every file.
  filterBrowserLogs: ({ args }) => !String(args[0]).startsWith('Lit is in dev mode'),
  reporters: [
    // The names of the tests; then, of a file that failed, why.
    summaryReporter({ reportTestLogs: false, reportTestErrors: false }),
    defaultReporter({ reportTestProgress: false }),
    countsReporter(process.env.RTC_COUNTS),
  ],
};
