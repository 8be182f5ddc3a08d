import { expect } from 'chai';
import { addressesOf } from '../../../src/core/mailbox.ts';
import type { Credential } from '../../../src/features/support/credential.ts';
import { deskTag } from '../../../src/features/support/desk-name.ts';
import type { Visitor } from '../../../src/features/support/visitor.ts';
import { AttackedDesk, secret } from '../../support/attacked-desk.ts';
import { certified, inSeconds, newSigningKey } from '../../support/desk-credentials.ts';
import { DeskModel, newDeskKey } from '../../support/desk-model.ts';

const visitOf = ({ store }: Visitor) => store.state.visit;

describe('a desk, attacked', function () {
  this.timeout(60_000);
  const scene = new AttackedDesk();

  beforeEach(() => scene.beginWithKey());
  afterEach(() => scene.close());

  describe('by a false desk', () => {
    it('finds nobody, and says nothing but a question', async () => {
      const [other, mallory] = await Promise.all([newSigningKey(), newSigningKey()]);
      const desk = scene.key.publicKey;
      const stolen = await certified(desk, scene.key);
      const false_: (Credential | undefined)[] = [
        undefined,
        { desk, privateKey: other.privateKey },
        { desk: other.publicKey, privateKey: other.privateKey },
        await certified(desk, scene.key, { expires: inSeconds(-1) }),
        await certified(other.publicKey, other),
        await certified(desk, other),
        { ...stolen, privateKey: mallory.privateKey },
      ];
      const agents = await Promise.all(false_.map((credential) => scene.model.agent('Eve', { credential })));
      for (const { agent } of agents.slice(0, 3)) agent.setAway(true);
      await scene.time.pass(1000);
      const { visitor } = await scene.model.visitor();
      visitor.ring(secret);
      await scene.time.pass(5000);
      expect(visitor.store.state.desk).to.equal('offline');
      await scene.time.pass(6000);
      expect(visitOf(visitor)).to.include({ phase: 'over', reason: 'nobody' });

      expect(scene.tap.sentBy(scene.visitorBox()).length).to.be.at.least(64);
      expect(scene.tap.sentBy(scene.visitorBox()).length).to.equal(scene.tap.sentBy(scene.visitorBox(), 'ask').length);
      expect(scene.tap.sent.some(({ letter }) => (letter as { kind: string }).kind === 'desk')).to.equal(true);
      for (const { agent } of agents) expect(agent.store.state.waiting).to.deep.equal([]);
      scene.expectNothingSaid();
    });

    it('in front of one true agent gets nothing of what is said to that one', async () => {
      await scene.model.agent('Eve', { credential: await certified(scene.key.publicKey, await newSigningKey()) });
      const { agent } = await scene.model.agent('Ada');
      const { visitor } = await scene.model.visitor();
      visitor.ring(secret);
      await scene.time.pass(1000);
      agent.answer();
      await scene.time.pass(1000);
      expect(visitOf(visitor)).to.include({ phase: 'called' });
      const [, eve, ada] = [...scene.tap.boxes].sort((a, b) => scene.tap.sentBy(a, 'word').length - scene.tap.sentBy(b, 'word').length);
      expect(eve).not.to.equal(ada);
      const toFalse = scene.tap.carried.filter(({ to, letter }) => to === scene.tap.boxes[0] && (letter as { kind: string }).kind !== 'ask');
      expect(toFalse).to.deep.equal([]);
      scene.expectNothingSaid();
    });
  });

  describe('without a key', () => {
    beforeEach(() => {
      scene.close();
      scene.begin({ label: 'Acme', key: '' }, undefined);
    });

    it('serves its visitors, whose words nobody on the way can read', async () => {
      const { agent } = await scene.model.agent('Ada');
      const { visitor } = await scene.model.visitor();
      await scene.time.pass(1000);
      expect(visitor.store.state.desk).to.equal('online');
      visitor.ring(secret);
      await scene.time.pass(1000);
      agent.answer();
      await scene.time.pass(1000);
      expect(visitOf(visitor)).to.include({ phase: 'called', room: agent.store.state.serving?.room });
      scene.expectNothingSaid();
    });

    it('is whoever says so: that is what unverified means', async () => {
      const { agent: eve } = await scene.model.agent('Ada');
      const { visitor } = await scene.model.visitor();
      visitor.ring(secret);
      await scene.time.pass(1000);
      expect(eve.store.state.waiting[0]?.request).to.deep.equal(secret);
    });

    it('has nothing to do with a desk of the same label that has one', async () => {
      await scene.model.agent('Eve');
      const verified = new DeskModel({ label: 'Acme', key: (await newDeskKey()).desk.key }, undefined);
      expect(addressesOf(await deskTag(verified.desk))).not.to.have.any.members(addressesOf(await deskTag(scene.model.desk)));
    });
  });
});
