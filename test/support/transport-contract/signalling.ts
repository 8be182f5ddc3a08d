import { expect } from 'chai';
import { acquainted, type Meeting, roundTrip } from '../meeting.ts';
import { rejection } from '../rejection.ts';

export function describeSignalling(meeting: () => Meeting): void {
  describe('the signalling server', () => {
    it('is told as connected on the way in', async () => {
      const alice = await meeting().enter();
      await alice.heard.server('connected');
      expect(alice.heard.signalling).to.deep.equal(['connected']);
    });

    it('may go and come back while everybody talks on', async () => {
      const [alice, bob] = await meeting().pair();
      await meeting().network.stopServer();
      await Promise.all([alice.heard.server('reconnecting'), bob.heard.server('reconnecting')]);
      await roundTrip(alice, bob);
      await meeting().network.startServer();
      await Promise.all([alice.heard.server('connected'), bob.heard.server('connected')]);
      await roundTrip(alice, bob);
      for (const { heard } of [alice, bob]) {
        expect(heard.signalling).to.deep.equal(['connected', 'reconnecting', 'connected']);
        expect(heard.joined).to.have.length(1);
        expect(heard.left).to.deep.equal([]);
        expect(heard.errors).to.deep.equal([]);
      }
    });

    it('lets newcomers in after it came back', async () => {
      const [alice, bob] = await meeting().pair();
      await meeting().network.stopServer();
      await meeting().network.startServer();
      const carol = await meeting().enter();
      await acquainted([alice, bob, carol]);
      await Promise.all([roundTrip(carol, alice), roundTrip(carol, bob)]);
    });

    it('is waited for by whoever comes while it is away', async () => {
      const alice = await meeting().enter();
      await meeting().network.stopServer();
      const heard = meeting().listener();
      const entering = meeting().enter({}, heard);
      await heard.server('reconnecting');
      await meeting().network.startServer();
      const bob = await entering;
      await acquainted([alice, bob]);
      expect(heard.signalling).to.deep.equal(['reconnecting', 'connected']);
    });

    it('need not be waited for', async () => {
      await meeting().network.stopServer();
      const end = new AbortController();
      const heard = meeting().listener();
      const entering = meeting().network.enter(await meeting().options(), heard, end.signal);
      await heard.server('reconnecting');
      end.abort(new Error('gave up'));
      expect(await rejection(entering)).to.have.property('message', 'gave up');
    });
  });
}
