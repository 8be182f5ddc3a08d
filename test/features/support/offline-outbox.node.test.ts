import { expect } from 'chai';
import { RtcError } from '../../../src/core/errors.ts';
import { hasWaiting } from '../../../src/features/support/offline-waiting.ts';
import { form, OutboxScene, silence } from '../../support/outbox-scene.ts';
import { rejectionCode } from '../../support/rejection.ts';

describe('OfflineOutbox', () => {
  const scene = new OutboxScene();

  beforeEach(() => scene.begin());
  afterEach(() => scene.end());

  it('delivers a form, with an id and the time', async () => {
    expect(await scene.outbox().send(form)).to.equal('delivered');

    expect(scene.posted).to.have.lengthOf(1);
    const { id, ...rest } = scene.posted[0]!.body;
    expect(id).to.match(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(rest).to.deep.equal({ ...form, sentAt: '2026-01-05T00:00:00.000Z' });
    expect(scene.posted[0]!.headers['content-type']).to.equal('application/json');
    expect(scene.attempts[0]!.init).to.include({ credentials: 'omit', referrerPolicy: 'no-referrer', redirect: 'error' });
    expect(scene.delivered).to.deep.equal([form]);
    expect(hasWaiting('sales', scene.storage)).to.equal(false);
  });

  it('gives each form an id of its own, and lets no field take its place', async () => {
    const mine = scene.outbox();
    await mine.send({ ...form, id: '1' });
    await mine.send({ ...form, id: '1' });
    expect(new Set(scene.posted.map(({ body }) => body['id']).concat('1')).size).to.equal(3);
  });

  for (const [status, code] of [[400, 'bad-message'], [401, 'denied'], [403, 'denied'], [404, 'bad-message'], [413, 'bad-message'], [422, 'bad-message']] as const) {
    it(`gives a form back that the server refuses with ${status}`, async () => {
      scene.answers = [status];
      expect(await rejectionCode(scene.outbox().send(form))).to.equal(code);
      expect([scene.delivered, scene.refused, scene.storage.size]).to.deep.equal([[], [], 0]);
      await scene.forward(60);
      expect(scene.attempts).to.have.lengthOf(1);
    });
  }

  it('delivers after a reload what was kept, with the same id, once', async () => {
    scene.answers = [503];
    await scene.outbox().send(form);
    await scene.reload();
    expect(scene.posted.map(({ body }) => body)).to.deep.equal([scene.posted[0]!.body, scene.posted[0]!.body]);
    expect(scene.delivered).to.deep.equal([form]);
    await scene.reload();
    expect(scene.attempts).to.have.lengthOf(2);
  });

  it('leaves the forms of another desk alone', async () => {
    scene.answers = [503];
    await scene.outbox().send(form);
    await scene.reload('repairs');
    expect([scene.attempts.length, hasWaiting('sales', scene.storage), hasWaiting('repairs', scene.storage)]).to.deep.equal([1, true, false]);
  });

  it('says of a form that was kept when it is refused for good', async () => {
    scene.answers = [503, 422];
    await scene.outbox().send(form);
    await scene.forward(5);
    expect([scene.delivered, scene.refused, scene.storage.size]).to.deep.equal([[], [[form, 'bad-message']], 0]);
  });

  it('does not send a form twice that is on its way', async () => {
    let answer = (): void => undefined;
    const arrived = new Promise<void>((resolve) => {
      scene.answers = [(response) => ((answer = () => response.writeHead(204).end()), resolve())];
    });
    const mine = scene.outbox();
    const sending = mine.send(form);
    await arrived;
    await mine.resume();
    answer();
    expect([await sending, scene.attempts.length]).to.deep.equal(['delivered', 1]);
  });

  it('does not send a form that another tab delivered meanwhile', async () => {
    const mine = scene.outbox();
    scene.answers = [503, 503, (response) => (scene.storage.clear(), response.writeHead(500).end())];
    await mine.send({ message: 'first' });
    await mine.send({ message: 'second' });
    await mine.resume();
    expect(scene.messages()).to.deep.equal(['first', 'second', 'first']);
  });

  it('says once that a form was delivered, even if two of a page send it without locks', async () => {
    scene.answers = [503];
    await scene.outbox().send(form);
    await Promise.all([scene.outbox().resume(), scene.outbox().resume()]);
    await scene.forward(60);
    expect([scene.delivered, scene.storage.size]).to.deep.equal([[form], 0]);
    expect(new Set(scene.posted.map(({ body }) => body['id'])).size).to.equal(1);
  });

  it('ends with its signal, and leaves the form to the next', async () => {
    scene.answers = [silence];
    const sending = scene.outbox().send(form);
    scene.lifetime.abort();
    expect([await sending, hasWaiting('sales', scene.storage)]).to.deep.equal(['kept', true]);
    await scene.forward(60);
    expect(scene.attempts).to.have.lengthOf(1);
  });

  it('says in an error what the server said, and nothing of the form', async () => {
    scene.answers = [422];
    const error = await scene.outbox().send(form).then(() => undefined, (reason: unknown) => reason);
    expect(error).to.be.an.instanceof(RtcError);
    expect((error as RtcError).message).to.equal('The server refused the form: HTTP 422');
  });
});
