import { expect } from 'chai';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningServer, serve } from '../../src/server/serve.ts';
import { household } from './support/household.ts';

const files = {
  'worklet.js': `import { name } from './name.js'; registerProcessor(name, class extends AudioWorkletProcessor { process() { return false; } });`,
  'worker.js': `import { name } from './name.js'; postMessage(name);`,
  'name.js': `export const name = 'from-the-server';`,
  'classic.js': `ranClassic = true;`,
};

/** As a page would that is of another origin than its scripts. */
const page = (library: string) => `<!doctype html><title>Isolated</title>
<script src="${library}/classic.js"></script>
<script type="module">
  async function worklet() {
    const context = new OfflineAudioContext(1, 128, 44100);
    await context.audioWorklet.addModule('${library}/worklet.js');
    return new AudioWorkletNode(context, 'from-the-server').numberOfOutputs;
  }

  // A worker's own script must be of the page's origin; what it imports need not be.
  async function worker() {
    const source = URL.createObjectURL(new Blob(['import "${library}/worker.js";'], { type: 'text/javascript' }));
    const { promise, resolve, reject } = Promise.withResolvers();
    const worker = new Worker(source, { type: 'module' });
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = reject;
    return promise.finally(() => worker.terminate());
  }

  globalThis.outcome = Promise.all([worklet(), worker()]);
</script>`;

describe('files of the library’s server, in a page of another origin that lets nothing in unasked', () => {
  const house = household();
  let folder: string;
  let library: RunningServer;
  let site: Server;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'rtc-library-'));
    for (const [name, code] of Object.entries(files)) writeFileSync(join(folder, name), code);
    library = await serve({ port: 0, libraryDirectory: folder });
    const isolated = { 'Cross-Origin-Embedder-Policy': 'require-corp', 'Cross-Origin-Opener-Policy': 'same-origin' };
    site = createServer((_request, response) => response.writeHead(200, { 'Content-Type': 'text/html', ...isolated }).end(page(library.url)));
    await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  });

  after(async () => {
    site.closeAllConnections();
    site.close();
    await library.stop();
    rmSync(folder, { recursive: true });
  });

  for (const browser of ['chromium', 'firefox'] as const) {
    it(`run as script, as worklet and in a worker: ${browser}`, async () => {
      const origin = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
      for (const each of [origin, library.url]) house.know(each);
      const tab = await house.visit(browser, origin);

      expect(await tab.page.evaluate('crossOriginIsolated')).to.equal(true);
      expect(await tab.page.evaluate('outcome')).to.deep.equal([1, 'from-the-server']);
      expect(await tab.page.evaluate('ranClassic')).to.equal(true);
    });
  }
});
