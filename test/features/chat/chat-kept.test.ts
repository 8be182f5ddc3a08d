import { expect } from 'chai';
import { RtcMessageReceivedEvent } from '../../../src/features/chat/chat-events.ts';
import type { OpenBox } from '../../../src/features/chat/chat-box.ts';
import { storedBox } from '../../../src/features/chat/stored-box.ts';
import { MemoryNetwork } from '../../../src/transports/memory/memory-transport.ts';
import { Chatter } from '../../support/chatter.ts';
import { randomHex } from '../../../src/core/crypto/random.ts';

/** With the storage, the locks and the keys of a real browser. */
describe('a chat that is kept', () => {
  let network: MemoryNetwork;
  let room: string;
  const open: Chatter[] = [];

  beforeEach(() => {
    network = new MemoryNetwork();
    room = randomHex(8);
  });

  afterEach(async () => {
    for (const each of open.splice(0)) {
      await each.chat.forget();
      each.close();
    }
  });

  async function come(name: string, openBox: OpenBox = storedBox): Promise<Chatter> {
    const chatter = new Chatter(network, { name, room }, openBox);
    open.push(chatter);
    await chatter.call.join();
    await chatter.until('it to be kept', () => chatter.state.isKept);
    return chatter;
  }

  function go(chatter: Chatter): void {
    chatter.close();
    open.splice(open.indexOf(chatter), 1);
  }

  it('is there after a reload, with what nobody has yet, and whoever wrote it can change it', async () => {
    const before = await come('Ada');
    const { id } = await before.chat.send('Anybody?');
    before.chat.write('And then');
    await before.chat.send('Helloo');
    go(before);
    const ada = await come('Ada');
    await ada.reads('Anybody?', 'Helloo');
    expect(ada.state.draft).to.equal('And then');
    expect(ada.state.messages.map(({ author, delivery }) => [author.isLocal, delivery?.state])).to.deep.equal([[true, 'sending'], [true, 'sending']]);
    await ada.chat.edit(id, 'Anybody here?');
    const grace = await come('Grace');
    await grace.reads('Anybody here?', 'Helloo');
    await ada.until('Grace to have it', () => ada.state.messages.every(({ delivery }) => delivery?.state === 'delivered'));
    expect(new Set(grace.call.all(RtcMessageReceivedEvent).map(({ message }) => message.id)).size).to.equal(2);
  });

  it('brings whoever was away what they missed, and nothing twice', async () => {
    const [ada, before] = [await come('Ada'), await come('Grace')];
    await Promise.all([ada.isWith('Grace'), before.isWith('Ada')]);
    await ada.chat.send('One');
    await before.reads('One');
    before.chat.read(before.message('One').id);
    await before.chat.send('Two');
    await ada.reads('Two');
    go(before);
    await ada.chat.send('Three');
    const grace = await come('Grace');
    await grace.reads('One', 'Two', 'Three');
    expect(grace.texts).to.deep.equal(['One', 'Two', 'Three']);
    expect(grace.message('Two').author.isLocal).to.equal(true);
    expect(grace.call.all(RtcMessageReceivedEvent).map(({ message }) => message.text)).to.deep.equal(['Three']);
    expect([grace.state.unread, grace.state.firstUnread]).to.deep.equal([1, grace.message('Three').id]);
  });

  it('counts as delivered once it is kept', async () => {
    let isKept = false;
    const [ada, grace] = [
      await come('Ada'),
      await come('Grace', async (...options) => {
        const box = await storedBox(...options);
        const written = box.written.bind(box);
        box.written = async () => {
          await written();
          isKept = true;
        };
        return box;
      }),
    ];
    await Promise.all([ada.isWith('Grace'), grace.isWith('Ada')]);
    await ada.chat.send('Keep this');
    await ada.until('it to be delivered', () => ada.message('Keep this').delivery?.state === 'delivered');
    expect(isKept).to.equal(true);
  });

  it('has a place of its own for every page that is open', async () => {
    const [ada, also] = [await come('Ada'), await come('Ada')];
    await Promise.all([ada.isWith('Ada'), also.isWith('Ada')]);
    await ada.chat.send('Which one?');
    await also.reads('Which one?');
    expect(also.message('Which one?').author.isLocal).to.equal(false);
  });

  it('is deleted when it is to be forgotten, and stays so', async () => {
    const ada = await come('Ada');
    await ada.chat.send('Secret');
    await ada.chat.forget();
    expect([ada.texts, ada.state.isKept]).to.deep.equal([[], false]);
    await ada.chat.send('Not kept');
    go(ada);
    const next = await come('Ada');
    expect(next.texts).to.deep.equal([]);
  });

  it('goes on where the storage is taken away, and says that it is not kept', async () => {
    const [ada, grace] = [await come('Ada'), await come('Grace')];
    await Promise.all([ada.isWith('Grace'), grace.isWith('Ada')]);
    const real = IDBDatabase.prototype.transaction;
    IDBDatabase.prototype.transaction = () => {
      throw new DOMException('The database connection is closing', 'InvalidStateError');
    };
    try {
      await ada.chat.send('Still there?');
      await grace.reads('Still there?');
      await grace.chat.send('Still here');
      await ada.reads('Still there?', 'Still here');
      expect([ada.state.isKept, grace.state.isKept]).to.deep.equal([false, false]);
    } finally {
      IDBDatabase.prototype.transaction = real;
    }
  });

  it('is kept nowhere where the page wants no history, nor given to whoever comes later', async () => {
    const silent = (name: string) => {
      const chatter = new Chatter(network, { name, room }, storedBox);
      chatter.call.session.remember(false);
      open.push(chatter);
      return chatter;
    };
    const [ada, grace] = [silent('Ada'), silent('Grace')];
    await ada.call.join();
    await grace.call.join();
    await Promise.all([ada.isWith('Grace'), grace.isWith('Ada')]);
    await ada.chat.send('Between us');
    await grace.reads('Between us');
    expect([ada.state.isKept, grace.state.isKept]).to.deep.equal([false, false]);
    const late = silent('Late');
    await late.call.join();
    await Promise.all([ada, grace].map((each) => each.until('Late', () => each.names.includes('Late'))));
    await ada.chat.send('To all');
    await late.reads('To all');
    expect(late.texts).to.deep.equal(['To all']);
    grace.call.session.leave();
    expect(grace.texts).to.deep.equal([]);
  });
});
