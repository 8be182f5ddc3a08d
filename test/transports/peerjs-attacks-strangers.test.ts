import { expect } from '@open-wc/testing';
import { randomHex } from '../../src/transports/mesh/addresses.ts';
import { openRoom, acquainted, roundTrip } from '../support/meeting.ts';
import { Scene } from '../support/attacker-scene.ts';

describe('PeerJS, attacked by strangers', () => {
  let scene: Scene;

  beforeEach(async () => {
    scene = await Scene.set();
  });

  afterEach(() => scene.close());

  it('tells nobody of somebody with another key', async () => {
    const { seal } = await openRoom();
    const alice = await scene.enter();
    const mallory = await scene.enter({ keys: { tag: scene.keys.tag, mac: crypto.getRandomValues(new Uint8Array(32)), seal } });
    const [atAlice, atMallory] = [await scene.tap.socketOf(alice.id), await scene.tap.socketOf(mallory.id)];
    for (const [from, to] of [[atAlice, atMallory], [atMallory, atAlice]] as const) {
      await scene.tap.untilFrames('a greeting to arrive', ({ socket, message }) => socket === to && message.src === from.address);
    }

    const bob = await scene.enter();
    await acquainted([alice, bob]);
    await roundTrip(alice, bob);

    expect(mallory.heard.joined).to.deep.equal([]);
    expect(scene.census.of(mallory)).to.have.length(0);
    for (const guest of [alice, bob]) {
      expect(guest.heard.joined).to.have.length(1);
      expect(scene.census.of(guest)).to.have.length(1);
    }
    expect(randomHex(1)).to.be.ok;
  });
});
