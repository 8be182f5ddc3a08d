import { expect } from 'chai';
import { hasWaiting } from '../../../src/features/support/offline-waiting.ts';
import { type Answer, form, hangUp, later, OutboxScene, silence } from '../../support/outbox-scene.ts';

const HOUR = 3600;

describe('OfflineOutbox', () => {
  const scene = new OutboxScene();

  beforeEach(() => scene.begin());
  afterEach(() => scene.end());

  for (const [name, answer] of [['500', 500], ['503', 503], ['408', 408], ['425', 425], ['429', 429], ['a redirect', 307], ['nothing', hangUp]] as const) {
    it(`keeps a form that the server answers with ${name}, and delivers the same later`, async () => {
      scene.answers = [answer];
      expect(await scene.outbox().send(form)).to.equal('kept');
      expect([scene.delivered, hasWaiting('sales', scene.storage)]).to.deep.equal([[], true]);

      await scene.forward(5);
      expect(scene.posted.map(({ body }) => body)).to.deep.equal([scene.posted[0]!.body, scene.posted[0]!.body]);
      expect([scene.delivered, scene.refused, hasWaiting('sales', scene.storage)]).to.deep.equal([[form], [], false]);
      await scene.forward(60);
      expect(scene.attempts).to.have.lengthOf(2);
    });
  }

  it('waits 15 s for an answer', async () => {
    scene.answers = [silence];
    const sending = scene.outbox().send(form);
    const over = sending.then((word) => [word, Date.now()]);
    const start = Date.now();
    await scene.forward(15);
    expect(await over).to.deep.equal(['kept', start + 15_000]);
  });

  it('tries again after 5 s, 15 s, 45 s and so on, up to ten minutes', async () => {
    scene.answers = Array<Answer>(8).fill(500);
    await scene.outbox().send(form);
    for (const seconds of [5, 15, 45, 135, 405, 600, 600]) await scene.forward(seconds);
    const times = scene.attempts.map(({ at }) => at);
    expect(times.map((at, index) => at - (times[index - 1] ?? 0))).to.deep.equal([0, 5, 15, 45, 135, 405, 600, 600]);
  });

  it('begins anew with 5 s for another form', async () => {
    scene.answers = Array<Answer>(4).fill(500);
    const mine = scene.outbox();
    await mine.send(form);
    await scene.forward(5);
    await scene.forward(15);
    await mine.send(form);
    await scene.forward(5);
    expect(scene.attempts.map(({ at }) => at)).to.deep.equal([0, 5, 20, 20, 25, 25]);
  });

  it('gives or takes a quarter, so that not all come back at once', async () => {
    scene.answers = [500, 500, 500];
    Math.random = () => 0;
    await scene.outbox().send(form);
    await scene.forward(3);
    Math.random = () => 0.999;
    await scene.forward(1);
    expect(scene.attempts).to.have.lengthOf(2);
    await scene.forward(18);
    expect(scene.attempts).to.have.lengthOf(2);
    await scene.forward(1);
    expect(scene.attempts).to.have.lengthOf(3);
  });

  for (const [name, answer, seconds] of [
    ['in seconds', later(429, '120'), 120],
    ['by date', later(503, 'Mon, 05 Jan 2026 00:02:00 GMT'), 120],
    ['for an hour at most', later(503, '999999'), HOUR],
    ['sooner than we would', later(503, '1'), 5],
    ['in words', later(503, 'tomorrow'), 5],
    ['in the past', later(503, 'Mon, 05 Jan 2025 00:02:00 GMT'), 5],
  ] as const) {
    it(`comes back when the server says, ${name}`, async () => {
      scene.answers = [answer];
      await scene.outbox().send(form);
      await scene.forward(seconds);
      expect(scene.attempts.map(({ at }) => at)).to.deep.equal([0, seconds]);
    });
  }

  it('comes back when the server says so the second time', async () => {
    scene.answers = [503, later(429, '120')];
    await scene.outbox().send(form);
    await scene.forward(5);
    await scene.forward(120);
    expect(scene.attempts.map(({ at }) => at)).to.deep.equal([0, 5, 125]);
  });

  it('tries what waits as soon as it is made', async () => {
    scene.answers = [503];
    await scene.outbox().send(form);
    scene.lifetime.abort();
    scene.outbox('sales', new AbortController().signal);
    await scene.forward(1);
    expect([scene.attempts.length, scene.delivered]).to.deep.equal([2, [form]]);
  });

  it('is not held up by a form that breaks the server', async () => {
    const mine = scene.outbox();
    scene.answers = [503, 503, 500];
    await mine.send({ message: 'bomb' });
    await mine.send(form);
    await mine.resume();
    expect(scene.messages()).to.deep.equal(['bomb', form.message, 'bomb', form.message]);
    expect(scene.delivered).to.deep.equal([form]);
  });

  for (const [name, answer] of [['is not there', hangUp], ['wants to be left alone', 429], ['says when', later(503, '60')]] as const) {
    it(`does not try each form at a server that ${name}`, async () => {
      const mine = scene.outbox();
      scene.answers = [503, 503, answer];
      await mine.send({ message: 'first' });
      await mine.send({ message: 'second' });
      await mine.resume();
      expect(scene.messages()).to.deep.equal(['first', 'second', 'first']);
    });
  }
});
