import { expect } from 'chai';
import { household } from './support/household.ts';
import { LibraryServer } from './support/library-server.ts';

const trying = 'Can’t reach the call server. Trying again…';

describe('bad luck with', () => {
  const house = household();

  it('a server that is down at the start: both are in the call once it is up', async () => {
    const dead = await LibraryServer.start();
    await dead.kill();
    house.know(dead.origin);
    const server = `${dead.origin}/peer`;
    const ada = await house.caller('Ada', 'chromium', { server });
    const bob = await house.caller('Bob', 'firefox', { server });
    for (const caller of [ada, bob]) {
      await caller.hearsOfErrors('server-unreachable');
      await caller.reads(trying);
      expect(caller.state.phase).to.equal('joining');
      expect(caller.tab.warnings).to.deep.equal([`<rtc-call>: server-unreachable: No call server answers at ${server}; trying again`]);
    }

    const alive = await dead.startAgain();
    try {
      await Promise.all([ada.isWith('Bob'), bob.isWith('Ada')]);
      await Promise.all([ada.seesMoving('Bob'), bob.seesMoving('Ada'), ada.hears(1), bob.hears(1)]);
      expect([...ada.errors, ...bob.errors]).to.deep.equal(['server-unreachable', 'server-unreachable']);
    } finally {
      await alive.kill();
    }
  });

  it('the path of the server: both are in the call once it is put right', async () => {
    const server = `${house.server.origin}/nothing`;
    const ada = await house.caller('Ada', 'chromium', { server });
    const bob = await house.caller('Bob', 'firefox', { server });
    for (const caller of [ada, bob]) {
      await caller.hearsOfErrors('server-unreachable');
      await caller.reads(trying);
      expect(caller.tab.warnings).to.deep.equal([`<rtc-call>: server-unreachable: No call server answers at ${server}; trying again`]);
      await caller.change({ server: `${house.server.origin}/peer` });
    }
    await Promise.all([ada.isWith('Bob'), bob.isWith('Ada')]);
  });

  it('a bad attribute: both are in the call once it is put right', async () => {
    const ada = await house.caller('Ada', 'chromium', { resolution: '9000p' });
    const bob = await house.caller('Bob', 'firefox', { 'max-participants': '99' });
    for (const [caller, wrong] of [
      [ada, 'resolution="9000p" is not 180p, 360p, 720p, 1080p'],
      [bob, 'max-participants="99" is not a number from 2 to 16'],
    ] as const) {
      await caller.hearsOfErrors('bad-attribute');
      await caller.reads('This call isn’t set up right. Tell whoever runs this page.');
      expect(caller.state.phase).to.equal('failed');
      expect(caller.tab.warnings).to.deep.equal([`<rtc-call>: bad-attribute: ${wrong}`]);
    }

    await ada.change({ resolution: '180p' });
    await bob.change({ 'max-participants': '2' });
    await Promise.all([ada.isWith('Bob'), bob.isWith('Ada')]);
  });

  for (const browser of ['chromium', 'firefox'] as const) {
    it(`no room at all, until there is one: ${browser}`, async () => {
      const ada = await house.caller('Ada', browser, { room: false });
      const failed = await ada.tab.until('the error', () => ada.tab.told.find((told) => told.kind === 'event' && told.type === 'rtc-error'));
      expect(failed).to.deep.include({ room: '' }).and.nested.include({ 'detail.error.code': 'bad-attribute', 'state.phase': 'failed' });
      await ada.reads('This call isn’t set up right. Tell whoever runs this page.');
      expect(ada.tab.warnings).to.deep.equal(['<rtc-call>: bad-attribute: room is missing: <rtc-call room="…">']);

      await ada.change({ room: house.room });
      await ada.joined();
    });
  }
});
