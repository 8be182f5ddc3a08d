import { expect } from 'chai';
import { roomKeys } from '../../../src/core/crypto/room-keys.ts';
import { type Attendee, MeshModel } from '../../support/mesh-model/mesh-model.ts';

describe('a page that stands still for some seconds', function () {
  this.timeout(20_000);
  let model: MeshModel;
  let [ada, bob]: [Attendee, Attendee] = [{} as Attendee, {} as Attendee];

  beforeEach(async () => {
    model = new MeshModel(1, await roomKeys('model', { kind: 'open' }));
    [ada, bob] = [model.join(0), model.join(1)];
    await model.time.pass(2000);
  });

  afterEach(() => model.close());

  const linkOf = () => bob.person.listener.known.get(ada.person.id)?.link;

  for (const how of ['asleep', 'busy'] as const) {
    it(`does not take a silent link for a live one afterwards (${how})`, async () => {
      model.paths.between(ada.page, bob.page).cut(true);
      while (linkOf() === 'live') await model.time.pass(100);
      model.become(bob.page, how);
      await model.time.pass(6000);
      model.become(bob.page, 'awake');
      await model.time.pass(2500);
      expect(linkOf()).to.equal('reconnecting');
      expect(bob.person.listener.log.filter((line) => line.includes(`link ${ada.person.id} live`))).to.have.length(0);
    });

    it(`takes no live link for a silent one (${how})`, async () => {
      model.become(bob.page, how);
      await model.time.pass(6000);
      model.become(bob.page, 'awake');
      await model.time.pass(2500);
      expect(bob.person.listener.log.filter((line) => line.includes('reconnecting'))).to.deep.equal([]);
    });
  }
});
