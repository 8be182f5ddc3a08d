import { expect } from 'chai';
import { roomKeys, type RoomKeys } from '../../../src/core/crypto/room-keys.ts';
import { disagreements } from '../../support/mesh-model/model-agreement.ts';
import { MeshModel } from '../../support/mesh-model/mesh-model.ts';

/** 105 pairs; all but one of a room's addresses. */
const people = 15;

describe('a hundred dials at the same moment', function () {
  this.timeout(60_000);
  let [keys, model]: [RoomKeys, MeshModel] = [{} as RoomKeys, {} as MeshModel];

  before(async () => {
    keys = await roomKeys('model', { kind: 'open' });
  });

  afterEach(() => model.close());

  for (const seed of [1, 2, 3]) {
    it(`make one link for each pair with two offers at most, and carry what everybody publishes meanwhile (${seed})`, async () => {
      model = new MeshModel(seed, keys);
      const crowd = Array.from({ length: people }, (_, seat) => model.join(seat));
      while (model.server.offers.length === 0) await model.time.pass(1);
      for (const one of crowd) for (const source of [0, 1, 2]) model.toggle(one, source);
      await model.time.pass(5000);
      expect(disagreements(model)).to.deep.equal([]);
      const offers = new Map<string, number>();
      for (const { from, to } of model.server.offers) offers.set(`${from} → ${to}`, (offers.get(`${from} → ${to}`) ?? 0) + 1);
      const most = Math.max(...offers.values());
      console.log(`      ${offers.size} pairs, ${model.server.offers.length} offers, ${most} at most for one link`);
      expect(offers.size).to.equal((people * (people - 1)) / 2);
      expect(most).to.be.at.most(2);
    });
  }
});
