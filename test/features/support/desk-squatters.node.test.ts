import { expect } from 'chai';
import { base64Encode } from '../../../src/core/crypto/base64.ts';
import { addressesOf } from '../../../src/core/mailbox.ts';
import { awayTag, deskTag } from '../../../src/features/support/desk-name.ts';
import { LineEnd } from '../../../src/features/support/secret-line.ts';
import type { Visitor } from '../../../src/features/support/visitor.ts';
import { AttackedDesk, secret } from '../../support/attacked-desk.ts';
import type { DeskModel } from '../../support/desk-model.ts';
import { type Answered, type Asked, Squatter } from '../../support/desk-squatter.ts';

const visitOf = ({ store }: Visitor) => store.state.visit;

describe('a desk, attacked by squatters', function () {
  this.timeout(60_000);
  const scene = new AttackedDesk();

  beforeEach(() => scene.beginWithKey());
  afterEach(() => scene.close());

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
    const tag = await deskTag(scene.model.desk);
    const { mailboxes } = scene.model.network;
    return [tag, awayTag(tag)].flatMap((family) => Array.from({ length: count }, () => new Squatter(mailboxes, family, scene.end.signal)));
  }

  async function served(visitor: Visitor, agent: Awaited<ReturnType<DeskModel['agent']>>['agent']): Promise<void> {
    await scene.time.pass(1500);
    expect(visitor.store.state.desk).to.equal('online');
    visitor.ring(secret);
    await scene.time.pass(1000);
    expect(agent.store.state.waiting.map(({ request: { name } }) => name)).to.include(secret.name);
    const mine = agent.store.state.waiting.find(({ request: { name } }) => name === secret.name);
    agent.answer(mine?.id);
    await scene.time.pass(1000);
    expect(visitOf(visitor)).to.include({ phase: 'called', room: agent.store.state.serving?.room });
    scene.expectNothingSaid();
  }

  it('at fifteen of sixteen addresses who forge, is found at the last', async () => {
    for (const squatter of await squat(15)) squatter.lies = forgeries;
    const { agent } = await scene.model.agent('Ada');
    await scene.time.pass(1000);
    const { visitor } = await scene.model.visitor();
    await served(visitor, agent);
    expect(scene.tap.carried.length).to.be.above(1000);
  });

  it('at fifteen of sixteen addresses who replay, is found at the last', async () => {
    const squatters = await squat(15);
    const { agent } = await scene.model.agent('Ada');
    await scene.time.pass(1000);
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
    const { visitor: earlier, vanish } = await scene.model.visitor();
    earlier.ring({ ...secret, name: 'Earlier' });
    await scene.time.pass(3000);
    const words = scene.tap.sentBy(scene.visitorBox(), 'word');
    vanish();
    expect(recorded.length).to.be.at.least(2);
    expect(words).not.to.deep.equal([]);
    for (const squatter of squatters) {
      squatter.received = () => undefined;
      squatter.lies = (visitor) => [...recorded.slice(0, 20).flatMap((answer) => [answer, { ...answer, visitor }]), ...words];
    }
    const { visitor } = await scene.model.visitor();
    await served(visitor, agent);
  });

  it('at fifteen of sixteen addresses who ask in the name of the visitor, and pass the answers on, reaches the visitor', async () => {
    const squatters = await squat(15);
    const { agent } = await scene.model.agent('Ada');
    await scene.time.pass(1000);
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
    const { visitor } = await scene.model.visitor();
    await served(visitor, agent);
  });

  it('who pass a true answer on keep no word from the agent', async () => {
    const { agent } = await scene.model.agent('Ada');
    const { visitor } = await scene.model.visitor();
    const tag = await deskTag(scene.model.desk);
    scene.tap.carry = ({ from, to, letter }) => {
      to.deliver(from, letter);
      if ((letter as { kind: string }).kind !== 'desk') return;
      for (const address of addressesOf(tag)) if (address !== from) to.deliver(address, letter);
    };
    await scene.time.pass(1000);
    visitor.ring(secret);
    await scene.time.pass(500);
    expect(agent.store.state.waiting).to.have.length(1);
  });

  it('who ask in the name of the visitor before the visitor does take no answer away', async () => {
    await scene.model.agent('Ada');
    scene.tap.carry = ({ from, to, letter }) => {
      if ((letter as { kind: string }).kind === 'ask') to.deliver('mallory-0', letter);
      to.deliver(from, letter);
    };
    const { visitor } = await scene.model.visitor();
    await scene.time.pass(1000);
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
    await scene.time.pass(100);
    const { visitor } = await scene.model.visitor();
    await scene.time.pass(10_000);
    expect(scene.tap.carried.length).to.be.above(900);
    expect(verified).to.be.within(1, 17);
    const { agent } = await scene.model.agent('Ada');
    visitor.ask();
    await served(visitor, agent);
  });

  it('at all addresses says that nobody is there, and the agent that the desk is full', async () => {
    for (const squatter of await squat(16)) squatter.lies = (visitor) => forgeries(visitor).slice(0, 2);
    await scene.time.pass(100);
    const { agent } = await scene.model.agent('Ada');
    const { visitor } = await scene.model.visitor();
    visitor.ring(secret);
    await scene.time.pass(12_000);
    expect(agent.store.state.phase).to.equal('full');
    expect(visitor.store.state.desk).to.equal('offline');
    expect(visitOf(visitor)).to.include({ phase: 'over', reason: 'nobody' });
    scene.expectNothingSaid();
  });
});
