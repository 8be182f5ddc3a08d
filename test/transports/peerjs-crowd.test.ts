import { expect } from '@open-wc/testing';
import { openRoom, acquainted, type Guest } from '../support/meeting.ts';
import { Scene } from '../support/attacker-scene.ts';
import { movingPicture } from '../support/picture.ts';

/** Milliseconds; two cores set up forty connections. */
const patience = 60_000;
/** Of all links, twenty at once: a browser has 500 connections for one page, and two cores have other things to do. */
const waves = 5;
const rooms = 2;
const people = 5;
const pairs = (rooms * people * (people - 1)) / 2;

describe('a hundred links over PeerJS', function () {
  this.timeout(100_000);
  let scene: Scene;

  beforeEach(async () => {
    scene = await Scene.set(patience);
  });

  afterEach(() => scene.close());

  /** Of every dial: from whom to whom, by key. */
  const offers = () =>
    scene.tap.frames
      .filter(({ direction, message }) => direction === 'up' && message.type === 'OFFER')
      .map(({ message }) => `${message.payload?.metadata?.from} → ${message.payload?.metadata?.to}`);

  for (let wave = 1; wave <= waves; wave++) {
    it(`are one for each pair, with two offers at most, and carry what everybody publishes (${wave} of ${waves})`, async () => {
      const began = performance.now();
      const crowd = await Promise.all(Array.from({ length: rooms }, () => roomFull()));
      await Promise.all(crowd.map((room) => acquainted(room)));
      await Promise.all(crowd.flatMap((room) => room.flatMap((guest) => others(room, guest).map(({ id }) => guest.heard.media(id, 'camera')))));
      const took = performance.now() - began;
      await Promise.all(scene.census.all.map(settled));
      await Promise.all(crowd.flat().map(sending));

      const perPair = new Map<string, number>();
      for (const offer of offers()) perPair.set(offer, (perPair.get(offer) ?? 0) + 1);
      const most = Math.max(...perPair.values());
      console.log(`${pairs} links in ${Math.round(took)} ms; ${offers().length} offers, ${most} at most for one link`);
      expect(perPair.size).to.equal(pairs);
      expect(most).to.be.at.most(2);
      for (const guest of crowd.flat()) expectOneLinkEach(guest);
      expect(scene.errors).to.deep.equal([]);
    });
  }

  /** Nobody waits for anybody, neither with entering nor with publishing. */
  async function roomFull(): Promise<Guest[]> {
    const { signal } = scene;
    const keys = await openRoom();
    return Promise.all(
      Array.from({ length: people }, async () => {
        const guest = await scene.enter({ keys });
        await guest.room.publish(movingPicture('red', signal), { source: 'camera', signal });
        return guest;
      }),
    );
  }

  /** Resolves when what others have been told of leaves: a browser takes its time to exchange a track. */
  async function sending(guest: Guest): Promise<void> {
    const live = scene.census.of(guest).filter(({ connectionState }) => connectionState === 'connected');
    while (sentBy(live).includes(0)) await new Promise((resolve) => requestAnimationFrame(resolve));
  }

  function expectOneLinkEach(guest: Guest): void {
    const all = scene.census.of(guest);
    const live = all.filter(({ connectionState }) => connectionState === 'connected');
    const open = all.filter(({ signalingState }) => signalingState !== 'closed');
    expect([live.length, open.length]).to.deep.equal([people - 1, people - 1]);
    expect(sentBy(live)).to.deep.equal(Array(people - 1).fill(1));
    expect(guest.heard.left).to.deep.equal([]);
  }
});

/** How many tracks leave on each connection. */
function sentBy(connections: readonly RTCPeerConnection[]): readonly number[] {
  return connections.map((connection) => connection.getSenders().filter(({ track }) => track).length);
}

function others(room: readonly Guest[], guest: Guest): Guest[] {
  return room.filter((other) => other !== guest);
}

/** Resolves when a connection is what it will be: connected or closed. */
async function settled(connection: RTCPeerConnection): Promise<void> {
  while (connection.signalingState !== 'closed' && connection.connectionState !== 'connected') {
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}
