import { expect } from 'chai';
import { roomKeys, type RoomKeys } from '../../../src/core/crypto/room-keys.ts';
import { disagreements } from '../../support/mesh-model/model-agreement.ts';
import { MeshModel } from '../../support/mesh-model/mesh-model.ts';

describe('a newcomer at the address of somebody who vanished', function () {
  this.timeout(20_000);
  let [keys, model]: [RoomKeys, MeshModel] = [{} as RoomKeys, {} as MeshModel];

  before(async () => {
    keys = await roomKeys('model', { kind: 'open' });
  });

  afterEach(() => model.close());

  for (const seed of [1, 2, 3, 4]) {
    it(`is linked with everybody (${seed})`, async () => {
      model = new MeshModel(seed, keys);
      const people = [0, 1, 2, 3].map((seat) => model.join(seat));
      await model.time.pass(10_000);
      const bob = people[0]!;
      model.server.onlyFree = model.server.addressOf(bob.page);
      model.vanish(bob, { leavesGhost: false });
      // Those who dial him are about to do it again.
      await model.time.pass(4300);
      const newcomer = model.join(0);
      await model.time.pass(5000);
      expect(disagreements(model)).to.deep.equal([]);
      expect(newcomer.person.listener.known.size).to.equal(3);
    });
  }
});
