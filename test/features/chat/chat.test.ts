import { expect } from 'chai';
import { RtcMessageReceivedEvent, RtcMessageSentEvent } from '../../../src/features/chat/chat-events.ts';
import { MemoryNetwork } from '../../../src/transports/memory/memory-transport.ts';
import { Chatter, chattersOf } from '../../support/chatter.ts';
import { rejectionCode } from '../../support/rejection.ts';

describe('a chat', () => {
  let network: MemoryNetwork;
  let ada: Chatter;
  let grace: Chatter;
  let kay: Chatter;

  beforeEach(async () => {
    network = new MemoryNetwork();
    [ada, grace, kay] = (await chattersOf(network, 'Ada', 'Grace', 'Kay')) as [Chatter, Chatter, Chatter];
  });

  afterEach(() => [ada, grace, kay].forEach((each) => each.close()));

  it('brings what one writes to everybody, once', async () => {
    const sent = await ada.chat.send('Hello');
    await Promise.all([grace.reads('Hello'), kay.reads('Hello')]);
    const { id, author, time, text, to, isEdited, isDeleted } = grace.message('Hello');
    expect({ id, name: author.name, isLocal: author.isLocal, verified: author.verified, text, to, isEdited, isDeleted }).to.deep.equal({
      id: sent.id, name: 'Ada', isLocal: false, verified: true, text: 'Hello', to: undefined, isEdited: false, isDeleted: false,
    });
    expect(Math.abs(time - Date.now())).to.be.below(5000);
    expect(grace.call.all(RtcMessageReceivedEvent).map(({ message }) => message.text)).to.deep.equal(['Hello']);
    expect(ada.call.all(RtcMessageSentEvent).map(({ message }) => message.id)).to.deep.equal([sent.id]);
    expect(ada.call.all(RtcMessageReceivedEvent)).to.have.length(0);
  });

  it('says how many have it, and who has read it', async () => {
    await ada.chat.send('Hello');
    await ada.until('both to have it', () => ada.message('Hello').delivery?.state === 'delivered' && ada.message('Hello').delivery);
    await ada.until('both to have it', () => JSON.stringify(ada.message('Hello').delivery) === '{"state":"delivered","by":2,"of":2}');
    expect(grace.message('Hello').delivery).to.equal(undefined);
    await grace.reads('Hello');
    expect(ada.message('Hello').seenBy).to.deep.equal([]);
    grace.chat.read(grace.message('Hello').id);
    await ada.until('Grace to have read it', () => ada.message('Hello').seenBy.map(({ name }) => name).join() === 'Grace');
  });

  it('counts what was not read', async () => {
    await ada.chat.send('One');
    await ada.chat.send('Two');
    await grace.reads('One', 'Two');
    expect([grace.state.unread, grace.state.firstUnread, grace.call.state.unread.chat]).to.deep.equal([2, grace.message('One').id, 2]);
    expect([ada.state.unread, ada.call.state.unread.chat ?? 0]).to.deep.equal([0, 0]);
    grace.chat.read(grace.message('Two').id);
    expect([grace.state.unread, grace.state.firstUnread, grace.call.state.unread.chat]).to.deep.equal([0, undefined, 0]);
  });

  it('changes and takes back one’s own words, and nobody else’s', async () => {
    const { id } = await ada.chat.send('Helo');
    await grace.reads('Helo');
    await ada.chat.edit(id, 'Hello');
    await grace.reads('Hello');
    expect(grace.message('Hello')).to.include({ id, isEdited: true });
    expect(await rejectionCode(grace.chat.edit(id, 'Mine'))).to.equal('denied');
    expect(await rejectionCode(grace.chat.delete(id))).to.equal('denied');
    await ada.chat.delete(id);
    await grace.until('it to be gone', () => grace.state.messages[0]?.isDeleted);
    expect(grace.state.messages[0]).to.include({ id, text: '', isEdited: false });
    expect(await rejectionCode(ada.chat.edit(id, 'Again'))).to.equal('denied');
  });

  it('answers a message, and puts emoji to it', async () => {
    const { id } = await ada.chat.send('Tea?');
    await grace.reads('Tea?');
    await grace.chat.send('Yes', { replyTo: id });
    await grace.chat.react(id, '👍', true);
    await kay.reads('Yes');
    await kay.chat.react(id, '👍', true);
    expect(kay.message('Yes').replyTo).to.equal(id);
    const chosen = (by: Chatter) => [...by.message('Tea?').reactions].map(([emoji, who]) => `${emoji} ${who.map(({ name }) => name).join()}`);
    await ada.until('both', () => chosen(ada).join() === '👍 Grace,Kay');
    await grace.chat.react(id, '👍', false);
    await ada.until('one', () => chosen(ada).join() === '👍 Kay');
    expect(await rejectionCode(grace.chat.react(id, 'thumb', true))).to.equal('bad-message');
    expect(await rejectionCode(grace.chat.react(`${id}9`, '👍', true))).to.equal('bad-message');
  });

  it('is private to whom one says', async () => {
    const { id: grace_ } = ada.state.others.find(({ name }) => name === 'Grace')!;
    await ada.chat.send('Psst', { to: [grace_] });
    await grace.reads('Psst');
    await grace.chat.react(grace.message('Psst').id, '👍', true);
    await ada.chat.send('All');
    await kay.reads('All');
    await ada.until('a thumb', () => ada.message('Psst').reactions.size === 1);
    expect(kay.texts).to.deep.equal(['All']);
    expect(grace.message('Psst').to?.map(({ name }) => name)).to.deep.equal(['Grace']);
    await ada.until('one has it', () => JSON.stringify(ada.message('Psst').delivery) === '{"state":"delivered","by":1,"of":1}');
    expect(await rejectionCode(ada.chat.send('Psst', { to: ['nobody'] }))).to.equal('peer-unreachable');
  });

  it('says who is named', async () => {
    await ada.chat.send('What do you think, @grace?');
    await Promise.all([grace.reads('What do you think, @grace?'), kay.reads('What do you think, @grace?')]);
    expect([grace, kay, ada].map((each) => each.state.messages[0]?.mentionsMe)).to.deep.equal([true, false, false]);
  });

  it('says who writes', async () => {
    ada.chat.write('H');
    await grace.until('Ada to write', () => grace.state.typing.map(({ name }) => name).join() === 'Ada');
    await ada.chat.send('Hello');
    await grace.reads('Hello');
    expect(grace.state.typing).to.deep.equal([]);
  });

  it('gives whoever comes later what was said, with who said it', async () => {
    await ada.chat.send('First');
    await grace.chat.send('Second');
    await Promise.all([ada.reads('Second'), kay.reads('First', 'Second')]);
    const { id } = ada.message('First');
    await kay.chat.react(id, '👍', true);
    await kay.chat.send('Third');
    await ada.until('all', () => ada.texts.length === 3 && ada.message('First').reactions.size === 1);
    await grace.reads('Third');
    grace.close();
    const lin = new Chatter(network, { name: 'Lin' });
    await lin.call.join();
    await lin.until('all of it', () => lin.texts.length === 3 && lin.message('First').reactions.size === 1);
    expect(lin.texts).to.deep.equal(['First', 'Second', 'Third']);
    const who = lin.state.messages.map(({ author }) => `${author.name} ${author.verified}`);
    expect(who).to.deep.equal(['Ada true', 'Grace false', 'Kay true']);
    expect(lin.state.unread).to.equal(0);
    lin.close();
  });

  it('refuses what is no message, and keeps nothing of it', async () => {
    expect(await rejectionCode(ada.chat.send(' \n '))).to.equal('bad-message');
    expect(await rejectionCode(ada.chat.send('x'.repeat(10_001)))).to.equal('too-large');
    await ada.chat.send('"\\'.repeat(5000));
    await ada.chat.send('漢'.repeat(10_000));
    await ada.chat.send('👍'.repeat(5000));
    await grace.until('the long ones', () => grace.texts.length === 3);
    ada.call.session.leave();
    expect(await rejectionCode(ada.chat.send('Hello?'))).to.equal('connection-lost');
    expect(ada.texts).to.have.length(3);
  });

  it('sends what was written alone to whoever comes', async () => {
    const lone = new Chatter(network, { name: 'Lone', room: 'elsewhere' });
    await lone.call.join();
    await lone.chat.send('Anybody?');
    expect(lone.message('Anybody?').delivery).to.deep.equal({ state: 'sending' });
    const late = new Chatter(network, { name: 'Late', room: 'elsewhere' });
    await late.call.join();
    await late.reads('Anybody?');
    await lone.until('it to have come', () => JSON.stringify(lone.message('Anybody?').delivery) === '{"state":"delivered","by":1,"of":1}');
    [lone, late].forEach((each) => each.close());
  });
});
