import { expect } from 'chai';
import { MemoryNetwork } from '../../src/transports/memory/memory-transport.ts';
import { describeTransport } from '../support/describe-transport.ts';
import { Meeting, roundTrip } from '../support/meeting.ts';
import { memoryTestNetwork } from '../support/memory-network.ts';
import { movingPicture } from '../support/picture.ts';
import { rejectionCode } from '../support/rejection.ts';

describeTransport('memory', () => Promise.resolve(memoryTestNetwork(new MemoryNetwork())));

describe('the memory network', () => {
  let meeting: Meeting;

  beforeEach(() => {
    meeting = new Meeting(memoryTestNetwork(new MemoryNetwork()), 2000);
  });

  afterEach(() => meeting.close());

  it('has room for sixteen, like the slots of a mesh', async () => {
    const guests = [];
    for (let count = 0; count < 16; count++) guests.push(await meeting.enter());
    expect(await rejectionCode(meeting.enter())).to.equal('room-full');
    guests[0]?.leave();
    await meeting.enter();
  });

  it('keeps no device open for those who watched', async () => {
    const end = new AbortController();
    const copies: MediaStreamTrack[] = [];
    const track = movingPicture('red', end.signal);
    track.clone = () => {
      const copy = MediaStreamTrack.prototype.clone.call(track);
      copies.push(copy);
      return copy;
    };
    const [alice, bob, carol] = await meeting.trio();
    const publication = await alice.room.publish(track, { source: 'camera', signal: end.signal });
    await Promise.all([bob.heard.media(alice.id, 'camera'), carol.heard.media(alice.id, 'camera')]);
    carol.leave();
    await alice.heard.losesSightOf(carol.id);
    expect(copies.filter(({ readyState }) => readyState === 'live')).to.have.length(1);
    await publication.replace(movingPicture('blue', end.signal));
    await roundTrip(alice, bob);
    expect(copies.map(({ readyState }) => readyState)).to.deep.equal(['ended', 'ended']);
    end.abort();
  });

  it('forgets nobody who waits when the server is stopped twice', async () => {
    await meeting.network.stopServer();
    const entering = meeting.enter();
    await meeting.network.stopServer();
    await meeting.network.startServer();
    await entering;
  });
});
