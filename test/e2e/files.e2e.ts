import { expect } from 'chai';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Caller } from './support/caller.ts';
import { household } from './support/household.ts';

const mebibyte = 1024 * 1024;

/** No two pieces alike. */
function bytesOf(length: number): Buffer {
  const bytes = Buffer.alloc(length);
  for (let offset = 0; offset + 4 <= length; offset += 4) bytes.writeUInt32LE(Math.imul(offset, 2_654_435_761) >>> 0, offset);
  return bytes;
}

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

describe('files', () => {
  const house = household();
  let folder: string;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'rtc-elements-files-'));
  });

  after(() => rmSync(folder, { recursive: true }));

  function onDisk(name: string, bytes: Buffer): string {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return path;
  }

  const digests = (caller: Caller) => caller.details('rtc-file-received').map(({ digest }) => digest);
  const reached = (caller: Caller) => Math.max(0, ...caller.details('rtc-file-progressed').map(({ transfer }) => transfer?.transferred ?? 0));

  /** On both sides, and nothing else is wrong. */
  async function fails(ada: Caller, bob: Caller, code: string): Promise<void> {
    for (const each of [ada, bob]) {
      await each.tab.until(code, () => each.details('rtc-file-failed').length > 0);
      expect([each.details('rtc-file-failed').map(({ error }) => error?.code), each.errors]).to.deep.equal([[code], []]);
    }
  }

  for (const [one, other] of [['chromium', 'firefox'], ['firefox', 'chromium']] as const) {
    it(`are chosen, offered, taken and checked: ${one} to ${other}`, async () => {
      const [ada, bob] = await house.pair(one, other);
      const bytes = bytesOf(3 * mebibyte + 7);
      await ada.press('Chat');
      await ada.attaches(onDisk('report.pdf', bytes));
      await bob.press('Chat, 1 unread');
      await bob.reads('report.pdf');
      await bob.press('Accept');
      await bob.tab.until('all of it', () => digests(bob).length > 0);
      expect(digests(bob)).to.deep.equal([sha256(bytes)]);
      await bob.reads('Verified');
      await ada.tab.until('her word', () => ada.details('rtc-file-progressed').some(({ transfer }) => transfer?.phase === 'done'));
    });

    it(`go on in the page that comes after: ${one} to ${other}`, async () => {
      const ada = await house.caller('Ada', one);
      await ada.isWith();
      // A chat in the page, which takes them unasked.
      const page = house.page(`${house.tag({ 'display-name': 'Bob', id: 'call' })}<rtc-chat for="call" auto-accept="999999999" style="block-size: 400px"></rtc-chat>`);
      const bob = await house.callerAt(page, 'Bob', other);
      await Promise.all([ada.isWith('Bob'), bob.isWith('Ada')]);
      const bytes = bytesOf(40 * mebibyte);
      await ada.press('Chat');
      await ada.attaches(onDisk('long.bin', bytes));
      await bob.tab.until('some of it', () => reached(bob) > 9 * mebibyte);
      await bob.page.reload();
      await ada.isWith('Bob');
      await bob.tab.until('all of it', () => digests(bob).length > 0);
      expect(digests(bob)).to.deep.equal([sha256(bytes)]);
    });
  }

  it('fail where the disk is full, and the call goes on, as does the next file', async () => {
    const [ada, bob] = await house.pair('firefox', 'chromium');
    const disk = await bob.page.createCDPSession();
    const { origin } = new URL(bob.page.url());
    await ada.press('Chat');
    await bob.press('Chat');
    await disk.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 30 * mebibyte });
    await ada.attaches(onDisk('too large.bin', bytesOf(40 * mebibyte)));
    await bob.press('Accept');
    await fails(ada, bob, 'storage-full');
    expect(digests(bob)).to.deep.equal([]);
    await disk.send('Storage.overrideQuotaForOrigin', { origin });
    const bytes = bytesOf(5 * mebibyte);
    await ada.attaches(onDisk('small.bin', bytes));
    await bob.press('Accept');
    await bob.tab.until('all of it', () => digests(bob).length > 0);
    expect(digests(bob)).to.deep.equal([sha256(bytes)]);
  });

  for (const [what, changes, one, other] of [
    ['has gone', (path: string) => rmSync(path), 'chromium', 'firefox'],
    ['has changed', (path: string) => writeFileSync(path, 'another'), 'firefox', 'chromium'],
    ['has changed', (path: string) => writeFileSync(path, bytesOf(80 * mebibyte).reverse()), 'chromium', 'firefox'],
  ] as const) {
    it(`fail where the file ${what} while it is sent, and nothing of it is called whole: ${one} to ${other}`, async () => {
      const [ada, bob] = await house.pair(one, other);
      const path = onDisk(`${what}.bin`, bytesOf(80 * mebibyte));
      await ada.press('Chat');
      await bob.press('Chat');
      await ada.attaches(path);
      await bob.press('Accept');
      await bob.tab.until('some of it', () => reached(bob) > 2 * mebibyte);
      changes(path);
      await fails(ada, bob, 'file-unreadable');
      expect(digests(bob)).to.deep.equal([]);
      await Promise.all([ada.isWith('Bob'), bob.isWith('Ada')]);
    });
  }

  it('fail with a word to both where one of them cancels, and the call goes on', async () => {
    const [ada, bob] = await house.pair('chromium', 'second chromium');
    await ada.press('Chat');
    await ada.attaches(onDisk('unwanted.txt', bytesOf(100)));
    await bob.press('Chat, 1 unread');
    await bob.press('Decline');
    await fails(ada, bob, 'file-cancelled');
    await Promise.all([ada.isWith('Bob'), bob.isWith('Ada')]);
  });
});
