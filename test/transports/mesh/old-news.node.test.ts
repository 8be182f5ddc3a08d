import { expect } from 'chai';
import { roomKeys } from '../../../src/core/crypto/room-keys.ts';
import { disagreements } from '../../support/mesh-model/model-agreement.ts';
import { type Attendee, MeshModel } from '../../support/mesh-model/mesh-model.ts';

describe('what the server said of an absence, read late', function () {
  this.timeout(20_000);
  let model: MeshModel;
  let [ada, bob]: [Attendee, Attendee] = [{} as Attendee, {} as Attendee];

  beforeEach(async () => {
    // An even seed: a stock server, which says of everybody absent that they are gone.
    model = new MeshModel(2, await roomKeys('model', { kind: 'open' }));
    [ada, bob] = [model.join(0), model.join(1)];
    await model.time.pass(2000);
  });

  afterEach(() => model.close());

  for (const how of ['asleep', 'busy'] as const) {
    it(`counts for nothing once they are back, to a page that was ${how}`, async () => {
      const address = model.server.addressOf(bob.page) ?? '';
      model.become(bob.page, 'asleep');
      while (!model.server.keepsFor(address)) await model.time.pass(100);
      // The word that nobody is at Bob's address comes now, and he comes back.
      model.become(ada.page, how);
      await model.time.pass(8000);
      model.become(bob.page, 'awake');
      await model.time.pass(8000);
      expect(model.server.addressOf(bob.page)).to.equal(address);

      model.become(ada.page, 'awake');
      await model.time.pass(5000);

      expect(ada.person.listener.log.filter((line) => line.includes('left'))).to.deep.equal([]);
      expect(disagreements(model)).to.deep.equal([]);
    });
  }

  it('counts at once from a page that was awake', async () => {
    await model.time.pass(60_000);
    model.vanish(bob, { leavesGhost: false });
    await model.time.pass(12_000);
    expect(ada.person.listener.known.has(bob.person.id)).to.equal(false);
  });
});
