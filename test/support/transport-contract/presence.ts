import { expect } from 'chai';
import { acquainted, type Meeting, openRoom, roundTrip } from '../meeting.ts';
import { rejection, rejectionCode } from '../rejection.ts';

export function describePresence(meeting: () => Meeting): void {
  describe('presence', () => {
    it('gives everybody an id of 128 bits, and no two the same', async () => {
      const guests = [await meeting().enter(), await meeting().enter(), await meeting().enter()];
      for (const guest of guests) expect(guest.id).to.match(/^[0-9a-f]{32}$/);
      expect(new Set(guests.map((guest) => guest.id)).size).to.equal(3);
    });

    it('tells those who are there and those who come of each other, once', async () => {
      const [alice, bob] = await meeting().pair();
      await roundTrip(alice, bob);
      expect(alice.heard.joined.map(({ id }) => id)).to.deep.equal([bob.id]);
      expect(bob.heard.joined.map(({ id }) => id)).to.deep.equal([alice.id]);
    });

    it('says from the first moment what a participant says of itself, and when it came', async () => {
      const before = Date.now();
      const alice = await meeting().enter();
      const bob = await meeting().enter({ attributes: { name: 'Bob ☎', avatar: '' } });
      const { attributes, joinedAt } = await alice.heard.sees(bob.id);
      expect(attributes).to.deep.equal({ name: 'Bob ☎', avatar: '' });
      expect(joinedAt).to.be.within(before - 1000, Date.now() + 1000);
    });

    it('tells what a participant changes, and keeps the rest', async () => {
      const [alice, bob] = await meeting().pair();
      await bob.room.setAttributes({ avatar: 'https://example.org/bob.png' });
      await bob.room.setAttributes({ name: 'Robert' });
      await alice.heard.until('the new name', () => alice.heard.attributes.get(bob.id)?.['name'] === 'Robert');
      expect(alice.heard.attributes.get(bob.id)).to.deep.equal({ name: 'Robert', avatar: 'https://example.org/bob.png' });
    });

    it('tells those who come later what was changed before', async () => {
      const [, bob] = await meeting().pair();
      await bob.room.setAttributes({ name: 'Robert' });
      const carol = await meeting().enter();
      expect((await carol.heard.sees(bob.id)).attributes).to.deep.equal({ name: 'Robert' });
    });

    it('brings four together who arrive at once', async () => {
      const guests = await Promise.all([meeting().enter(), meeting().enter(), meeting().enter(), meeting().enter()]);
      await acquainted(guests);
      await Promise.all(guests.map((guest) => guest.say('hi', guest.id)));
      for (const guest of guests) {
        const others = guests.filter((other) => other !== guest).map(({ id }) => id);
        expect(await guest.heard.hears('hi', 3)).to.have.members(others);
        expect(guest.heard.joined.map(({ id }) => id)).to.have.members(others);
      }
    });

    it('keeps rooms with different keys apart', async () => {
      const stranger = await meeting().enter({ keys: await openRoom() });
      const [alice, bob] = await meeting().pair();
      await alice.say('secret', 'for Bob');
      await roundTrip(alice, bob);
      expect(stranger.heard.joined).to.deep.equal([]);
      expect(stranger.heard.messages).to.deep.equal([]);
      expect(alice.heard.joined.map(({ id }) => id)).to.deep.equal([bob.id]);
    });
  });

  describe('standby', () => {
    it('shows the room to somebody on standby, who is shown to nobody and sent nothing', async () => {
      const [alice, bob] = await meeting().pair();
      const waiting = await meeting().enter({ standby: true });
      await Promise.all([waiting.heard.sees(alice.id), waiting.heard.sees(bob.id)]);
      await alice.say('talk', 'among participants');
      await roundTrip(alice, bob);
      expect(alice.heard.joined.map(({ id }) => id)).to.deep.equal([bob.id]);
      expect(waiting.heard.messages).to.deep.equal([]);
    });

    it('makes a participant of them when they announce themselves, once', async () => {
      const alice = await meeting().enter();
      const waiting = await meeting().enter({ standby: true, attributes: { name: 'Wanda' } });
      await waiting.heard.sees(alice.id);
      await waiting.room.setAttributes({ name: 'Wilma' });
      await waiting.room.announce();
      await waiting.room.announce();
      expect((await alice.heard.sees(waiting.id)).attributes).to.deep.equal({ name: 'Wilma' });
      await roundTrip(alice, waiting);
      expect(alice.heard.joined).to.have.length(1);
    });

    it('introduces two who announce themselves at the same moment', async () => {
      const [one, two] = [await meeting().enter({ standby: true }), await meeting().enter({ standby: true })];
      await Promise.all([one.room.announce(), two.room.announce()]);
      await acquainted([one, two]);
      await roundTrip(one, two);
    });

    it('says nothing when somebody on standby goes away', async () => {
      const [alice, bob] = await meeting().pair();
      const waiting = await meeting().enter({ standby: true });
      await waiting.heard.sees(alice.id);
      waiting.leave();
      await roundTrip(alice, bob);
      expect(alice.heard.left).to.deep.equal([]);
    });
  });

  describe('leaving', () => {
    it('is told to the others at once, as left', async () => {
      const [alice, bob, carol] = await meeting().trio();
      bob.leave();
      const reasons = await Promise.all([alice.heard.losesSightOf(bob.id), carol.heard.losesSightOf(bob.id)]);
      expect(reasons).to.deep.equal(['left', 'left']);
      await roundTrip(alice, carol);
      expect(alice.heard.left).to.have.length(1);
      expect(alice.heard.linksTo(bob.id)).to.deep.equal([]);
    });

    it('comes after what was said before', async () => {
      const [alice, bob] = await meeting().pair();
      await bob.say('chat', 'bye');
      bob.leave();
      await alice.heard.losesSightOf(bob.id);
      expect(alice.heard.textsOn('chat')).to.deep.equal(['bye']);
    });

    it('ends everything the room tells', async () => {
      const [alice, bob, carol] = await meeting().trio();
      const underWay = [alice.say('chat', 'on its way'), carol.room.setAttributes({ name: 'Caroline' })];
      bob.leave();
      const told = bob.heard.log.length;
      await Promise.all(underWay);
      await alice.say('chat', 'to those who are here');
      await alice.room.setAttributes({ name: 'Alicia' });
      carol.leave();
      await alice.heard.losesSightOf(carol.id);
      expect(bob.heard.log.slice(told)).to.deep.equal([]);
    });

    it('ends everything the room does', async () => {
      const [alice, bob, carol] = await meeting().trio();
      bob.leave();
      expect(await rejectionCode(bob.say('chat', 'from outside'))).to.equal('connection-lost');
      expect(await rejectionCode(bob.room.open('file', alice.id))).to.equal('connection-lost');
      await alice.heard.losesSightOf(bob.id);
      await roundTrip(alice, carol);
      expect(alice.heard.textsOn('chat')).to.deep.equal([]);
    });

    it('lets the same page come back as somebody new', async () => {
      const [alice, bob] = await meeting().pair();
      bob.leave();
      await alice.heard.losesSightOf(bob.id);
      const again = await meeting().enter();
      await acquainted([alice, again]);
      expect(again.id).not.to.equal(bob.id);
      await roundTrip(alice, again);
    });

    it('may come before one is in', async () => {
      const end = new AbortController();
      const entering = meeting().network.enter(await meeting().options(), meeting().listener(), end.signal);
      end.abort(new Error('changed my mind'));
      expect(await rejection(entering)).to.have.property('message', 'changed my mind');
    });
  });
}
