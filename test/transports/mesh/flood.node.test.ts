import { expect } from 'chai';
import { roomKeys } from '../../../src/core/crypto/room-keys.ts';
import { movingTime } from '../../../src/core/transport.ts';
import { type Attendee, MeshModel } from '../../support/mesh-model/mesh-model.ts';

describe('somebody whose profile changes often', function () {
  this.timeout(20_000);
  let model: MeshModel;
  let [ada, bob]: [Attendee, Attendee] = [{} as Attendee, {} as Attendee];

  beforeEach(async () => {
    model = new MeshModel(1, await roomKeys('model', { kind: 'open' }));
    [ada, bob] = [model.join(0), model.join(1)];
    await model.time.pass(5000);
  });

  afterEach(() => model.close());

  const heard = () => bob.person.listener.log.filter((line) => line.includes('media'));
  const nameOfAda = () => bob.person.listener.known.get(ada.person.id)?.attributes['name'];

  it('is heard of at once, each time, as long as a person could do it', async () => {
    for (let count = 0; count < 24; count++) model.toggle(ada, 0);
    await model.time.pass(100);
    expect(heard()).to.have.length(24);
    for (let count = 0; count < 4; count++) {
      await model.time.pass(900);
      model.toggle(ada, 0);
    }
    await model.time.pass(100);
    expect(heard()).to.have.length(28);
  });

  it('is heard of some times a second where it never stops, and as it is in the end', async () => {
    const told: unknown[] = [];
    const { listener } = bob.person;
    const tell = listener.attributesChanged.bind(listener);
    listener.attributesChanged = (id, attributes) => {
      told.push(attributes);
      tell(id, attributes);
    };
    for (let count = 0; count < 1000; count++) {
      model.rename(ada);
      await model.time.pass(5);
    }
    expect(told.length).to.be.within(40, 90);
    await model.time.pass(300);
    expect(nameOfAda()).to.equal(ada.person.attributes['name']);
    model.rename(ada);
    await model.time.pass(300);
    expect(nameOfAda()).to.equal(ada.person.attributes['name']);
  });

  it('is waited for when it goes on in another page, whatever was still to be heard of the page before', async () => {
    await model.time.pass(6000);
    for (let count = 0; count < 100; count++) model.rename(ada);
    model.depart(ada);
    await model.time.pass(movingTime - 1000);
    const next = model.arrive(ada);
    await model.time.pass(5000);
    expect(bob.person.listener.log.filter((line) => line.includes('left'))).to.deep.equal([]);
    expect(bob.person.listener.known.get(next.person.id)).to.deep.include({ attributes: next.person.attributes, link: 'live' });
  });
});
