import { expect } from 'chai';
import { pieceLength } from '../../../src/features/files/pieces.ts';
import { storedShelf } from '../../../src/features/files/stored-shelf.ts';
import { randomHex } from '../../../src/core/crypto/random.ts';
import { bytesOf, FilePerson, sha256Of } from '../../support/file-person.ts';
import type { TestNetwork } from '../../support/meeting.ts';
import { peerjsTestNetwork } from '../../support/peerjs-network.ts';

/** Over real connections, and onto the disk of a real browser. */
describe('files over PeerJS', () => {
  let network: TestNetwork;
  let room: string;
  const open: FilePerson[] = [];

  before(async () => {
    network = await peerjsTestNetwork();
  });

  after(() => network.close());

  beforeEach(() => {
    room = randomHex(8);
  });

  afterEach(async () => {
    for (const each of open.splice(0)) {
      for (const { id } of each.transfers) each.files.dismiss(id);
      each.close();
    }
    const root = await navigator.storage.getDirectory();
    await root.removeEntry('rtc-elements-files', { recursive: true }).catch(() => undefined);
  });

  async function come(name: string): Promise<FilePerson> {
    const person = new FilePerson(network, { name, room }, undefined, storedShelf);
    open.push(person);
    await person.call.join();
    return person;
  }

  async function two(): Promise<[FilePerson, FilePerson]> {
    const [ada, grace] = [await come('Ada'), await come('Grace')];
    await Promise.all([ada.isWith('Grace'), grace.isWith('Ada')]);
    return [ada, grace];
  }

  it('arrive whole, several at once, whatever their sizes', async () => {
    const [ada, grace] = await two();
    grace.files.autoAccept = 100 * 1024 * 1024;
    const sizes = [0, 1, pieceLength - 1, pieceLength, pieceLength + 1, 17 * pieceLength + 3, 40 * pieceLength];
    const all = sizes.map((size, index) => bytesOf(size, index + 1));
    await ada.files.send(all.map((bytes, index) => new File([bytes], `file ${index}`)));
    for (const [index, bytes] of all.entries()) {
      const { file, digest } = await grace.has(`file ${index}`, 'done');
      const wanted = await sha256Of(bytes);
      expect([await sha256Of(file!), digest]).to.deep.equal([wanted, wanted]);
    }
    await ada.until('her word for it', () => ada.transfers.every(({ phase }) => phase === 'done'));
  });

  it('go on after a cut from what was checked, and in the page that comes after', async () => {
    const [ada, before] = await two();
    const bytes = bytesOf(100 * pieceLength);
    await ada.files.send([new File([bytes], 'long')]);
    await before.accepts('long');
    await before.reaches('long', 20 * pieceLength);
    await network.cut(ada.call.id, before.call.id);
    await before.has('long', 'waiting');
    await network.heal(ada.call.id, before.call.id);
    await before.reaches('long', 50 * pieceLength);
    before.close();
    open.splice(open.indexOf(before), 1);
    const grace = await come('Grace');
    const { file, digest } = await grace.has('long', 'done');
    const wanted = await sha256Of(bytes);
    expect([await sha256Of(file!), digest]).to.deep.equal([wanted, wanted]);
    await ada.has('long', 'done');
  });
});
