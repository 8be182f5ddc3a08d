import { expect } from 'chai';
import type { Identity } from '../../../src/core/transport.ts';
import { acquainted, type Guest, type Meeting, roundTrip } from '../meeting.ts';
import { movingPicture, Screen } from '../picture.ts';
import { rejectionCode } from '../rejection.ts';

export function describeMoving(meeting: () => Meeting, patience: number): void {
  describe('somebody who moves to another page', () => {
    let end: AbortController;

    beforeEach(() => (end = new AbortController()));

    afterEach(() => end.abort());

    /** The next page of whoever has moved. */
    const comeBack = (guest: Guest, joinedAt = 1_700_000_000_000, name = 'Bob') => {
      const as: Identity = { id: guest.id, joinedAt };
      return meeting().enter({ as, attributes: { name } });
    };

    it('is moving, and then there again: nobody hears that they left, or came', async () => {
      const [alice, bob, carol] = await meeting().trio();
      bob.move();
      await Promise.all([alice, carol].map(({ heard }) => heard.link(bob.id, 'moving')));
      const again = await comeBack(bob);
      expect(again.id).to.equal(bob.id);
      await Promise.all([alice, carol].map(({ heard }) => heard.link(bob.id, 'live')));
      await Promise.all([roundTrip(alice, again), roundTrip(carol, again)]);
      for (const { heard } of [alice, carol]) {
        expect(heard.left).to.deep.equal([]);
        expect(heard.joined).to.have.length(2);
        expect(heard.linksTo(bob.id)).to.deep.equal(['moving', 'live']);
      }
      expect(again.heard.joined.map(({ id }) => id)).to.have.members([alice.id, carol.id]);
    });

    it('has been there as long as before, for those who come later', async () => {
      const [, bob] = await meeting().pair();
      const joinedAt = Date.now() - 100_000;
      bob.move();
      await comeBack(bob, joinedAt);
      const dora = await meeting().enter();
      expect((await dora.heard.sees(bob.id)).joinedAt).to.be.within(joinedAt - 1000, joinedAt + 1000);
    });

    it('may have another name there', async () => {
      const [alice, bob] = await meeting().pair();
      bob.move();
      const again = await comeBack(bob, Date.now(), 'Robert');
      await alice.heard.until('the new name', () => alice.heard.attributes.get(bob.id)?.['name'] === 'Robert');
      await roundTrip(alice, again);
    });

    it('misses no message and hears none twice, and is heard in full, page after page', async () => {
      const [alice, first] = await meeting().pair();
      const [said, told, heard]: [string[], string[], string[]] = [[], [], []];
      let [bob, count] = [first, 0];
      const speak = async (guest: Guest) => {
        const text = `${guest.id} ${++count}`;
        (guest.id === alice.id ? said : told).push(text);
        await guest.say('chat', text);
      };
      for (let page = 0; page < 3; page++) {
        for (let times = 0; times < 5; times++) await Promise.all([speak(alice), speak(bob)]);
        bob.move();
        await alice.heard.link(bob.id, 'moving');
        await Promise.all([speak(alice), speak(alice)]);
        heard.push(...bob.heard.textsOn('chat'));
        bob = await comeBack(bob);
        await Promise.all([speak(alice), alice.heard.link(bob.id, 'live'), bob.heard.sees(alice.id)]);
      }
      await roundTrip(alice, bob);
      heard.push(...bob.heard.textsOn('chat'));
      expect(heard).to.deep.equal(said);
      expect(alice.heard.textsOn('chat')).to.deep.equal(told);
    });

    it('sees and is seen again', async () => {
      const [alice, bob] = await meeting().pair();
      const { signal } = end;
      await alice.room.publish(movingPicture('blue', signal), { source: 'camera', signal });
      await bob.room.publish(movingPicture('green', signal), { source: 'camera', signal });
      await new Screen(await alice.heard.media(bob.id, 'camera'), patience, signal).shows('green');
      bob.move();
      await alice.heard.link(bob.id, 'moving');
      const again = await comeBack(bob);
      await again.room.publish(movingPicture('red', signal), { source: 'camera', signal });
      await alice.heard.link(bob.id, 'live');
      await new Screen(await again.heard.media(alice.id, 'camera'), patience, signal).shows('blue');
      await alice.heard.until('the new camera', () => alice.heard.mediaOf(bob.id, 'camera'));
      await new Screen(await alice.heard.media(bob.id, 'camera'), patience, signal).shows('red');
    });

    it('can be sent no stream meanwhile', async () => {
      const [alice, bob] = await meeting().pair();
      bob.move();
      await alice.heard.link(bob.id, 'moving');
      expect(await rejectionCode(alice.room.open('file', bob.id))).to.equal('connection-lost');
    });

    it('can leave from the next page', async () => {
      const [alice, bob] = await meeting().pair();
      bob.move();
      const again = await comeBack(bob);
      await alice.heard.link(bob.id, 'live');
      again.leave();
      expect(await alice.heard.losesSightOf(bob.id)).to.equal('left');
    });

    it('meets others who move at the same moment', async () => {
      const [alice, bob, carol] = await meeting().trio();
      bob.move();
      carol.move();
      const [again, too] = await Promise.all([comeBack(bob), comeBack(carol, Date.now(), 'Carol')]);
      await acquainted([again, too]);
      await Promise.all([roundTrip(again, too), roundTrip(alice, again), roundTrip(alice, too)]);
      expect(alice.heard.joined).to.have.length(2);
      expect(alice.heard.left).to.deep.equal([]);
    });
  });
}
