import { expect } from 'chai';
import { acquainted, type Meeting, roundTrip } from '../meeting.ts';
import { movingPicture, Screen } from '../picture.ts';
import { Ear, tone } from '../sound.ts';

export function describeMedia(meeting: () => Meeting, patience: number): void {
  describe('media', () => {
    let end: AbortController;

    beforeEach(() => {
      end = new AbortController();
    });

    afterEach(() => end.abort());

    const screen = (media: ConstructorParameters<typeof Screen>[0]) => new Screen(media, patience, end.signal);
    const ear = (media: ConstructorParameters<typeof Ear>[0]) => new Ear(media, patience, end.signal);

    for (const source of ['camera', 'screen'] as const) {
      describe(source, () => {
        it('shows everybody the same moving picture', async () => {
          const [alice, bob, carol] = await meeting().trio();
          await alice.room.publish(movingPicture('red', end.signal), { source, signal: end.signal });
          for (const { heard } of [bob, carol]) {
            const shown = screen(await heard.media(alice.id, source));
            await shown.shows('red');
            await shown.moves();
          }
        });

        it('shows another track in the same stream, and says nothing of it', async () => {
          const [alice, bob] = await meeting().pair();
          const publication = await alice.room.publish(movingPicture('red', end.signal), { source, signal: end.signal });
          const media = await bob.heard.media(alice.id, source);
          const { stream } = media;
          const shown = screen(media);
          await shown.shows('red');
          const told = bob.heard.log.length;
          await publication.replace(movingPicture('blue', end.signal));
          await shown.shows('blue');
          await shown.moves();
          expect(media.stream).to.equal(stream);
          expect(bob.heard.log.slice(told)).to.deep.equal([]);
        });

        it('goes off when muted and comes back when not', async () => {
          const [alice, bob] = await meeting().pair();
          const publication = await alice.room.publish(movingPicture('red', end.signal), { source, signal: end.signal });
          await bob.heard.media(alice.id, source);
          await publication.mute(true);
          await bob.heard.mediaOff(alice.id, source);
          await publication.replace(movingPicture('green', end.signal));
          await roundTrip(alice, bob);
          expect(bob.heard.mediaOf(alice.id, source)).to.equal(undefined);
          await publication.mute(false);
          const shown = screen(await bob.heard.media(alice.id, source));
          await shown.shows('green');
          await shown.moves();
        });

        it('goes off for good when its signal aborts, and leaves the track alone', async () => {
          const [alice, bob] = await meeting().pair();
          const publishing = new AbortController();
          const track = movingPicture('red', end.signal);
          const publication = await alice.room.publish(track, { source, signal: publishing.signal });
          await bob.heard.media(alice.id, source);
          publishing.abort();
          await bob.heard.mediaOff(alice.id, source);
          expect(track.readyState).to.equal('live');
          await Promise.all([publication.replace(movingPicture('blue', end.signal)), publication.mute(false)]);
          await roundTrip(alice, bob);
          expect(bob.heard.mediaOf(alice.id, source)).to.equal(undefined);
          await alice.room.publish(track, { source, signal: end.signal });
          await screen(await bob.heard.media(alice.id, source)).shows('red');
        });

        it('is shown to those who come later, after they were told who shows it', async () => {
          const [alice] = await meeting().pair();
          await alice.room.publish(movingPicture('green', end.signal), { source, signal: end.signal });
          const carol = await meeting().enter();
          const shown = screen(await carol.heard.media(alice.id, source));
          await shown.shows('green');
          const order = [`joined ${alice.id}`, `media ${alice.id}/${source} on`];
          expect(carol.heard.log.filter((line) => order.includes(line))).to.deep.equal(order);
        });

        it('is not shown to those who come after it went off', async () => {
          const [alice, bob] = await meeting().pair();
          const publication = await alice.room.publish(movingPicture('red', end.signal), { source, signal: end.signal });
          // Seen on first: a transport may spare the others what is over before they could know.
          await bob.heard.media(alice.id, source);
          await publication.mute(true);
          await bob.heard.mediaOff(alice.id, source);
          const carol = await meeting().enter();
          await acquainted([alice, carol]);
          await roundTrip(alice, carol);
          expect(carol.heard.mediaOf(alice.id, source)).to.equal(undefined);
        });
      });
    }

    for (const source of ['microphone', 'screen-audio'] as const) {
      describe(source, () => {
        it('is heard by everybody', async () => {
          const [alice, bob, carol] = await meeting().trio();
          await alice.room.publish(tone(1000, end.signal), { source, signal: end.signal });
          for (const { heard } of [bob, carol]) await ear(await heard.media(alice.id, source)).hears(1000);
        });

        it('plays another track in the same stream', async () => {
          const [alice, bob] = await meeting().pair();
          const publication = await alice.room.publish(tone(1000, end.signal), { source, signal: end.signal });
          const media = await bob.heard.media(alice.id, source);
          const { stream } = media;
          const hearing = ear(media);
          await hearing.hears(1000);
          await publication.replace(tone(2500, end.signal));
          await hearing.hears(2500);
          expect(media.stream).to.equal(stream);
        });

        it('goes off when muted and comes back when not', async () => {
          const [alice, bob] = await meeting().pair();
          const publication = await alice.room.publish(tone(1000, end.signal), { source, signal: end.signal });
          await bob.heard.media(alice.id, source);
          await publication.mute(true);
          await bob.heard.mediaOff(alice.id, source);
          await publication.mute(false);
          await ear(await bob.heard.media(alice.id, source)).hears(1000);
        });
      });
    }

    it('of four sources runs both ways at once, each on its own', async () => {
      const [alice, bob] = await meeting().pair();
      const { signal } = end;
      const publish = ({ room }: typeof alice, camera: 'red' | 'green', pitch: number) =>
        Promise.all([
          room.publish(movingPicture(camera, signal), { source: 'camera', signal }),
          room.publish(movingPicture('blue', signal), { source: 'screen', signal }),
          room.publish(tone(pitch, signal), { source: 'microphone', signal }),
          room.publish(tone(4000, signal), { source: 'screen-audio', signal }),
        ]);
      const [[camera]] = await Promise.all([publish(alice, 'red', 1000), publish(bob, 'green', 2000)]);
      for (const [{ heard }, { id }, color, pitch] of [[bob, alice, 'red', 1000], [alice, bob, 'green', 2000]] as const) {
        await screen(await heard.media(id, 'camera')).shows(color);
        await screen(await heard.media(id, 'screen')).shows('blue');
        await ear(await heard.media(id, 'microphone')).hears(pitch);
        await ear(await heard.media(id, 'screen-audio')).hears(4000);
      }
      await camera.mute(true);
      await bob.heard.mediaOff(alice.id, 'camera');
      const shared = screen(await bob.heard.media(alice.id, 'screen'));
      await shared.moves();
      await shared.shows('blue');
    });

    it('is withheld from somebody on standby until they join', async () => {
      const alice = await meeting().enter();
      await alice.room.publish(movingPicture('red', end.signal), { source: 'camera', signal: end.signal });
      const waiting = await meeting().enter({ standby: true });
      await waiting.heard.sees(alice.id);
      const bob = await meeting().enter();
      await bob.heard.media(alice.id, 'camera');
      expect(waiting.heard.mediaOf(alice.id, 'camera')).to.equal(undefined);
      await waiting.room.announce();
      await screen(await waiting.heard.media(alice.id, 'camera')).shows('red');
    });

    it('of somebody who left goes on here: the track is not the room\'s', async () => {
      const [alice, bob] = await meeting().pair();
      const track = movingPicture('red', end.signal);
      await alice.room.publish(track, { source: 'camera', signal: end.signal });
      await bob.heard.media(alice.id, 'camera');
      alice.leave();
      await bob.heard.losesSightOf(alice.id);
      expect(track.readyState).to.equal('live');
    });
  });
}
