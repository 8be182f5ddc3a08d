import { expect } from 'chai';
import { mock } from 'node:test';
import { hasWaiting } from '../../../src/features/support/offline-waiting.ts';
import { type Answer, form, OutboxScene } from '../../support/outbox-scene.ts';
import { rejectionCode } from '../../support/rejection.ts';

const DAY = 24 * 3600;
const uuid = 'f3b1c9d2-0a4e-4c1b-9d2f-6a7b8c9d0e1f';

describe('OfflineOutbox', () => {
  const scene = new OutboxScene();

  beforeEach(() => scene.begin());
  afterEach(() => scene.end());

  it('stores a form before it is sent', async () => {
    await scene.outbox().send(form);
    expect(scene.posted[0]!.stored).to.include('The tap drips');
  });

  it('holds 20 forms, and gives back the next', async () => {
    const mine = scene.outbox();
    scene.answers = Array<Answer>(20).fill(503);
    for (let count = 0; count < 20; count++) expect(await mine.send(form)).to.equal('kept');
    expect(await rejectionCode(mine.send(form))).to.equal('too-large');
    await mine.resume();
    expect(scene.delivered).to.have.lengthOf(20);
    expect(await mine.send(form)).to.equal('delivered');
  });

  it('gives back what is too large, and keeps nothing of it', async () => {
    expect(await rejectionCode(scene.outbox().send({ message: 'x'.repeat(65_536) }))).to.equal('too-large');
    expect([scene.attempts.length, scene.storage.size]).to.deep.equal([0, 0]);
  });

  for (const [name, broken] of [
    ['is full', { setItem: () => { throw new Error('QuotaExceededError'); } }],
    ['is forbidden', { getItem: () => { throw new Error('SecurityError'); }, setItem: () => { throw new Error('SecurityError'); }, removeItem: () => { throw new Error('SecurityError'); } }],
  ] as const) {
    it(`keeps a form in memory when storage ${name}`, async () => {
      Object.assign(scene.storage, broken);
      scene.answers = [503];
      expect(await scene.outbox().send(form)).to.equal('kept');
      expect(hasWaiting('sales', scene.storage)).to.equal(false);
      await scene.forward(5);
      await scene.forward(60);
      expect([scene.delivered, scene.attempts.length]).to.deep.equal([[form], 2]);
    });
  }

  it('delivers a form once, even if storage does not let go of it', async () => {
    scene.storage.removeItem = () => { throw new Error('broken'); };
    const mine = scene.outbox();
    await mine.send(form);
    await mine.resume();
    expect([scene.delivered, scene.attempts.length]).to.deep.equal([[form], 1]);
  });

  it('drops what is older than 30 days', async () => {
    scene.answers = [503, 503];
    await scene.outbox().send(form);
    scene.lifetime.abort();
    mock.timers.setTime(Date.now() + (30 * DAY - 1) * 1000);
    await scene.reload();
    expect([scene.attempts.length, hasWaiting('sales', scene.storage)]).to.deep.equal([2, true]);
    scene.lifetime.abort();
    mock.timers.setTime(Date.now() + 1000);
    await scene.reload();
    expect([scene.attempts.length, hasWaiting('sales', scene.storage)]).to.deep.equal([2, false]);
  });

  describe('finds in storage what it did not write:', () => {
    const good = { id: uuid, sentAt: Date.UTC(2026, 0, 4), form };

    it('its own shape is delivered', async () => {
      scene.store([good]);
      await scene.reload();
      expect(scene.posted[0]!.body).to.deep.equal({ ...form, id: uuid, sentAt: '2026-01-04T00:00:00.000Z' });
      expect(scene.delivered).to.deep.equal([form]);
    });

    const bad = [
      ['null', null],
      ['a word', 'form'],
      ['no id', { ...good, id: undefined }],
      ['an id that is none', { ...good, id: '../admin' }],
      ['an id in a list', { ...good, id: [uuid] }],
      ['a time in words', { ...good, sentAt: '2026-01-04' }],
      ['a time as text', { ...good, sentAt: String(good.sentAt) }],
      ['a time that is none', { ...good, sentAt: null }],
      ['a time far ahead', { ...good, sentAt: 8.64e15 }],
      ['no form', { ...good, form: null }],
      ['a list for a form', { ...good, form: ['x'] }],
      ['a number for a text', { ...good, form: { age: 5 } }],
      ['an object for a text', { ...good, form: { name: { first: 'Ann' } } }],
      ['too much', { ...good, form: { message: 'x'.repeat(65_536) } }],
    ] as const;

    for (const [name, item] of bad) {
      it(`${name} is dropped, and what is right beside it is not`, async () => {
        scene.store([item]);
        await scene.reload();
        expect([scene.attempts.length, hasWaiting('sales', scene.storage)]).to.deep.equal([0, false]);
        scene.store([item, good]);
        await scene.reload();
        expect([scene.attempts.length, hasWaiting('sales', scene.storage)]).to.deep.equal([1, false]);
      });
    }

    it('what is no list is dropped', async () => {
      scene.store(good);
      await scene.reload();
      expect([scene.attempts.length, hasWaiting('sales', scene.storage)]).to.deep.equal([0, false]);
    });

    it('what is no JSON is dropped', async () => {
      scene.storage.setItem('rtc-support:sales', '{');
      expect(await scene.outbox().send(form)).to.equal('delivered');
      expect([scene.delivered, scene.storage.size]).to.deep.equal([[form], 0]);
    });

    it('of very many the first 20 are delivered', async () => {
      const many = Array.from({ length: 30 }, (_, index) => ({ ...good, id: uuid.replace(/^../, String(index + 10)) }));
      scene.store(many);
      await scene.reload();
      expect(scene.attempts).to.have.lengthOf(20);
    });
  });
});
