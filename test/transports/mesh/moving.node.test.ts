import { expect } from 'chai';
import { roomKeys, type RoomKeys } from '../../../src/core/crypto/room-keys.ts';
import { movingTime } from '../../../src/core/transport.ts';
import { disagreements } from '../../support/mesh-model/model-agreement.ts';
import { type Attendee, MeshModel } from '../../support/mesh-model/mesh-model.ts';

describe('somebody who goes from page to page', function () {
  this.timeout(20_000);
  let [keys, model]: [RoomKeys, MeshModel] = [{} as RoomKeys, {} as MeshModel];
  let people: Attendee[] = [];

  before(async () => {
    keys = await roomKeys('model', { kind: 'open' });
  });

  async function meet(seed: number, count = 3): Promise<void> {
    model = new MeshModel(seed, keys);
    people = [];
    for (let seat = 0; seat < count; seat++) {
      people.push(model.join(seat));
      await model.time.pass(200);
    }
    await model.time.pass(3000);
  }

  afterEach(() => model.close());

  const of = (who: number) => people[who]!;
  const known = (one: number, other: number) => of(one).person.listener.known.get(of(other).person.id);
  const told = (one: number, words: string) => of(one).person.listener.log.filter((line) => line.includes(words)).map((line) => line.replace(/^\d+ /, ''));

  /** Goes to the next page, which takes a while to come. */
  async function change(who: number, milliseconds = 700): Promise<void> {
    model.depart(of(who));
    await model.time.pass(milliseconds);
    people[who] = model.arrive(of(who));
  }

  // Whoever was there first dials: both who dial and who are dialled move. Odd seeds have this library's server, even ones another.
  for (const [seed, who] of [[1, 0], [1, 2], [2, 0], [2, 1], [3, 2], [4, 1]] as const) {
    it(`is known all the while, and nothing is lost or said twice (${seed}, ${who})`, async () => {
      await meet(seed);
      const others = [0, 1, 2].filter((other) => other !== who);
      for (let page = 0; page < 5; page++) {
        for (let count = 0; count < 3; count++) for (const one of people) model.say(one);
        // In the middle of a conversation, and in the first moment of a link.
        await model.time.pass(page % 2 ? 2500 : 30);
        for (const one of people) model.say(one);
        model.depart(of(who));
        await model.time.pass(300);
        for (const other of others) model.say(of(other));
        expect(others.map((other) => known(other, who)?.link)).to.deep.equal(['moving', 'moving']);
        await model.time.pass(400);
        people[who] = model.arrive(of(who));
        await model.time.pass(1500);
      }
      for (const one of people) model.say(one);
      await model.time.pass(4000);
      expect(disagreements(model)).to.deep.equal([]);
      for (const other of others) {
        expect(told(other, `joined ${of(who).person.id}`)).to.have.length(1);
        expect(told(other, 'left')).to.deep.equal([]);
      }
    });
  }

  it('is seen with what is on in the next page, and with nothing else', async () => {
    await meet(1);
    for (const source of [0, 1]) model.toggle(of(1), source);
    await model.time.pass(1000);
    await change(1);
    await model.time.pass(500);
    model.toggle(of(1), 1);
    await model.time.pass(2000);
    expect(disagreements(model)).to.deep.equal([]);
    expect([...(known(0, 1)?.on ?? [])]).to.deep.equal(['camera']);
  });

  it('is heard, though it says something in its first moment and moves on', async () => {
    await meet(1, 2);
    model.say(of(1));
    await model.time.pass(500);
    for (let page = 0; page < 3; page++) {
      await change(1);
      while (!of(1).person.listener.known.size) await model.time.pass(1);
      // The channels are open, and the other has not said yet what it has.
      await model.time.pass(15);
      for (const one of people) model.say(one);
      await model.time.pass(1);
    }
    await change(1);
    await model.time.pass(3000);
    expect(disagreements(model)).to.deep.equal([]);
    expect(of(0).person.listener.heard.get(of(1).person.id)).to.have.length(4);
  });

  it('may move on before the next page is there, and all at once', async () => {
    await meet(2);
    for (const delay of [20, 60, 120, 250]) {
      for (const who of [0, 1, 2]) model.depart(of(who));
      await model.time.pass(delay);
      for (const who of [0, 1, 2]) people[who] = model.arrive(of(who));
      await model.time.pass(delay);
    }
    await model.time.pass(20_000);
    expect(disagreements(model)).to.deep.equal([]);
  });

  for (const seed of [1, 2]) {
    it(`is lost when no page comes in twenty seconds, and may still come later (${seed})`, async () => {
      await meet(seed);
      // Not of a server that has only just been reached.
      await model.time.pass(10_000);
      const { id } = of(1).person;
      model.depart(of(1));
      await model.time.pass(movingTime - 500);
      expect([known(0, 1)?.link, known(2, 1)?.link]).to.deep.equal(['moving', 'moving']);
      await model.time.pass(1000);
      for (const other of [0, 2]) expect(told(other, 'left')).to.deep.equal([`left ${id} lost`]);
      people[1] = model.arrive(of(1));
      await model.time.pass(3000);
      for (const one of people) model.say(one);
      await model.time.pass(1000);
      expect(disagreements(model)).to.deep.equal([]);
    });
  }

  it('is waited for while nobody can hear of it', async () => {
    await meet(1);
    await model.time.pass(10_000);
    model.depart(of(1));
    await model.time.pass(500);
    model.server.stop();
    await model.time.pass(30_000);
    expect(known(0, 1)?.link).to.equal('reconnecting');
    model.server.start();
    people[1] = model.arrive(of(1));
    await model.time.pass(10_000);
    expect(known(0, 1)?.link).to.equal('live');
    expect(told(0, 'left')).to.deep.equal([]);
  });

  it('is heard of by way of the server, if the link no longer carries it', async () => {
    await meet(1, 2);
    await model.time.pass(3000);
    model.paths.between(of(0).page, of(1).page).cut(true);
    model.depart(of(1));
    await model.time.pass(1500);
    expect(known(0, 1)?.link).to.equal('moving');
    model.heal();
    people[1] = model.arrive(of(1));
    await model.time.pass(3000);
    expect(disagreements(model)).to.deep.equal([]);
  });

  it('leaves from whatever page it is in', async () => {
    await meet(1);
    await change(1);
    await model.time.pass(3000);
    const { id } = of(1).person;
    model.leave(of(1), { closes: true });
    await model.time.pass(2000);
    expect(told(0, 'left')).to.deep.equal([`left ${id} left`]);
  });
});
