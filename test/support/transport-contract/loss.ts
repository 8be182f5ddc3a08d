import { expect } from 'chai';
import { type Meeting, roundTrip } from '../meeting.ts';
import { movingPicture, Screen } from '../picture.ts';
import { rejectionCode } from '../rejection.ts';
import { Ear, tone } from '../sound.ts';
import { openStream } from './streams.ts';

export function describeLoss(meeting: () => Meeting, patience: number): void {
  describe('a link that is lost and returns', () => {
    let end: AbortController;

    beforeEach(() => {
      end = new AbortController();
    });

    afterEach(() => end.abort());

    it('is told as reconnecting and live, and nobody as gone or new', async () => {
      const [alice, bob] = await meeting().pair();
      await meeting().cut(alice, bob);
      await meeting().heal(alice, bob);
      await roundTrip(alice, bob);
      for (const [{ heard }, { id }] of [[alice, bob], [bob, alice]] as const) {
        expect(heard.linksTo(id)).to.deep.equal(['reconnecting', 'live']);
        expect(heard.joined).to.have.length(1);
        expect(heard.left).to.deep.equal([]);
      }
    });

    it('may be lost more than once', async () => {
      const [alice, bob] = await meeting().pair();
      for (const word of ['first', 'second']) {
        await meeting().cut(alice, bob);
        await alice.say('chat', word);
        await meeting().heal(alice, bob);
      }
      await roundTrip(alice, bob);
      expect(bob.heard.textsOn('chat')).to.deep.equal(['first', 'second']);
      expect(bob.heard.linksTo(alice.id)).to.deep.equal(['reconnecting', 'live', 'reconnecting', 'live']);
    });

    it('leaves the other links alone', async () => {
      const [alice, bob, carol] = await meeting().trio();
      await meeting().cut(alice, bob);
      await alice.say('chat', 'from Alice');
      await Promise.all([roundTrip(carol, alice), roundTrip(carol, bob)]);
      expect(carol.heard.textsOn('chat')).to.deep.equal(['from Alice']);
      expect(bob.heard.textsOn('chat')).to.deep.equal([]);
      await meeting().heal(alice, bob);
      await bob.heard.hears('chat');
      expect([...carol.heard.linksTo(alice.id), ...carol.heard.linksTo(bob.id)]).to.deep.equal([]);
    });

    it('brings reliable messages once and in order: those before, on and after the loss', async () => {
      const [alice, bob] = await meeting().pair();
      const say = async (words: string) => {
        for (const word of words.split(' ')) await Promise.all([alice.say('chat', word), bob.say('chat', word)]);
      };
      await say('1 2 3');
      await meeting().network.cut(alice.id, bob.id);
      await say('4 5 6');
      await Promise.all([alice.heard.link(bob.id, 'reconnecting'), bob.heard.link(alice.id, 'reconnecting')]);
      await say('7 8 9');
      await meeting().heal(alice, bob);
      await say('10 11 12');
      await roundTrip(alice, bob);
      for (const { heard } of [alice, bob]) {
        expect(heard.textsOn('chat').join(' ')).to.equal('1 2 3 4 5 6 7 8 9 10 11 12');
      }
    });

    it('brings what else changed meanwhile', async () => {
      const [alice, bob] = await meeting().pair();
      const { signal } = end;
      const camera = await alice.room.publish(movingPicture('red', signal), { source: 'camera', signal });
      await bob.heard.media(alice.id, 'camera');
      await meeting().cut(alice, bob);
      await Promise.all([alice.room.setAttributes({ name: 'Alicia' }), camera.mute(true)]);
      await alice.room.publish(movingPicture('blue', signal), { source: 'screen', signal });
      await meeting().heal(alice, bob);
      await bob.heard.mediaOff(alice.id, 'camera');
      await new Screen(await bob.heard.media(alice.id, 'screen'), patience, signal).shows('blue');
      expect(bob.heard.attributes.get(alice.id)).to.deep.equal({ name: 'Alicia' });
    });

    it('brings picture and sound back in the same objects', async () => {
      const [alice, bob] = await meeting().pair();
      const { signal } = end;
      await alice.room.publish(movingPicture('green', signal), { source: 'camera', signal });
      await alice.room.publish(tone(1000, signal), { source: 'microphone', signal });
      const [camera, microphone] = [await bob.heard.media(alice.id, 'camera'), await bob.heard.media(alice.id, 'microphone')];
      const streams = [camera.stream, microphone.stream];
      const [screen, ear] = [new Screen(camera, patience, signal), new Ear(microphone, patience, signal)];
      await Promise.all([screen.shows('green'), ear.hears(1000)]);
      await meeting().cut(alice, bob);
      await meeting().heal(alice, bob);
      await screen.moves();
      await Promise.all([screen.shows('green'), ear.hears(1000)]);
      expect(bob.heard.mediaOf(alice.id, 'camera')).to.equal(camera);
      expect(bob.heard.mediaOf(alice.id, 'microphone')).to.equal(microphone);
      expect([camera.stream, microphone.stream]).to.deep.equal(streams);
    });

    it('shows another track that was put in place meanwhile', async () => {
      const [alice, bob] = await meeting().pair();
      const { signal } = end;
      const camera = await alice.room.publish(movingPicture('red', signal), { source: 'camera', signal });
      const screen = new Screen(await bob.heard.media(alice.id, 'camera'), patience, signal);
      await screen.shows('red');
      await meeting().cut(alice, bob);
      await camera.replace(movingPicture('blue', signal));
      await meeting().heal(alice, bob);
      await screen.shows('blue');
      await screen.moves();
    });

    it('fails a stream on both sides with connection-lost, and carries a new one afterwards', async () => {
      const [alice, bob] = await meeting().pair();
      const [here, there] = await openStream(alice, bob, 'before');
      const failures = [here, there].flatMap(({ readable, writable }) =>
        [readable.getReader().read(), writable.getWriter().closed].map(rejectionCode),
      );
      await meeting().cut(alice, bob);
      expect(new Set(await Promise.all(failures))).to.deep.equal(new Set(['connection-lost']));
      expect(await rejectionCode(alice.room.open('meanwhile', bob.id))).to.equal('connection-lost');
      await meeting().heal(alice, bob);
      const [, again] = await openStream(alice, bob, 'after');
      await again.readable.cancel();
    });
  });
}
