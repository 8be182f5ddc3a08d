import { expect } from 'chai';
import { LibraryServer } from '../e2e/support/library-server.ts';
import { Site } from '../e2e/support/site.ts';
import { Coturn } from './coturn.ts';
import { inLab } from './in-lab.ts';
import { LabBrowser } from './lab-browser.ts';

for (const name of ['chromium', 'firefox'] as const) {
  describe(`${name} on a machine of a lab`, () => {
    const lab = inLab();

    it('opens a page of a site and asks a server, as from a secure context; the server can die and come back', async () => {
      const [shop, library, home] = await Promise.all([lab.host('shop'), lab.host('library'), lab.host('home')]);
      const [server, site] = await Promise.all([LibraryServer.start(9000, library), Site.open(await shop.listen(8080))]);
      const browser = await LabBrowser.start(name, home, { origins: [site.origin] });
      const page = await browser.browser.newPage();
      await page.goto(site.put('<!doctype html><title>A page</title>'));
      const seen = await page.evaluate(async () => {
        const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
        return { secure: isSecureContext, digest: 'subtle' in crypto, tracks: stream.getTracks().length, online: navigator.onLine };
      });
      expect(seen).to.deep.equal({ secure: true, digest: true, tracks: 2, online: true });
      const asks = () => page.evaluate((url) => fetch(url).then(({ ok }) => ok, () => false), `${server.origin}/rtc-elements.js`);
      expect(await asks()).to.equal(true);
      await server.kill();
      expect(await asks()).to.equal(false);
      const again = await server.startAgain();
      expect([again.origin, await asks()]).to.deep.equal([server.origin, true]);
      await Promise.all([browser.close(), site.close()]);
      await again.kill();
    });

    it('is driven while its machine is cut off, and stands still when it is told to', async () => {
      const [shop, home] = await Promise.all([lab.host('shop'), lab.host('home')]);
      const site = await Site.open(await shop.listen(8080));
      const browser = await LabBrowser.start(name, home, { origins: [site.origin] });
      const page = await browser.browser.newPage();
      await page.goto(site.put('<!doctype html><title>A page</title>'));
      await home.cut();
      const asked = page.evaluate(() => fetch('/').then(({ status }) => status));
      expect(await page.evaluate(() => document.title)).to.equal('A page');
      await home.heal();
      expect(await asked).to.equal(404);

      const start = performance.now();
      browser.stopProcess();
      // How long the process is stopped is what is measured.
      const timer = setTimeout(() => browser.continueProcess(), 1000);
      await page.evaluate(() => 1);
      clearTimeout(timer);
      expect(performance.now() - start).to.be.at.least(1000);
      await Promise.all([browser.close(), site.close()]);
    });
  });
}

describe('coturn on a machine of a lab', () => {
  const lab = inLab();

  it('can be ended and started again at the same address', async () => {
    const relay = await Coturn.start(await lab.host('relay'), ['lt-cred-mech', 'user=visitor:of-the-shop', 'realm=shop.example']);
    const { url } = relay;
    await relay.kill();
    await relay.startAgain();
    expect(relay.url).to.equal(url);
    await relay.kill();
  });
});
