import fc from 'fast-check';
import { roomKeys, type RoomKeys } from '../../../src/core/crypto/room-keys.ts';
import { disagreements } from '../../support/mesh-model/model-agreement.ts';
import { MeshModel } from '../../support/mesh-model/mesh-model.ts';
import { happen, type ModelEvent, modelEvent } from '../../support/mesh-model/model-events.ts';
import { inWords, storyOf } from '../../support/story.ts';

const many = 200;
/** Milliseconds after the last event of any kind: the last heal, or the last time that somebody was given up. */
const quiet = 5000;
/** Milliseconds after which everybody who vanished is known to have. */
const forgotten = 200_000;
const fixed = (process.env['MESH_MODEL_SEEDS'] ?? '1,2,3,4,5,133,137,145,202').split(',').map(Number);
/** So many more stories, other ones every time. */
const fresh = Array.from({ length: Number(process.env['MESH_MODEL_FRESH'] ?? 0) }, () => Math.floor(Math.random() * 2 ** 31));
/** Milliseconds that may be spent on finding a shorter story that fails, too. */
const shrinkFor = Number(process.env['MESH_MODEL_SHRINK'] ?? 0);
const limits = shrinkFor > 0 ? { interruptAfterTimeLimit: shrinkFor } : { endOnFailure: true };

describe('a mesh of eight whatever happens', function () {
  this.timeout(60_000 + shrinkFor);
  let keys: RoomKeys;

  before(async () => {
    keys = await roomKeys('model', { kind: 'open' });
  });

  /** What is wrong after these events; seeds that are even have a stock server. */
  async function play(events: readonly ModelEvent[], seed: number): Promise<string[]> {
    const model = new MeshModel(seed, keys);
    try {
      for (const event of events) await happen(model, event);
      model.heal();
      await model.time.pass(quiet);
      while (model.now - model.givenUpAt < quiet) await model.time.pass(100);
      const early = disagreements(model);
      if (early.length > 0) return [...early, ...model.story.slice(-40)];
      await model.time.pass(forgotten);
      return disagreements(model).map((fault) => `${forgotten / 1000} s later: ${fault}`);
    } finally {
      await model.close();
    }
  }

  for (const seed of [...fixed, ...fresh]) {
    it(`agrees after ${many} events and ${quiet / 1000} s of quiet (MESH_MODEL_SEEDS=${seed})`, async () => {
      const story = storyOf(modelEvent, many, seed);
      const agrees = fc.asyncProperty(fc.array(modelEvent, { maxLength: many, size: 'max' }), async (events) => {
        const faults = await play(events, seed);
        if (faults.length > 0) throw new Error(faults.join('\n'));
      });
      const { failed, errorInstance, counterexample } = await fc.check(agrees, { examples: [[story]], numRuns: 1, seed, ...limits });
      if (failed) throw new Error(`${String(errorInstance)}\nafter ${(counterexample?.[0] ?? []).map(inWords).join(', ')}`);
    });
  }
});
