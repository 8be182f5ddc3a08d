import { expect } from 'chai';
import { roomKeys } from '../../../src/core/crypto/room-keys.ts';
import { type Attendee, MeshModel } from '../../support/mesh-model/mesh-model.ts';

describe('a page whose uplink is full', function () {
  this.timeout(20_000);
  let model: MeshModel;
  let [ada, bob]: [Attendee, Attendee] = [{} as Attendee, {} as Attendee];

  beforeEach(async () => {
    model = new MeshModel(1, await roomKeys('model', { kind: 'open' }));
    [ada, bob] = [model.join(0), model.join(1)];
    await model.time.pass(5000);
  });

  afterEach(() => model.close());

  const losses = () => ada.person.listener.log.filter((line) => line.includes('server reconnecting'));
  const isOnline = () => ada.page.run(() => ada.page.window.dispatchEvent(new Event('online')));
  const cutOff = () => {
    model.server.cutOff(ada.page, true);
    model.paths.between(ada.page, bob.page).cut(true);
  };

  /** A queue takes its time to grow. */
  async function fill(most: number): Promise<void> {
    for (ada.page.lag = 0; ada.page.lag < most; ada.page.lag += 100) await model.time.pass(200);
  }

  for (const lag of [1500, 2000, 2700]) {
    it(`does not take a server that is slow to answer for one that is lost (${lag} ms)`, async () => {
      await fill(lag);
      await model.time.pass(180_000);
      expect(losses()).to.deep.equal([]);
      expect(ada.person.listener.known.get(bob.person.id)?.link).to.equal('live');
    });
  }

  it('still finds out that the server is lost, some seconds later', async () => {
    await fill(2000);
    model.server.cutOff(ada.page, true);
    await model.time.pass(45_000);
    expect(losses()).to.have.length(1);
  });

  for (const lag of [0, 2000]) {
    it(`finds out as fast as ever when its network is another (${lag} ms)`, async () => {
      await fill(lag);
      cutOff();
      isOnline();
      await model.time.pass(1600);
      expect(losses()).to.have.length(1);
    });
  }

  it('finds out as fast as ever that the server is lost, where links are fast', async () => {
    model.server.cutOff(ada.page, true);
    // Something is wrong with a link: then the server is asked.
    model.paths.between(ada.page, bob.page).cut(true);
    await model.time.pass(1300);
    model.paths.between(ada.page, bob.page).cut(false);
    await model.time.pass(3200);
    expect(losses()).to.have.length(1);
  });
});
