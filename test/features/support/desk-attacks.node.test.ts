import { expect } from 'chai';
import { base64Encode } from '../../../src/core/crypto/base64.ts';
import { after } from '../../../src/core/abort.ts';
import { addressesOf } from '../../../src/core/mailbox.ts';
import type { Credential } from '../../../src/features/support/credential.ts';
import { awayTag, deskTag } from '../../../src/features/support/desk-name.ts';
import { LineEnd } from '../../../src/features/support/secret-line.ts';
import type { Visitor } from '../../../src/features/support/visitor.ts';
import { certified, inSeconds, newSigningKey, type SigningKey } from '../../support/desk-credentials.ts';
import { DeskModel, newDeskKey, request } from '../../support/desk-model.ts';
import { type Answered, type Asked, Squatter } from '../../support/desk-squatter.ts';
import { FakeTime } from '../../support/fake-time.ts';
import { random } from '../../support/random.ts';
import { bytesAsText, type Carried, TappedMailboxes } from '../../support/tapped-mailboxes.ts';

const secret = {
  ...request,
  name: 'Vera Confidential',
  topic: 'Refund of 4711 Euro',
  fields: { iban: 'DE89370400440532013000' },
  page: 'https://shop.example/orders/0815',
  title: 'Your private order',
  context: '{"customer":"C-1234567"}',
};
const secrets = ['Vera Confidential', 'Refund of 4711', 'DE8937040044', 'orders/0815', 'private order', 'C-1234567'];

describe('a desk, attacked', function () {
  this.timeout(60_000);
  const time = new FakeTime();
  let model: DeskModel;
  let tap: TappedMailboxes;
  let key: SigningKey;
  let end: AbortController;

  beforeEach(async () => {
    key = await newSigningKey();
    begin({ label: 'Acme', key: key.publicKey }, { desk: key.publicKey, privateKey: key.privateKey });
  });

  function begin(desk: { label: string; key: string }, credential: Credential | undefined): void {
    time.start();
    end = new AbortController();
    model = new DeskModel(desk, credential);
    model.mailboxes = tap = new TappedMailboxes(model.network.mailboxes);
  }

  afterEach(() => {
    end.abort();
    model.close();
    time.stop();
  });

  const visitOf = ({ store }: Visitor) => store.state.visit;
  const roomOf = (visitor: Visitor) => {
    const visit = visitOf(visitor);
    return 'room' in visit ? visit.room : '';
  };
  const visitorBox = () => tap.boxes.at(-1)!;

  function expectNothingSaid(): void {
    const everything = tap.everything();
    for (const word of secrets) expect(everything).not.to.include(word);
  }

  describe('by a false desk', () => {
    it('finds nobody, and says nothing but a question', async () => {
      const [other, mallory] = await Promise.all([newSigningKey(), newSigningKey()]);
      const desk = key.publicKey;
      const stolen = await certified(desk, key);
      const false_: (Credential | undefined)[] = [
        undefined,
        { desk, privateKey: other.privateKey },
        { desk: other.publicKey, privateKey: other.privateKey },
        await certified(desk, key, { expires: inSeconds(-1) }),
        await certified(other.publicKey, other),
        await certified(desk, other),
        { ...stolen, privateKey: mallory.privateKey },
      ];
      const agents = await Promise.all(false_.map((credential) => model.agent('Eve', { credential })));
      for (const { agent } of agents.slice(0, 3)) agent.setAway(true);
      await time.pass(1000);
      const { visitor } = await model.visitor();
      visitor.ring(secret);
      await time.pass(5000);
      expect(visitor.store.state.desk).to.equal('offline');
      await time.pass(6000);
      expect(visitOf(visitor)).to.include({ phase: 'over', reason: 'nobody' });

      expect(tap.sentBy(visitorBox()).length).to.be.at.least(64);
      expect(tap.sentBy(visitorBox()).length).to.equal(tap.sentBy(visitorBox(), 'ask').length);
      expect(tap.sent.some(({ letter }) => (letter as { kind: string }).kind === 'desk')).to.equal(true);
      for (const { agent } of agents) expect(agent.store.state.waiting).to.deep.equal([]);
      expectNothingSaid();
    });

    it('in front of one true agent gets nothing of what is said to that one', async () => {
      await model.agent('Eve', { credential: await certified(key.publicKey, await newSigningKey()) });
      const { agent } = await model.agent('Ada');
      const { visitor } = await model.visitor();
      visitor.ring(secret);
      await time.pass(1000);
      agent.answer();
      await time.pass(1000);
      expect(visitOf(visitor)).to.include({ phase: 'called' });
      const [, eve, ada] = [...tap.boxes].sort((a, b) => tap.sentBy(a, 'word').length - tap.sentBy(b, 'word').length);
      expect(eve).not.to.equal(ada);
      const toFalse = tap.carried.filter(({ to, letter }) => to === tap.boxes[0] && (letter as { kind: string }).kind !== 'ask');
      expect(toFalse).to.deep.equal([]);
      expectNothingSaid();
    });
  });

  describe('by squatters', () => {
    const forgeries = (visitor: string): object[] => {
      const stranger = base64Encode(crypto.getRandomValues(new Uint8Array(32)));
      const signature = 'A'.repeat(86);
      const certificate = { name: 'Ada', publicKey: stranger, expires: 4e9, signature };
      return [
        { kind: 'desk', visitor, agent: stranger, proof: { signature }, box: 'AAAA' },
        { kind: 'desk', visitor, agent: stranger, proof: { signature, certificate }, box: 'AAAA' },
        { kind: 'desk', visitor, agent: 'A'.repeat(43), proof: null, box: 'AAAA' },
        { kind: 'word', from: stranger, box: 'A'.repeat(400) },
        { kind: 'desk' },
        { kind: 'ask', visitor },
        [],
      ];
    };

    async function squat(count: number): Promise<Squatter[]> {
      const tag = await deskTag(model.desk);
      const { mailboxes } = model.network;
      return [tag, awayTag(tag)].flatMap((family) => Array.from({ length: count }, () => new Squatter(mailboxes, family, end.signal)));
    }

    async function served(visitor: Visitor, agent: Awaited<ReturnType<DeskModel['agent']>>['agent']): Promise<void> {
      await time.pass(1500);
      expect(visitor.store.state.desk).to.equal('online');
      visitor.ring(secret);
      await time.pass(1000);
      expect(agent.store.state.waiting.map(({ request: { name } }) => name)).to.include(secret.name);
      const mine = agent.store.state.waiting.find(({ request: { name } }) => name === secret.name);
      agent.answer(mine?.id);
      await time.pass(1000);
      expect(visitOf(visitor)).to.include({ phase: 'called', room: agent.store.state.serving?.room });
      expectNothingSaid();
    }

    it('at fifteen of sixteen addresses who forge, is found at the last', async () => {
      for (const squatter of await squat(15)) squatter.lies = forgeries;
      const { agent } = await model.agent('Ada');
      await time.pass(1000);
      const { visitor } = await model.visitor();
      await served(visitor, agent);
      expect(tap.carried.length).to.be.above(1000);
    });

    it('at fifteen of sixteen addresses who replay, is found at the last', async () => {
      const squatters = await squat(15);
      const { agent } = await model.agent('Ada');
      await time.pass(1000);
      // Answers for others: for the squatters themselves, and for an earlier page of the same visitor.
      const recorded: Answered[] = [];
      const asked = new Set<string>();
      for (const squatter of squatters) {
        squatter.received = (_, letter) => {
          const { kind } = letter as { kind: string };
          if (kind === 'desk') recorded.push(letter as Answered);
          // Not again what another squatter passed on.
          if (kind === 'ask' && !asked.has(JSON.stringify(letter))) squatter.sendToAll(letter as Asked);
          asked.add(JSON.stringify(letter));
        };
      }
      squatters[0]!.sendToAll({ kind: 'ask', visitor: (await LineEnd.make('visitor')).publicKey });
      const { visitor: earlier, vanish } = await model.visitor();
      earlier.ring({ ...secret, name: 'Earlier' });
      await time.pass(3000);
      const words = tap.sentBy(visitorBox(), 'word');
      vanish();
      expect(recorded.length).to.be.at.least(2);
      expect(words).not.to.deep.equal([]);
      for (const squatter of squatters) {
        squatter.received = () => undefined;
        squatter.lies = (visitor) => [...recorded.slice(0, 20).flatMap((answer) => [answer, { ...answer, visitor }]), ...words];
      }
      const { visitor } = await model.visitor();
      await served(visitor, agent);
    });

    it('at fifteen of sixteen addresses who ask in the name of the visitor, and pass the answers on, reaches the visitor', async () => {
      const squatters = await squat(15);
      const { agent } = await model.agent('Ada');
      await time.pass(1000);
      for (const squatter of squatters) {
        const answers = new Map<string, Answered>();
        squatter.lies = (visitor) => {
          squatter.sendToAll({ kind: 'ask', visitor });
          const answer = answers.get(visitor);
          return answer ? [answer] : [];
        };
        squatter.received = (_, letter) => {
          const answer = letter as Answered;
          if (answer.kind === 'desk') answers.set(answer.visitor, answer);
        };
      }
      const { visitor } = await model.visitor();
      await served(visitor, agent);
    });

    it('who pass a true answer on keep no word from the agent', async () => {
      const { agent } = await model.agent('Ada');
      const { visitor } = await model.visitor();
      const tag = await deskTag(model.desk);
      tap.carry = ({ from, to, letter }) => {
        to.deliver(from, letter);
        if ((letter as { kind: string }).kind !== 'desk') return;
        for (const address of addressesOf(tag)) if (address !== from) to.deliver(address, letter);
      };
      await time.pass(1000);
      visitor.ring(secret);
      await time.pass(500);
      expect(agent.store.state.waiting).to.have.length(1);
    });

    it('who ask in the name of the visitor before the visitor does take no answer away', async () => {
      await model.agent('Ada');
      tap.carry = ({ from, to, letter }) => {
        if ((letter as { kind: string }).kind === 'ask') to.deliver('mallory-0', letter);
        to.deliver(from, letter);
      };
      const { visitor } = await model.visitor();
      await time.pass(1000);
      expect(visitor.store.state.desk).to.equal('online');
    });

    it('who answer without end are judged a few times, and those at other addresses as ever', async () => {
      let verified = 0;
      const subtle = Object.getPrototypeOf(crypto.subtle) as SubtleCrypto;
      const { verify } = subtle;
      subtle.verify = (...parameters) => {
        verified++;
        return verify.apply(crypto.subtle, parameters);
      };
      const [squatter] = await squat(1);
      squatter!.lies = (visitor) => Array.from({ length: 10 }, () => forgeries(visitor)[0]!);
      await time.pass(100);
      const { visitor } = await model.visitor();
      await time.pass(10_000);
      expect(tap.carried.length).to.be.above(900);
      expect(verified).to.be.within(1, 17);
      const { agent } = await model.agent('Ada');
      visitor.ask();
      await served(visitor, agent);
    });

    it('at all addresses says that nobody is there, and the agent that the desk is full', async () => {
      for (const squatter of await squat(16)) squatter.lies = (visitor) => forgeries(visitor).slice(0, 2);
      await time.pass(100);
      const { agent } = await model.agent('Ada');
      const { visitor } = await model.visitor();
      visitor.ring(secret);
      await time.pass(12_000);
      expect(agent.store.state.phase).to.equal('full');
      expect(visitor.store.state.desk).to.equal('offline');
      expect(visitOf(visitor)).to.include({ phase: 'over', reason: 'nobody' });
      expectNothingSaid();
    });
  });

  describe('by its own server', () => {
    /** Reads, changes, drops, doubles, delays, replays and passes on, by chance. */
    function lie(chance: () => number): void {
      const pick = <T>(list: readonly T[]): T => list[Math.floor(chance() * list.length)]!;
      tap.carry = (carried: Carried) => {
        const { from, to, letter } = carried;
        const dice = chance();
        if (dice < 0.1) return;
        if (dice < 0.2) after(chance() * 5000, end.signal, () => to.deliver(from, letter));
        else if (dice < 0.3) for (const each of [0, 1, 2]) after(each * 700, end.signal, () => to.deliver(from, letter));
        else if (dice < 0.4) to.deliver(pick(tap.carried).from, letter);
        else to.deliver(from, letter);
        // And something that somebody once said to somebody, to anybody.
        const old = pick(tap.carried);
        if (dice > 0.6) pick(tap.boxes).deliver(chance() < 0.5 ? old.from : from, old.letter);
        if (dice > 0.9) pick(tap.boxes).deliver(from, mutated(letter, chance));
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
        await model.agent('Eve', { credential: await certified(key.publicKey, await newSigningKey()) });
        const { agent } = await model.agent('Ada');
        const { visitor } = await model.visitor();
        await time.pass(3000);
        visitor.ring(secret);
        const rooms = new Set<string>();
        const ends = new Set<string>();
        for (let second = 0; second < 60; second++) {
          await time.pass(1000);
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
        expectNothingSaid();
        const everything = tap.everything();
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
        tap.carry = swap({ visitor: visitorEnd.publicKey, agent: agentEnd.publicKey, truth: { visitor: '' } });
        const { agent } = await model.agent('Ada');
        const { visitor } = await model.visitor();
        visitor.ring(secret);
        await time.pass(12_000);
        expect(visitor.store.state.desk).to.equal('offline');
        expect(visitOf(visitor)).to.include({ phase: 'over', reason: 'nobody' });
        expect(agent.store.state.waiting).to.deep.equal([]);
        expect(tap.sent.some(({ letter }) => (letter as { kind: string }).kind === 'desk')).to.equal(true);
        expect(tap.sentBy(visitorBox(), 'word')).to.deep.equal([]);
        expectNothingSaid();
      });
    }

    it('that gives each the letters of the other in the name of the other gets nowhere', async () => {
      const { agent } = await model.agent('Ada');
      const { visitor } = await model.visitor();
      await time.pass(1000);
      const { from } = tap.carried.find(({ to }) => to === visitorBox())!;
      tap.carry = ({ to, letter }) => {
        to.deliver(from, letter);
        // Everything back to where it came from, under the name that is expected there.
        for (const box of tap.boxes) if (box !== to) box.deliver(from, letter);
      };
      visitor.ring(secret);
      await time.pass(2000);
      expect(agent.store.state.waiting).to.have.length(1);
      expect(visitOf(visitor).phase).to.equal('waiting');
      expectNothingSaid();
    });

    it('that plays a cancelled call again after the agent forgot it rings nobody', async () => {
      const { agent } = await model.agent('Ada');
      const { visitor, vanish } = await model.visitor();
      await time.pass(1000);
      visitor.ring(secret);
      await time.pass(1000);
      expect(agent.store.state.waiting).to.have.length(1);
      const letters = tap.carried.filter(({ to }) => to === tap.boxes[0]);
      vanish();
      await time.pass(700_000);
      expect(agent.store.state.waiting).to.deep.equal([]);
      for (const { from, to, letter } of letters) {
        to.deliver(from, letter);
        await time.settle();
      }
      expect(agent.store.state.waiting).to.deep.equal([]);
    });
  });

  describe('without a key', () => {
    beforeEach(() => {
      time.stop();
      begin({ label: 'Acme', key: '' }, undefined);
    });

    it('serves its visitors, whose words nobody on the way can read', async () => {
      const { agent } = await model.agent('Ada');
      const { visitor } = await model.visitor();
      await time.pass(1000);
      expect(visitor.store.state.desk).to.equal('online');
      visitor.ring(secret);
      await time.pass(1000);
      agent.answer();
      await time.pass(1000);
      expect(visitOf(visitor)).to.include({ phase: 'called', room: agent.store.state.serving?.room });
      expectNothingSaid();
    });

    it('is whoever says so: that is what unverified means', async () => {
      const { agent: eve } = await model.agent('Ada');
      const { visitor } = await model.visitor();
      visitor.ring(secret);
      await time.pass(1000);
      expect(eve.store.state.waiting[0]?.request).to.deep.equal(secret);
    });

    it('has nothing to do with a desk of the same label that has one', async () => {
      await model.agent('Eve');
      const verified = new DeskModel({ label: 'Acme', key: (await newDeskKey()).desk.key }, undefined);
      expect(addressesOf(await deskTag(verified.desk))).not.to.have.any.members(addressesOf(await deskTag(model.desk)));
    });
  });
});

interface Swap {
  readonly visitor: string;
  readonly agent: string;
  readonly truth: { visitor: string };
}
