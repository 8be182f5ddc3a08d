import { expect } from 'chai';
import { RtcFileFailedEvent, RtcFileOfferedEvent, RtcFileProgressedEvent, RtcFileReceivedEvent } from '../../../src/features/files/file-events.ts';
import { pieceLength } from '../../../src/features/files/pieces.ts';
import { MemoryNetwork } from '../../../src/transports/memory/memory-transport.ts';
import { FakeTime } from '../../support/fake-time.ts';
import { bytesOf, FilePerson, filePeople, sha256Of } from '../../support/file-person.ts';
import { rejectionCode } from '../../support/rejection.ts';
import type { TestShelf } from '../../support/file-shelf.ts';

describe('files in a call', () => {
  let network: MemoryNetwork;
  const open: FilePerson[] = [];

  beforeEach(() => {
    network = new MemoryNetwork();
  });

  afterEach(() => {
    for (const each of open.splice(0)) each.close();
  });

  async function people(...names: readonly string[]): Promise<FilePerson[]> {
    const all = await filePeople(network, ...names);
    open.push(...all);
    return all;
  }

  async function come(name: string, shelf?: TestShelf): Promise<FilePerson> {
    const person = new FilePerson(network, { name }, shelf);
    open.push(person);
    await person.call.join();
    return person;
  }

  it('arrive whole, checked, once somebody has said yes', async () => {
    const [ada, grace] = (await people('Ada', 'Grace')) as [FilePerson, FilePerson];
    const bytes = bytesOf(3 * pieceLength + 17);
    const [sent] = await ada.files.send([new File([bytes], 'report.pdf', { type: 'application/pdf' })]);
    const offer = await grace.has('report.pdf', 'offered');
    expect([offer.size, offer.type, offer.peerName, offer.direction, offer.file]).to.deep.equal([bytes.length, 'application/pdf', 'Ada', 'in', undefined]);
    expect([sent!.phase, grace.shelf.size]).to.deep.equal(['offered', 0]);
    expect(grace.call.all(RtcFileOfferedEvent).length).to.equal(1);
    grace.files.accept(offer.id);
    const { file, digest } = await grace.has('report.pdf', 'done');
    expect(await sha256Of(file!)).to.equal(await sha256Of(bytes));
    expect([file!.name, file!.type, digest]).to.deep.equal(['report.pdf', 'application/pdf', await sha256Of(bytes)]);
    await ada.has('report.pdf', 'done');
    expect([sent!.digest, sent!.transferred]).to.deep.equal([await sha256Of(bytes), bytes.length]);
    const received = grace.call.all(RtcFileReceivedEvent);
    expect(received.map((event) => [event.file.name, event.from, event.digest])).to.deep.equal([['report.pdf', ada.call.id, digest]]);
    expect(grace.call.all(RtcFileProgressedEvent).length).to.be.greaterThan(1);
    expect(ada.call.all(RtcFileReceivedEvent).length).to.equal(0);
  });

  it('go to all, or to one', async () => {
    const [ada, grace, mary] = (await people('Ada', 'Grace', 'Mary')) as [FilePerson, FilePerson, FilePerson];
    const all = await ada.files.send([new File(['for all'], 'all.txt')]);
    expect(all.length).to.equal(2);
    await Promise.all([grace.accepts('all.txt'), mary.accepts('all.txt')]);
    await Promise.all([grace.has('all.txt', 'done'), mary.has('all.txt', 'done')]);
    await ada.until('both', () => ada.transfers.every(({ phase }) => phase === 'done'));
    expect(new Set(ada.transfers.map(({ group }) => group)).size).to.equal(1);
    await ada.files.send([new File(['for one'], 'one.txt')], [mary.call.id]);
    await mary.accepts('one.txt');
    await mary.has('one.txt', 'done');
    expect(grace.transfers.length).to.equal(1);
  });

  it('may be empty, and may have one name', async () => {
    const [ada, grace] = (await people('Ada', 'Grace')) as [FilePerson, FilePerson];
    grace.files.autoAccept = 1000;
    await ada.files.send([new File([], 'same'), new File(['x'], 'same')]);
    await grace.until('both', () => grace.transfers.filter(({ phase }) => phase === 'done').length === 2);
    expect(grace.transfers.map(({ file, digest }) => [file!.size, digest])).to.deep.equal([[0, await sha256Of(new Uint8Array())], [1, await sha256Of(new TextEncoder().encode('x'))]]);
    await ada.until('both there', () => ada.transfers.every(({ phase }) => phase === 'done'));
  });

  it('come unasked up to the size that is wanted so', async () => {
    const [ada, grace] = (await people('Ada', 'Grace')) as [FilePerson, FilePerson];
    grace.files.autoAccept = 10;
    await ada.files.send([new File(['x'.repeat(11)], 'large'), new File(['x'.repeat(10)], 'small')]);
    await grace.has('small', 'done');
    expect(grace.transfer('large').phase).to.equal('offered');
    grace.files.autoAccept = 11;
    await grace.has('large', 'done');
  });

  it('are declined, and cancelled by either side, with the same word for both', async () => {
    const [ada, grace] = (await people('Ada', 'Grace')) as [FilePerson, FilePerson];
    await ada.files.send([new File(['a'], 'declined'), new File(['b'], 'withdrawn')]);
    await grace.has('withdrawn', 'offered');
    grace.files.cancel(grace.transfer('declined').id);
    ada.files.cancel(ada.transfer('withdrawn').id);
    for (const each of [ada, grace]) {
      for (const name of ['declined', 'withdrawn']) expect((await each.has(name, 'failed')).error?.code).to.equal('file-cancelled');
      expect(each.call.all(RtcFileFailedEvent).map(({ error }) => error.code)).to.deep.equal(['file-cancelled', 'file-cancelled']);
    }
    expect([ada, grace].map((each) => ['declined', 'withdrawn'].map((name) => each.transfer(name).endedBy).join())).to.deep.equal(['there,here', 'here,there']);
    grace.files.dismiss(grace.transfer('declined').id);
    expect(grace.transfers.map(({ name }) => name)).to.deep.equal(['withdrawn']);
  });

  it('are paused and go on, by either side, and begin at the last piece that was checked', async () => {
    const [ada, grace] = (await people('Ada', 'Grace')) as [FilePerson, FilePerson];
    const bytes = bytesOf(40 * pieceLength);
    await ada.files.send([new File([bytes], 'long')]);
    await grace.accepts('long');
    await grace.reaches('long', 1);
    grace.files.pause(grace.transfer('long').id);
    expect(grace.transfer('long').pausedBy).to.deep.equal(['here']);
    await ada.until('the pause', () => ada.transfer('long').phase === 'paused');
    ada.files.pause(ada.transfer('long').id);
    await grace.until('both', () => grace.transfer('long').pausedBy.length === 2);
    grace.files.resume(grace.transfer('long').id);
    await ada.until('her own', () => ada.transfer('long').pausedBy.join() === 'here');
    expect(grace.transfer('long').phase).to.equal('paused');
    ada.files.resume(ada.transfer('long').id);
    const { digest } = await grace.has('long', 'done');
    expect(digest).to.equal(await sha256Of(bytes));
  });

  it('go on after the link was cut', async () => {
    const [ada, grace] = (await people('Ada', 'Grace')) as [FilePerson, FilePerson];
    const bytes = bytesOf(60 * pieceLength);
    await ada.files.send([new File([bytes], 'long')]);
    await grace.accepts('long');
    await grace.reaches('long', 1);
    network.cut(ada.call.id, grace.call.id);
    await grace.has('long', 'waiting');
    const kept = grace.shelf.bytes;
    network.heal(ada.call.id, grace.call.id);
    const { digest } = await grace.has('long', 'done');
    expect([digest, kept > 0]).to.deep.equal([await sha256Of(bytes), true]);
  });

  it('go on in the page that comes after, from what was kept', async () => {
    const [ada, before] = (await people('Ada', 'Grace')) as [FilePerson, FilePerson];
    const bytes = bytesOf(60 * pieceLength);
    await ada.files.send([new File([bytes], 'long')]);
    await before.accepts('long');
    await before.reaches('long', 5 * pieceLength);
    before.close();
    const grace = await come('Grace', before.shelf);
    expect((await grace.has('long', 'done')).digest).to.equal(await sha256Of(bytes));
    expect((await ada.has('long', 'done')).peer).to.equal(grace.call.id);
    grace.close();
    const later = await come('Grace', before.shelf);
    const { file, digest } = await later.has('long', 'done');
    expect([await sha256Of(file!), digest]).to.deep.equal([await sha256Of(bytes), await sha256Of(bytes)]);
  });

  it('wait for whoever sends them, who comes back in another visit', async () => {
    const [ada, grace] = (await people('Ada', 'Grace')) as [FilePerson, FilePerson];
    const bytes = bytesOf(60 * pieceLength);
    await ada.files.send([new File([bytes], 'long')]);
    await grace.accepts('long');
    await grace.reaches('long', 1);
    ada.call.session.leave();
    await grace.has('long', 'waiting');
    await ada.call.join();
    expect((await grace.has('long', 'done')).digest).to.equal(await sha256Of(bytes));
  });

  it('fail where the disk is full, or cannot keep so much, and leave nothing behind', async () => {
    const [ada, grace] = (await people('Ada', 'Grace')) as [FilePerson, FilePerson];
    grace.shelf.room = 5 * pieceLength;
    await ada.files.send([new File([bytesOf(10 * pieceLength)], 'large')]);
    await grace.accepts('large');
    for (const each of [ada, grace]) expect((await each.has('large', 'failed')).error?.code).to.equal('storage-full');
    expect([grace.shelf.bytes, grace.call.all(RtcFileReceivedEvent).length]).to.deep.equal([0, 0]);
  });

  it('fail where the file has gone, or has changed, while it is sent', async () => {
    const [ada, grace] = (await people('Ada', 'Grace')) as [FilePerson, FilePerson];
    const file = new File([bytesOf(20 * pieceLength)], 'gone');
    const slice = file.slice.bind(file);
    file.slice = (start) => slice(start, 8 * pieceLength + 10);
    await ada.files.send([file]);
    await grace.accepts('gone');
    for (const each of [ada, grace]) expect((await each.has('gone', 'failed')).error?.code).to.equal('file-unreadable');
    expect([grace.shelf.size, grace.call.all(RtcFileReceivedEvent).length]).to.deep.equal([0, 0]);
  });

  it('fail a minute after whoever sends them, or gets them, has gone', async () => {
    const [ada, grace, mary] = (await people('Ada', 'Grace', 'Mary')) as [FilePerson, FilePerson, FilePerson];
    const time = new FakeTime();
    time.start();
    try {
      await ada.files.send([new File(['x'], 'for Grace')], [grace.call.id]);
      await mary.files.send([new File(['y'], 'from Mary')], [ada.call.id]);
      await time.settle();
      for (const each of [grace, mary]) each.call.session.leave();
      await time.pass(59_000);
      expect(ada.transfers.map(({ phase }) => phase)).to.deep.equal(['offered', 'offered']);
      await time.pass(2000);
      expect(ada.transfers.map(({ error }) => error?.code)).to.deep.equal(['peer-unreachable', 'peer-unreachable']);
      expect([ada.call.phase, ada.shelf.size]).to.deep.equal(['live', 0]);
    } finally {
      time.stop();
    }
  });

  it('cannot be sent outside a call, to nobody, or if they are none', async () => {
    const [ada] = (await people('Ada')) as [FilePerson];
    expect(await rejectionCode(ada.files.send([new File([], 'x')]))).to.equal('peer-unreachable');
    expect(await rejectionCode(ada.files.send(['x' as unknown as File]))).to.equal('bad-message');
    ada.call.session.leave();
    expect(await rejectionCode(ada.files.send([new File([], 'x')]))).to.equal('connection-lost');
  });
});
