import { expect } from '@open-wc/testing';
import { AttackerInTheMiddle, relay, standBetween } from '../support/attacker-in-the-middle.ts';
import type { AttackerSocket } from '../support/attacker-socket.ts';
import { Scene } from '../support/attacker-scene.ts';
import { acquainted, type Guest, roundTrip } from '../support/meeting.ts';
import { type PeerServer, startPeerServer } from '../support/peer-server.ts';
import { movingPicture } from '../support/picture.ts';
import type { Message } from '../support/wiretap.ts';

describe('PeerJS, with somebody in the middle', () => {
  let scene: Scene;
  let otherServer: PeerServer;
  /** At the first server at Bob's address, at the other one at Alice's. */
  let sockets: readonly [AttackerSocket, AttackerSocket];

  beforeEach(async () => {
    [scene, otherServer] = await Promise.all([Scene.set(), startPeerServer()]);
    const [alices, bobs] = scene.addresses as [string, string];
    const atFirst = await scene.occupyAllBut(alices);
    const atOther = await scene.occupyAllBut(bobs, otherServer);
    sockets = [atFirst.find(({ id }) => id === bobs)!, atOther.find(({ id }) => id === alices)!];
  });

  afterEach(async () => {
    await scene.close();
    await otherServer.stop();
  });

  /** Alice at one server and Bob at the other, with their cameras on. */
  async function aliceAndBob(): Promise<[Guest, Guest]> {
    const alice = await scene.enter({ attributes: { name: 'Alice Liddell' } });
    const bob = await scene.enter({ attributes: { name: 'Bob Dodgson' }, server: `${otherServer.url}/peer` });
    for (const { room } of [alice, bob]) {
      await room.publish(movingPicture('red', scene.signal), { source: 'camera', signal: scene.signal });
    }
    return [alice, bob];
  }

  it('links two to whom an attacker relays everything, who reads nothing of it', async () => {
    const relayed: Message[] = [];
    standBetween(sockets, (message, here, there) => {
      relayed.push(message);
      relay(message, here, there);
    });
    const [alice, bob] = await aliceAndBob();
    await acquainted([alice, bob]);
    await alice.say('chat', 'tea at five');
    await roundTrip(alice, bob);

    expect(bob.heard.textsOn('chat')).to.deep.equal(['tea at five']);
    expect(relayed.map(({ type }) => type)).to.include.members(['OFFER', 'ANSWER', 'CANDIDATE']);
    expect(JSON.stringify(relayed)).not.to.match(/Liddell|Dodgson|tea at five/);
  });

  for (const showsOffers of [false, true]) {
    const way = showsOffers ? 'who answers true offers itself' : 'who makes both offers and answers itself';
    it(`links nobody to an attacker ${way}`, async () => {
      const attacker = new AttackerInTheMiddle({ showsOffers });
      scene.signal.addEventListener('abort', () => attacker.close());
      standBetween(sockets, attacker.handle);
      const guests = await aliceAndBob();
      const isOffer = ({ direction, message }: { direction: string; message: Message }) => direction === 'up' && message.type === 'OFFER';
      // The second attempt of the one who dials: the first has failed.
      await scene.tap.untilFrames('a second offer', isOffer, 2);

      const { connections } = attacker;
      const frames = await Promise.all(connections.map((connection) => connection.frames()));
      expect(connections).not.to.be.empty;
      expect(connections.flatMap(({ states }) => states)).not.to.include('connected');
      expect(connections.reduce((sum, { bytes }) => sum + bytes, 0)).to.equal(0);
      expect(frames.reduce((sum, count) => sum + count, 0)).to.equal(0);
      expect(guests.flatMap(({ heard }) => heard.joined)).to.deep.equal([]);
      // Only true offers were taken: of each attempt one, if the attacker shows them.
      const offers = scene.tap.frames.filter(isOffer).map(({ message }) => (message.payload as { sdp: { sdp: string } }).sdp.sdp);
      const taken = scene.census.all.flatMap(({ remoteDescriptions }) => remoteDescriptions);
      expect(taken.length > 0).to.equal(showsOffers);
      expect(offers).to.include.members(taken);
      expect(scene.errors).to.deep.equal([]);
    });
  }
});
