import { expect } from 'chai';
import fc from 'fast-check';
import { roomKeys, type RoomKeys } from '../../src/core/crypto/room-keys.ts';
import { sources } from '../../src/core/transport.ts';
import { MemoryNetwork } from '../../src/transports/memory/memory-transport.ts';
import { misunderstandings } from '../support/mesh-model/model-agreement.ts';
import { type ModelEvent, modelEvent } from '../support/mesh-model/model-events.ts';
import { ModelListener, ModelPerson } from '../support/mesh-model/model-person.ts';
import { inWords } from '../support/story.ts';

const many = 200;

/** The room of a memory network, with eight seats; what only a real network knows does not happen in it. */
class MemoryModel {
  readonly seats = new Map<number, ModelPerson>();
  readonly #network = new MemoryNetwork();
  readonly #keys: RoomKeys;
  #count = 0;

  constructor(keys: RoomKeys) {
    this.#keys = keys;
  }

  async happen({ what, who, other }: ModelEvent): Promise<void> {
    const [one, two] = [this.seats.get(who), this.seats.get(other)];
    if (what === 'join' && !one) this.#join(who);
    else if (what === 'stop the server') this.#network.stopServer();
    else if (what === 'start the server') this.#network.startServer();
    else if (one) this.#happenTo(what, one, who, two, other);
    await settled();
  }

  async end(): Promise<string[]> {
    this.#network.startServer();
    const people = [...this.seats.values()];
    await settled();
    for (const one of people) for (const other of people) this.#network.heal(one.id, other.id);
    await settled();
    const faults = people.flatMap((one) => [
      ...people.filter((other) => other !== one).flatMap((other) => misunderstandings(one, other)),
      ...(one.listener.known.size === people.length - 1 ? [] : [`${one.name} knows ${one.listener.known.size} of ${people.length - 1}`]),
    ]);
    for (const { end } of people) end.abort();
    return faults;
  }

  #join(seat: number): void {
    const person = new ModelPerson(`P${++this.#count}`, new ModelListener(() => 0, () => undefined));
    this.seats.set(seat, person);
    const options = { keys: this.#keys, server: 'memory:', iceServers: () => Promise.resolve([]), attributes: person.attributes };
    void this.#network.enter(options, person.listener, person.end.signal).then(
      (room) => (person.room = room),
      () => undefined,
    );
  }

  #happenTo(what: ModelEvent['what'], one: ModelPerson, seat: number, two: ModelPerson | undefined, which: number): void {
    const source = sources[which % sources.length]!;
    if (what === 'leave' || what === 'close') {
      one.end.abort();
      this.seats.delete(seat);
    } else if (what === 'cut' && two && two !== one) this.#network.cut(one.id, two.id);
    else if (what === 'heal' && two && two !== one) this.#network.heal(one.id, two.id);
    else if (what === 'toggle') one.toggle(source, ++this.#count);
    else if (what === 'replace') one.replace(source, ++this.#count);
    else if (what === 'rename') one.rename(++this.#count);
    else if (what === 'say') one.say(`word ${++this.#count}`);
  }
}

/** Here nothing takes time, only turns. */
async function settled(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

describe('the memory network whatever happens', function () {
  this.timeout(60_000);

  it(`has everybody agree after ${many} events`, async () => {
    const keys = await roomKeys('model', { kind: 'open' });
    const events = fc.array(modelEvent, { minLength: 0, maxLength: many, size: 'max' });
    const stories = fc.sample(fc.array(modelEvent, { minLength: many, maxLength: many }), { numRuns: 20, seed: 1 });
    const agrees = fc.asyncProperty(events, async (some) => {
      const model = new MemoryModel(keys);
      for (const event of some) await model.happen(event);
      expect(await model.end(), some.map(inWords).join(', ')).to.deep.equal([]);
    });
    await fc.assert(agrees, { examples: stories.map((story) => [story] as [ModelEvent[]]), numRuns: 30 });
  });
});
