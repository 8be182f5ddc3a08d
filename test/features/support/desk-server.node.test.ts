import { expect } from 'chai';
import { after } from '../../../src/core/abort.ts';
import { LineEnd } from '../../../src/features/support/secret-line.ts';
import type { Visitor } from '../../../src/features/support/visitor.ts';
import { AttackedDesk, secret } from '../../support/attacked-desk.ts';
import { certified, newSigningKey } from '../../support/desk-credentials.ts';
import type { Answered, Asked } from '../../support/desk-squatter.ts';
import { random } from '../../support/random.ts';
import { bytesAsText, type Carried } from '../../support/tapped-mailboxes.ts';

const visitOf = ({ store }: Visitor) => store.state.visit;
const roomOf = (visitor: Visitor) => {
  const visit = visitOf(visitor);
  return 'room' in visit ? visit.room : '';
};

describe('a desk, attacked by its own server', function () {
  this.timeout(60_000);
  const scene = new AttackedDesk();

  beforeEach(() => scene.beginWithKey());
  afterEach(() => scene.close());

  /** Reads, changes, drops, doubles, delays, replays and passes on, by chance. */
  function lie(chance: () => number): void {
    const pick = <T>(list: readonly T[]): T => list[Math.floor(chance() * list.length)]!;
    scene.tap.carry = (carried: Carried) => {
      const { from, to, letter } = carried;
      const dice = chance();
      if (dice < 0.1) return;
      if (dice < 0.2) after(chance() * 5000, scene.end.signal, () => to.deliver(from, letter));
      else if (dice < 0.3) for (const each of [0, 1, 2]) after(each * 700, scene.end.signal, () => to.deliver(from, letter));
      else if (dice < 0.4) to.deliver(pick(scene.tap.carried).from, letter);
      else to.deliver(from, letter);
      // And something that somebody once said to somebody, to anybody.
      const old = pick(scene.tap.carried);
      if (dice > 0.6) pick(scene.tap.boxes).deliver(chance() < 0.5 ? old.from : from, old.letter);
      if (dice > 0.9) pick(scene.tap.boxes).deliver(from, mutated(letter, chance));
    };
  }

  function mutated(letter: unknown, chance: () => number): unknown {
    const text = JSON.stringify(letter);
    const at = Math.floor(chance() * text.length);
    try {
      return JSON.parse(text.slice(0, at) + String.fromCharCode(65 + Math.floor(chance() * 26)) + text.slice(at + 1));
    } catch {
      return letter;
    }
  }

  for (const seed of [1, 2, 3, 4, 5, 6]) {
    it(`that lies by chance never learns anything, nor gets anybody else the call (${seed})`, async () => {
      lie(random(seed));
      await scene.model.agent('Eve', { credential: await certified(scene.key.publicKey, await newSigningKey()) });
      const { agent } = await scene.model.agent('Ada');
      const { visitor } = await scene.model.visitor();
      await scene.time.pass(3000);
      visitor.ring(secret);
      const rooms = new Set<string>();
      const ends = new Set<string>();
      for (let second = 0; second < 60; second++) {
        await scene.time.pass(1000);
        const { serving, waiting } = agent.store.state;
        if (!serving && waiting.length > 0) agent.answer();
        const visit = visitOf(visitor);
        rooms.add(roomOf(visitor));
        ends.add(visit.phase);
        if (visit.phase !== 'called') continue;
        expect(visit.agent.name).to.equal('Ada');
        if (serving?.room === visit.room) visitor.met();
      }
      const visit = visitOf(visitor);
      if (visit.phase === 'over') expect(['nobody', 'ended']).to.include(visit.reason);
      expect(ends.has('called') || ends.has('over')).to.equal(true);
      scene.expectNothingSaid();
      const everything = scene.tap.everything();
      for (const room of [...rooms].filter(Boolean)) {
        expect(everything).not.to.include(room);
        expect(everything).not.to.include(bytesAsText(room));
      }
    });
  }

  const swaps: Record<string, (ends: Swap) => (carried: Carried) => void> = {
    "the visitor's key": ({ visitor }) => ({ from, to, letter }) => to.deliver(from, { ...(letter as object), ...('visitor' in (letter as object) && { visitor }) }),
    "the visitor's key, and back again": ({ visitor, truth }) => ({ from, to, letter }) => {
      const { kind } = letter as { kind: string };
      if (kind === 'ask') {
        truth.visitor = (letter as Asked).visitor;
        to.deliver(from, { ...(letter as Asked), visitor });
      } else to.deliver(from, { ...(letter as Answered), visitor: truth.visitor });
    },
    "the agent's key": ({ agent }) => ({ from, to, letter }) => {
      const { kind } = letter as { kind: string };
      if (kind === 'desk') to.deliver(from, { ...(letter as Answered), agent });
      else to.deliver(from, letter);
    },
    'both keys, both ways': ({ visitor, agent, truth }) => ({ from, to, letter }) => {
      const { kind } = letter as { kind: string };
      if (kind === 'ask') {
        truth.visitor = (letter as Asked).visitor;
        to.deliver(from, { ...(letter as Asked), visitor });
      } else if (kind === 'desk') to.deliver(from, { ...(letter as Answered), visitor: truth.visitor, agent });
      else to.deliver(from, letter);
    },
  };
  for (const [what, swap] of Object.entries(swaps)) {
    it(`that puts keys of its own in the place of ${what} gets nowhere`, async () => {
      const [visitorEnd, agentEnd] = await Promise.all([LineEnd.make('visitor'), LineEnd.make('agent')]);
      scene.tap.carry = swap({ visitor: visitorEnd.publicKey, agent: agentEnd.publicKey, truth: { visitor: '' } });
      const { agent } = await scene.model.agent('Ada');
      const { visitor } = await scene.model.visitor();
      visitor.ring(secret);
      await scene.time.pass(12_000);
      expect(visitor.store.state.desk).to.equal('offline');
      expect(visitOf(visitor)).to.include({ phase: 'over', reason: 'nobody' });
      expect(agent.store.state.waiting).to.deep.equal([]);
      expect(scene.tap.sent.some(({ letter }) => (letter as { kind: string }).kind === 'desk')).to.equal(true);
      expect(scene.tap.sentBy(scene.visitorBox(), 'word')).to.deep.equal([]);
      scene.expectNothingSaid();
    });
  }

  it('that gives each the letters of the other in the name of the other gets nowhere', async () => {
    const { agent } = await scene.model.agent('Ada');
    const { visitor } = await scene.model.visitor();
    await scene.time.pass(1000);
    const { from } = scene.tap.carried.find(({ to }) => to === scene.visitorBox())!;
    scene.tap.carry = ({ to, letter }) => {
      to.deliver(from, letter);
      // Everything back to where it came from, under the name that is expected there.
      for (const box of scene.tap.boxes) if (box !== to) box.deliver(from, letter);
    };
    visitor.ring(secret);
    await scene.time.pass(2000);
    expect(agent.store.state.waiting).to.have.length(1);
    expect(visitOf(visitor).phase).to.equal('waiting');
    scene.expectNothingSaid();
  });

  it('that plays a cancelled call again after the agent forgot it rings nobody', async () => {
    const { agent } = await scene.model.agent('Ada');
    const { visitor, vanish } = await scene.model.visitor();
    await scene.time.pass(1000);
    visitor.ring(secret);
    await scene.time.pass(1000);
    expect(agent.store.state.waiting).to.have.length(1);
    const letters = scene.tap.carried.filter(({ to }) => to === scene.tap.boxes[0]);
    vanish();
    await scene.time.pass(700_000);
    expect(agent.store.state.waiting).to.deep.equal([]);
    for (const { from, to, letter } of letters) {
      to.deliver(from, letter);
      await scene.time.settle();
    }
    expect(agent.store.state.waiting).to.deep.equal([]);
  });
});

interface Swap {
  readonly visitor: string;
  readonly agent: string;
  readonly truth: { visitor: string };
}
