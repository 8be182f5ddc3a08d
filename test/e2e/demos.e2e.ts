import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { household } from './support/household.ts';

interface Manifest {
  readonly modules: readonly { readonly declarations: readonly { readonly tagName?: string; readonly attributes?: readonly { readonly name: string }[]; readonly events?: readonly { readonly name: string }[] }[] }[];
}

describe('the demos', () => {
  const house = household();
  const demo = (page: string) => `${house.server.origin}/demo/${page}`;
  const call = () => {
    const { modules } = JSON.parse(readFileSync('custom-elements.json', 'utf8')) as Manifest;
    return modules.flatMap(({ declarations }) => declarations).find(({ tagName }) => tagName === 'rtc-call')!;
  };

  it('have a playground with every attribute, every event, and the markup of what is set', async () => {
    const { page } = await house.visit('chromium', demo('controls.html'));
    await page.waitForSelector('#attributes [name=room]');
    const names = await page.$$eval('#attributes input, #attributes select', (fields) => fields.map((field) => (field as HTMLInputElement).name));
    expect(names).to.have.members(call().attributes!.map(({ name }) => name));
    // Else the script could not be read here, where there is no page.
    const listed = await page.evaluate(async () => ((await import(new URL('controls.js', location.href).href)) as { events: string[] }).events);
    expect(listed).to.have.members(call().events!.map(({ name }) => name));

    await page.select('[name=layout]', 'grid');
    await page.click('[name=view-only]');
    await page.type('[name=display-name]', 'Ada');
    await page.keyboard.press('Tab');
    expect(await page.$eval('#markup', (code) => code.textContent)).to.include('<rtc-call room="demo-controls" layout="grid" view-only display-name="Ada"></rtc-call>');
    await page.evaluate(() => document.querySelector('rtc-call')!.join());
    await page.waitForFunction(() => document.querySelector('#log')!.textContent.includes('rtc-joined'));
    expect(await page.evaluate(() => document.querySelector('rtc-call')!.view.layout)).to.equal('grid');
    await page.select('[name=layout]', '');
    expect(await page.$eval('#markup', (code) => code.textContent)).not.to.include('layout');
  });

  it('have a classroom where raised hands wait in line', async () => {
    const teacher = await house.visit('chromium', demo('classroom.html?as=teacher'));
    const pupils = [await house.visit(teacher, demo('classroom.html?as=pupil')), await house.visit(teacher, demo('classroom.html?as=pupil'))];
    // What is waited for is looked at with every frame, and what is behind has none.
    await teacher.page.bringToFront();
    await teacher.page.waitForFunction(() => document.querySelector('rtc-call')!.participants.length === 3);
    const line = (count: number) => teacher.page.waitForFunction((expected) => document.querySelectorAll('.hands li').length === expected, {}, count);
    const raise = (index: number, on: boolean) => pupils[index]!.page.evaluate((up) => document.querySelector('rtc-call')!.setHand(up), on);
    const devices = await pupils[0]!.page.evaluate(() => document.querySelector('rtc-call')!.participants[0]);
    expect(devices).to.include({ microphone: 'off', camera: 'off' });
    await raise(1, true);
    await line(1);
    await raise(0, true);
    await line(2);
    const names = await Promise.all([1, 0].map((index) => pupils[index]!.page.evaluate(() => document.querySelector('rtc-call')!.displayName)));
    expect(await teacher.page.$$eval('.hands li', (lines) => lines.map(({ textContent }) => textContent))).to.deep.equal(names);
    await raise(1, false);
    await line(1);
  });

  it('have a device that is controlled from another page, and looks after itself meanwhile', async () => {
    const keeper = await house.visit('chromium', demo('device.html'));
    const device = await house.visit(keeper, demo('device.html?as=device'));
    await keeper.page.bringToFront();
    const text = (selector: string) => keeper.page.$eval(selector, (element) => element.textContent);
    await keeper.page.waitForFunction(() => document.querySelector('#state')!.textContent === 'Greenhouse is there.', { polling: 100 });
    expect(await text('#celsius')).to.match(/^\d+\.\d °C$/);
    await keeper.page.waitForFunction(() => document.querySelector('rtc-call')!.participants[1]?.camera === 'on', { polling: 100 });
    const own = await keeper.page.evaluate(() => document.querySelector('rtc-call')!.participants[0]);
    expect(own).to.include({ microphone: 'off', camera: 'off' });

    await keeper.page.click('#lamp');
    await keeper.page.focus('#vent');
    await keeper.page.keyboard.press('End');
    await device.page.waitForFunction(() => document.querySelector('#state')!.textContent === 'The lamp is on, the vent 100 % open.', { polling: 100 });
    await device.page.evaluate(() => document.querySelector<HTMLInputElement>('#lamp')!.click());
    await keeper.page.waitForFunction(() => !document.querySelector<HTMLInputElement>('#lamp')!.checked, { polling: 100 });

    await house.closeTab(device);
    await keeper.page.waitForFunction(() => document.querySelector('#state')!.textContent === 'No greenhouse is there.', { polling: 100 });
    expect(await keeper.page.$eval('#handles', (field) => (field as HTMLFieldSetElement).disabled)).to.equal(true);
  });

  it('have an office of three, who share a screen, write and send files', async () => {
    const ada = await house.visit('chromium', demo('office.html'));
    const [grace, kay] = [await house.visit(ada, demo('office.html')), await house.visit(ada, demo('office.html'))];
    const all = [ada, grace, kay];
    const waits = { polling: 100 };
    for (const { page } of all) await page.waitForFunction(() => document.querySelector('rtc-call')!.participants.length === 3, waits);
    await ada.page.bringToFront();
    await ada.page.evaluate(() => document.querySelector('rtc-call')!.setScreenShare(true));
    for (const { page } of all) await page.waitForFunction(() => document.querySelector('rtc-call')!.participants.some(({ screen }) => screen === 'on'), waits);
    await ada.page.evaluate(() => document.querySelector('rtc-chat')!.sendFiles([new File(['Agenda'], 'agenda.txt')]));
    for (const { page } of [grace, kay]) {
      await page.waitForFunction(() => {
        const button = document.querySelector('rtc-chat')!.shadowRoot!.querySelector('rtc-files')?.shadowRoot?.querySelector<HTMLElement>('[part=accept-button]');
        button?.click();
        return Boolean(button);
      }, waits);
    }
    await ada.page.waitForFunction(() => {
      const files = document.querySelector('rtc-chat')!.shadowRoot!.querySelector('rtc-files')?.shadowRoot;
      const recipients = [...(files?.querySelectorAll('[part=recipient]') ?? [])];
      return recipients.length === 2 && recipients.every(({ textContent }) => textContent.includes('Sent, verified'));
    }, waits);
  });

  it('have a game of two, by key and by finger, that says how long a message takes and how many get lost', async () => {
    const ada = await house.visit('chromium', demo('game.html'));
    const bob = await house.visit('firefox', demo('game.html'));
    const figure = (page: typeof ada.page, id: string) => page.$eval(`#${id}`, (place) => place.textContent);
    for (const { page } of [ada, bob]) await page.waitForFunction(() => /Playing on the (left|right)/.test(document.getElementById('status')!.textContent));
    expect([await figure(ada.page, 'status'), await figure(bob.page, 'status')]).to.deep.equal(['Playing on the left', 'Playing on the right']);
    for (const { page } of [ada, bob]) {
      await page.waitForFunction(() => /^\d+ ms$/.test(document.getElementById('latency')!.textContent) && /^\d+\.\d %$/.test(document.getElementById('loss')!.textContent));
      await page.waitForFunction(() => Number(document.getElementById('rate')!.textContent) > 20);
    }
    await ada.page.bringToFront();
    /** Where a paddle is drawn, from the top, as a share of the table. */
    const paddle = (side: 'left' | 'right') =>
      ada.page.evaluate((where) => {
        const table = document.querySelector('canvas')!;
        const column = table.getContext('2d')!.getImageData(where === 'left' ? table.height * 0.04 : table.width - table.height * 0.04, 0, 1, table.height).data;
        return Array.from({ length: table.height }, (_, y) => y).findIndex((y) => column[4 * y + 3]! > 0) / table.height;
      }, side);
    const middle = await paddle('left');
    await ada.page.focus('canvas');
    await ada.page.keyboard.down('ArrowDown');
    while ((await paddle('left')) < middle + 0.1) await ada.page.evaluate(() => new Promise(requestAnimationFrame));
    await ada.page.keyboard.up('ArrowDown');
    const theirs = await paddle('right');
    await bob.page.evaluate(() => {
      const table = document.querySelector('canvas')!;
      table.dispatchEvent(new PointerEvent('pointermove', { pointerType: 'touch', buttons: 1, clientY: table.getBoundingClientRect().bottom }));
    });
    while ((await paddle('right')) < theirs + 0.1) await ada.page.evaluate(() => new Promise(requestAnimationFrame));
  });
});
