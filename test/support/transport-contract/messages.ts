import { expect } from 'chai';
import { type Guest, type Meeting, roundTrip } from '../meeting.ts';
import { rejectionCode } from '../rejection.ts';

export function describeMessages(meeting: () => Meeting): void {
  describe('messages', () => {
    it('say who sent them by the link they came on', async () => {
      const [alice, bob, carol] = await meeting().trio();
      await Promise.all([alice.say('who', 'bob'), bob.say('who', 'carol'), carol.say('who', 'alice')]);
      await alice.heard.hears('who', 2);
      const heard = alice.heard.messages.map(({ text, from }) => [text, from]);
      expect(heard).to.have.deep.members([['carol', bob.id], ['alice', carol.id]]);
    });

    it('reach everybody else once, and not the sender', async () => {
      const [alice, bob, carol] = await meeting().trio();
      await alice.say('chat', 'good morning');
      await Promise.all([bob.heard.hears('chat'), carol.heard.hears('chat')]);
      await Promise.all([roundTrip(alice, bob), roundTrip(alice, carol)]);
      expect(alice.heard.textsOn('chat')).to.deep.equal([]);
      expect(bob.heard.textsOn('chat')).to.deep.equal(['good morning']);
      expect(carol.heard.textsOn('chat')).to.deep.equal(['good morning']);
    });

    it('arrive once and in order, both ways at once, on topics that take turns', async () => {
      const [alice, bob] = await meeting().pair();
      const texts = Array.from({ length: 500 }, (_, index) => `${index}`);
      await Promise.all([sayAll(alice, texts), sayAll(bob, texts)]);
      for (const { heard } of [alice, bob]) {
        await Promise.all([heard.hears('even', 250), heard.hears('odd', 250)]);
      }
      await roundTrip(alice, bob);
      for (const { heard } of [alice, bob]) {
        const numbered = heard.messages.filter(({ topic }) => topic === 'even' || topic === 'odd');
        expect(numbered.map(({ text }) => text)).to.deep.equal(texts);
      }
    });

    it('reach only those they are addressed to', async () => {
      const [alice, bob, carol] = await meeting().trio();
      await alice.say('whisper', 'for Carol', { to: [carol.id] });
      await alice.say('whisper', 'for both', { to: [bob.id, carol.id] });
      await alice.say('whisper', 'for nobody', { to: [] });
      await Promise.all([roundTrip(alice, bob), roundTrip(alice, carol)]);
      expect(bob.heard.textsOn('whisper')).to.deep.equal(['for both']);
      expect(carol.heard.textsOn('whisper')).to.deep.equal(['for Carol', 'for both']);
    });

    it('are refused when one they are addressed to is not there, and then reach nobody', async () => {
      const [alice, bob, carol] = await meeting().trio();
      carol.leave();
      await alice.heard.losesSightOf(carol.id);
      for (const reliable of [true, false]) {
        const sending = alice.say('whisper', 'for both', { to: [bob.id, carol.id], reliable });
        expect(await rejectionCode(sending)).to.equal('peer-unreachable');
      }
      await roundTrip(alice, bob);
      expect(bob.heard.textsOn('whisper')).to.deep.equal([]);
    });

    it('carry any bytes, from none to the most that is allowed, as they were when sent', async () => {
      const [alice, bob] = await meeting().pair();
      const { maxMessageBytes } = alice.room.capabilities;
      const bytes = Uint8Array.from({ length: maxMessageBytes }, (_, index) => (index * 7) % 256);
      const sent = alice.room.send('bytes', bytes);
      bytes.fill(0);
      await Promise.all([sent, alice.room.send('bytes', new Uint8Array())]);
      await bob.heard.hears('bytes', 2);
      const [large, empty] = bob.heard.messages.map((message) => message.bytes);
      expect(large?.length).to.equal(maxMessageBytes);
      expect(large?.every((byte, index) => byte === (index * 7) % 256)).to.equal(true);
      expect(empty?.length).to.equal(0);
    });

    it('are refused when too large, and the call goes on', async () => {
      const [alice, bob] = await meeting().pair();
      const tooLarge = new Uint8Array(alice.room.capabilities.maxMessageBytes + 1);
      expect(await rejectionCode(alice.room.send('large', tooLarge))).to.equal('too-large');
      expect(await rejectionCode(alice.room.send('large', tooLarge, { reliable: false }))).to.equal('too-large');
      await roundTrip(alice, bob);
      expect(bob.heard.textsOn('large')).to.deep.equal([]);
    });

    it('may be unreliable: at most once each, as they were sent', async () => {
      const [alice, bob] = await meeting().pair();
      const texts = Array.from({ length: 20 }, (_, index) => `${index}`);
      for (const text of texts) await alice.say('pointer', text, { reliable: false });
      await bob.heard.hears('pointer');
      await roundTrip(alice, bob);
      const heard = bob.heard.textsOn('pointer');
      expect(texts).to.include.members(heard);
      expect(new Set(heard).size).to.equal(heard.length);
      expect(bob.heard.messages.every(({ from }) => from === alice.id)).to.equal(true);
    });

    it('to an empty room are nobody\'s, and no error', async () => {
      const alice = await meeting().enter();
      await alice.say('chat', 'anybody?');
      const bob = await meeting().enter();
      await alice.heard.sees(bob.id);
      await roundTrip(alice, bob);
      expect(bob.heard.textsOn('chat')).to.deep.equal([]);
    });
  });
}

async function sayAll(guest: Guest, texts: readonly string[]): Promise<void> {
  await Promise.all(texts.map((text, index) => guest.say(index % 2 === 0 ? 'even' : 'odd', text)));
}
