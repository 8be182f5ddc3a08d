import { expect } from 'chai';
import { roomKeys, type RoomKeys } from '../../../src/core/crypto/room-keys.ts';
import { disagreements } from '../../support/mesh-model/model-agreement.ts';
import { type Attendee, MeshModel } from '../../support/mesh-model/mesh-model.ts';

describe('somebody given up as lost who was only asleep', function () {
  this.timeout(20_000);
  let [keys, model]: [RoomKeys, MeshModel] = [{} as RoomKeys, {} as MeshModel];
  let [ada, bob]: [Attendee, Attendee] = [{} as Attendee, {} as Attendee];

  before(async () => {
    keys = await roomKeys('model', { kind: 'open' });
  });

  beforeEach(async () => {
    // An even seed: a stock server, which says of everybody absent that they are gone.
    model = new MeshModel(2, keys);
    [ada, bob] = [model.join(0), model.join(1)];
    await model.time.pass(2000);
  });

  afterEach(() => model.close());

  /** No longer than it takes to be given up, or for so long. */
  async function sleepAndReturn(milliseconds = 0): Promise<void> {
    model.become(bob.page, 'asleep');
    await model.time.pass(milliseconds);
    while (ada.person.listener.known.has(bob.person.id)) await model.time.pass(100);
    model.heal();
    await model.time.pass(5000);
  }

  it('is seen with everything that is on', async () => {
    for (const one of [ada, bob]) model.toggle(one, 1);
    await model.time.pass(1000);
    await sleepAndReturn();
    expect(disagreements(model)).to.deep.equal([]);
    expect([...(ada.person.listener.known.get(bob.person.id)?.on ?? [])]).to.deep.equal(['camera']);
  });

  for (const [duration, milliseconds] of [['two minutes', 130_000], ['two hours', 7_200_000]] as const) {
    it(`hears everything that is said after ${duration}, and is heard`, async () => {
      for (let count = 0; count < 3; count++) for (const one of [ada, bob]) model.say(one);
      await model.time.pass(1000);
      await sleepAndReturn(milliseconds);
      for (let count = 0; count < 3; count++) for (const one of [ada, bob]) model.say(one);
      await model.time.pass(1000);
      expect(disagreements(model)).to.deep.equal([]);
      expect(bob.person.listener.heard.get(ada.person.id)).to.have.length(6);
    });
  }

  it('is told what was said while it slept and was not yet given up', async () => {
    model.become(bob.page, 'asleep');
    await model.time.pass(1000);
    model.say(ada);
    await model.time.pass(400_000);
    expect(ada.person.listener.known.has(bob.person.id)).to.equal(false);
    model.heal();
    await model.time.pass(5000);
    expect(disagreements(model)).to.deep.equal([]);
  });
});

describe('two who gave each other up after three minutes without a word', function () {
  this.timeout(20_000);

  // Odd: this library's server, which says of nobody who is cut off that they are gone.
  for (const seed of [1, 3, 5, 7, 9, 11]) {
    it(`are linked as soon as anything gets through (${seed})`, async () => {
      const model = new MeshModel(seed, await roomKeys('model', { kind: 'open' }));
      const [ada, bob] = [model.join(0), model.join(1)];
      await model.time.pass(2000);
      model.paths.between(ada.page, bob.page).cut(true);
      model.server.cutOff(bob.page, true);
      while (ada.person.listener.known.size + bob.person.listener.known.size > 0) await model.time.pass(100);
      await model.time.pass(1000);
      model.heal();
      await model.time.pass(4000);
      const faults = disagreements(model);
      await model.close();
      expect(faults).to.deep.equal([]);
    });
  }
});
