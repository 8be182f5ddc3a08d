import { expect } from 'chai';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { household } from './support/household.ts';
import { expectItsServers, pictures, StockPage, stockScript } from './support/stock-page.ts';

const [, example = ''] = /```html\n([\s\S]*?)\n```/.exec(readFileSync('docs/protocol.md', 'utf8')) ?? [];

describe('a page with stock PeerJS', () => {
  const house = household();
  const idOf = (name: string) => createHash('sha256').update(name).digest('hex').slice(0, 32);

  for (const [page, client] of [['chromium', 'firefox'], ['firefox', 'chromium']] as const) {
    it(`in ${client} takes part in a call in ${page}: is seen and heard, sees, and exchanges data`, async () => {
      const ada = await house.caller('Ada', page, { compat: true });
      await ada.isWith();
      const name = `device-${client}`;
      const device = await StockPage.open(house, client, name);
      const address = `rtc-${house.room}-0`;
      await device.call(address, 'Door');
      await ada.isWith('Door');
      expect(ada.knows('Door')).to.include({ id: idOf(name), verified: false });
      await Promise.all([ada.sees('Door', { microphone: 'on', camera: 'on' }), ada.seesMoving('Door'), ada.hears(1), device.seesMoving()]);

      const told = () => ada.details('rtc-data-received');
      for (const [index, serialization] of ['binary', 'json', 'raw'].entries()) {
        const isText = serialization === 'raw';
        await device.exchange(address, { serialization }, { topic: 'reading', data: { serialization } }, isText);
        await ada.tab.until(`a reading in ${serialization}`, () => told().length === index + 1);
        expect(told().at(-1)).to.deep.include({ topic: 'reading', data: { serialization }, from: idOf(name) });
        await ada.say(serialization);
        const heard = await device.hears(index + 1);
        expect(isText ? JSON.parse(heard as string) : heard).to.deep.equal({ topic: 'words', data: serialization });
      }
      expect(ada.details('rtc-participant-joined')).to.have.length(1);

      await ada.setMicrophone(false);
      await device.hangUp();
      expect(await ada.hearsOfLeaving('Door')).to.equal('left');
      await ada.isWith();
    });
  }

  it('that is closed without a word is lost', async () => {
    const ada = await house.caller('Ada', 'chromium', { compat: true });
    await ada.isWith();
    const device = await StockPage.open(house, 'second chromium', 'device');
    await device.call(`rtc-${house.room}-0`, 'Door');
    await ada.isWith('Door');
    await house.closeTab(device.tab);
    await ada.isWith();
  });

  it('is the example in docs/protocol.md', async () => {
    const ada = await house.caller('Ada', 'chromium', { compat: true });
    await ada.isWith();
    const { hostname, port } = new URL(house.server.origin);
    const html = example
      .replace('<script src="peerjs.min.js"></script>', () => stockScript)
      .replace("host: 'rtc.example.org', port: 443, path: '/peer', secure: true", `host: '${hostname}', port: ${port}, path: '/peer', secure: false`)
      .replace('rtc-greenhouse-0', `rtc-${house.room}-0`);
    expectItsServers(house);
    const device = await house.visit('second chromium', house.page(html, ''));
    await ada.isWith('Greenhouse');
    await Promise.all([ada.seesMoving('Greenhouse'), pictures(device)]);
    await ada.tab.until('a reading', () => ada.details('rtc-data-received').some(({ data }) => (data as { celsius?: number }).celsius === 21.5));
    await ada.page.evaluate(() => document.querySelector('rtc-call')!.send('lamp', true));
    await ada.tab.until('the lamp', () => ada.details('rtc-data-received').some(({ topic, data }) => topic === 'lamp-is' && data === true));
  });

  it('is not let into a room with a key, nor one whose name is no address', async () => {
    const ada = await house.caller('Ada', 'chromium', { compat: true, passphrase: 'open sesame' });
    await ada.hearsOfErrors('bad-attribute');
    const bob = await house.caller('Bob', ada.tab, { compat: true, room: 'Grüne Gärten' });
    await bob.tab.until('bad-attribute', () => bob.tab.warnings.some((line) => line.includes('bad-attribute') && line.includes('room')));
  });
});
