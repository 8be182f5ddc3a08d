import { expect } from 'chai';
import { household } from './support/household.ts';

// That nothing else is asked for is checked after every test of every file; here, that what is asked for would be seen.
describe('a page with a call', () => {
  const house = household();

  for (const browser of ['chromium', 'firefox'] as const) {
    it(`talks to its own server and the library's, and to no other: ${browser}`, async () => {
      const [ada, bob] = await house.pair(browser, 'second chromium');
      await Promise.all([ada.seesMoving('Bob'), bob.seesMoving('Ada')]);

      const { origin } = house.server;
      const sockets = `${origin.replace('http', 'ws')}/peer/peerjs`;
      expect(house.site.origin).not.to.equal(origin);
      expect(ada.tab.requests).to.include.members([ada.page.url(), `${origin}/rtc-elements.js`, `${origin}/ice`]);
      expect(ada.tab.requests.some((url) => url.startsWith(sockets))).to.equal(true);
      const connections = ada.tab.told.filter((told) => told.kind === 'connection');
      expect(connections).not.to.deep.equal([]);
      for (const { configuration } of connections) expect(configuration?.iceServers ?? []).to.deep.equal([]);
      expect(house.violations()).to.deep.equal([]);
    });
  }
});
