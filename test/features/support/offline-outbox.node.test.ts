import { expect } from 'chai';
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mock } from 'node:test';
import { RtcError } from '../../../src/core/errors.ts';
import { OfflineOutbox, type OfflineForm } from '../../../src/features/support/offline-outbox.ts';
import { hasWaiting } from '../../../src/features/support/offline-waiting.ts';
import { rejectionCode } from '../../support/rejection.ts';

const HOUR = 3600;
const DAY = 24 * HOUR;
const form = { name: 'Ann', message: 'The tap drips' };
const uuid = 'f3b1c9d2-0a4e-4c1b-9d2f-6a7b8c9d0e1f';

type Answer = number | ((response: ServerResponse) => void);
const later = (status: number, retryAfter: string) => (response: ServerResponse) => response.writeHead(status, { 'retry-after': retryAfter }).end();
const hangUp = (response: ServerResponse) => void response.destroy();
const silence = () => undefined;

class MemoryStorage extends Map<string, string> {
  getItem = (key: string) => this.get(key) ?? null;
  setItem = (key: string, value: string): void => void this.set(key, value);
  removeItem = (key: string): void => void this.delete(key);
}

interface Posted {
  headers: IncomingHttpHeaders;
  body: Record<string, string>;
  /** What was in storage when it came. */
  stored: string | undefined;
}

describe('OfflineOutbox', () => {
  const genuine = { fetch: globalThis.fetch, random: Math.random };
  let server: Server;
  let url: string;
  /** What the server says, in this order; then 204. */
  let answers: Answer[];
  let posted: Posted[];
  /** When attempts began, in seconds of the fake clock, and how. */
  let attempts: { at: number; init: RequestInit; settled: Promise<unknown> }[];
  let storage: MemoryStorage;
  let lifetime: AbortController;
  let delivered: OfflineForm[];
  let refused: [OfflineForm, string][];

  beforeEach(async () => {
    [answers, posted, attempts, delivered, refused] = [[], [], [], [], []];
    storage = new MemoryStorage();
    lifetime = new AbortController();
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const body = JSON.parse(Buffer.concat(chunks).toString()) as Record<string, string>;
        posted.push({ headers: request.headers, body, stored: storage.get('rtc-support:sales') });
        const answer = answers.shift() ?? 204;
        if (typeof answer === 'function') answer(response);
        else response.writeHead(answer, { location: '/elsewhere' }).end('x');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;

    mock.timers.enable({ apis: ['setTimeout', 'Date'], now: Date.UTC(2026, 0, 5) });
    Math.random = () => 0.5;
    const start = Date.now();
    globalThis.fetch = (input, init = {}) => {
      const answer = genuine.fetch(input, init);
      attempts.push({ at: (Date.now() - start) / 1000, init, settled: answer.catch(() => undefined) });
      return answer;
    };
  });

  afterEach(async () => {
    lifetime.abort();
    mock.timers.reset();
    Object.assign(globalThis, { fetch: genuine.fetch });
    Math.random = genuine.random;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const outbox = (desk = 'sales', signal = lifetime.signal) =>
    new OfflineOutbox(
      { url, desk, storage, delivered: (sent) => delivered.push(sent), refused: (sent, { code }) => refused.push([sent, code]) },
      signal,
    );

  /** Everything that is not on its way over the network has happened. */
  const turn = () => new Promise((resolve) => setImmediate(resolve));

  async function forward(seconds: number): Promise<void> {
    for (let second = 0; second < seconds; second++) {
      mock.timers.tick(1000);
      await turn();
    }
    for (const { settled } of attempts) await settled;
    await turn();
  }

  /** As after a reload of the page. */
  async function reload(desk?: string): Promise<void> {
    lifetime.abort();
    lifetime = new AbortController();
    await outbox(desk).resume();
  }

  const store = (list: unknown) => storage.setItem('rtc-support:sales', JSON.stringify(list));
  const messages = () => posted.map(({ body }) => body['message']);

  it('delivers a form, with an id and the time', async () => {
    expect(await outbox().send(form)).to.equal('delivered');

    expect(posted).to.have.lengthOf(1);
    const { id, ...rest } = posted[0]!.body;
    expect(id).to.match(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(rest).to.deep.equal({ ...form, sentAt: '2026-01-05T00:00:00.000Z' });
    expect(posted[0]!.headers['content-type']).to.equal('application/json');
    expect(attempts[0]!.init).to.include({ credentials: 'omit', referrerPolicy: 'no-referrer', redirect: 'error' });
    expect(delivered).to.deep.equal([form]);
    expect(hasWaiting('sales', storage)).to.equal(false);
  });

  it('stores a form before it is sent', async () => {
    await outbox().send(form);
    expect(posted[0]!.stored).to.include('The tap drips');
  });

  it('gives each form an id of its own, and lets no field take its place', async () => {
    const mine = outbox();
    await mine.send({ ...form, id: '1' });
    await mine.send({ ...form, id: '1' });
    expect(new Set(posted.map(({ body }) => body['id']).concat('1')).size).to.equal(3);
  });

  for (const [status, code] of [[400, 'bad-message'], [401, 'denied'], [403, 'denied'], [404, 'bad-message'], [413, 'bad-message'], [422, 'bad-message']] as const) {
    it(`gives a form back that the server refuses with ${status}`, async () => {
      answers = [status];
      expect(await rejectionCode(outbox().send(form))).to.equal(code);
      expect([delivered, refused, storage.size]).to.deep.equal([[], [], 0]);
      await forward(60);
      expect(attempts).to.have.lengthOf(1);
    });
  }

  for (const [name, answer] of [['500', 500], ['503', 503], ['408', 408], ['425', 425], ['429', 429], ['a redirect', 307], ['nothing', hangUp]] as const) {
    it(`keeps a form that the server answers with ${name}, and delivers the same later`, async () => {
      answers = [answer];
      expect(await outbox().send(form)).to.equal('kept');
      expect([delivered, hasWaiting('sales', storage)]).to.deep.equal([[], true]);

      await forward(5);
      expect(posted.map(({ body }) => body)).to.deep.equal([posted[0]!.body, posted[0]!.body]);
      expect([delivered, refused, hasWaiting('sales', storage)]).to.deep.equal([[form], [], false]);
      await forward(60);
      expect(attempts).to.have.lengthOf(2);
    });
  }

  it('waits 15 s for an answer', async () => {
    answers = [silence];
    const sending = outbox().send(form);
    const over = sending.then((word) => [word, Date.now()]);
    const start = Date.now();
    await forward(15);
    expect(await over).to.deep.equal(['kept', start + 15_000]);
  });

  it('tries again after 5 s, 15 s, 45 s and so on, up to ten minutes', async () => {
    answers = Array<Answer>(8).fill(500);
    await outbox().send(form);
    for (const seconds of [5, 15, 45, 135, 405, 600, 600]) await forward(seconds);
    const times = attempts.map(({ at }) => at);
    expect(times.map((at, index) => at - (times[index - 1] ?? 0))).to.deep.equal([0, 5, 15, 45, 135, 405, 600, 600]);
  });

  it('begins anew with 5 s for another form', async () => {
    answers = Array<Answer>(4).fill(500);
    const mine = outbox();
    await mine.send(form);
    await forward(5);
    await forward(15);
    await mine.send(form);
    await forward(5);
    expect(attempts.map(({ at }) => at)).to.deep.equal([0, 5, 20, 20, 25, 25]);
  });

  it('gives or takes a quarter, so that not all come back at once', async () => {
    answers = [500, 500, 500];
    Math.random = () => 0;
    await outbox().send(form);
    await forward(3);
    Math.random = () => 0.999;
    await forward(1);
    expect(attempts).to.have.lengthOf(2);
    await forward(18);
    expect(attempts).to.have.lengthOf(2);
    await forward(1);
    expect(attempts).to.have.lengthOf(3);
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
      answers = [answer];
      await outbox().send(form);
      await forward(seconds);
      expect(attempts.map(({ at }) => at)).to.deep.equal([0, seconds]);
    });
  }

  it('comes back when the server says so the second time', async () => {
    answers = [503, later(429, '120')];
    await outbox().send(form);
    await forward(5);
    await forward(120);
    expect(attempts.map(({ at }) => at)).to.deep.equal([0, 5, 125]);
  });

  it('tries what waits as soon as it is made', async () => {
    answers = [503];
    await outbox().send(form);
    lifetime.abort();
    outbox('sales', new AbortController().signal);
    await forward(1);
    expect([attempts.length, delivered]).to.deep.equal([2, [form]]);
  });

  it('delivers after a reload what was kept, with the same id, once', async () => {
    answers = [503];
    await outbox().send(form);
    await reload();
    expect(posted.map(({ body }) => body)).to.deep.equal([posted[0]!.body, posted[0]!.body]);
    expect(delivered).to.deep.equal([form]);
    await reload();
    expect(attempts).to.have.lengthOf(2);
  });

  it('leaves the forms of another desk alone', async () => {
    answers = [503];
    await outbox().send(form);
    await reload('repairs');
    expect([attempts.length, hasWaiting('sales', storage), hasWaiting('repairs', storage)]).to.deep.equal([1, true, false]);
  });

  it('says of a form that was kept when it is refused for good', async () => {
    answers = [503, 422];
    await outbox().send(form);
    await forward(5);
    expect([delivered, refused, storage.size]).to.deep.equal([[], [[form, 'bad-message']], 0]);
  });

  it('is not held up by a form that breaks the server', async () => {
    const mine = outbox();
    answers = [503, 503, 500];
    await mine.send({ message: 'bomb' });
    await mine.send(form);
    await mine.resume();
    expect(messages()).to.deep.equal(['bomb', form.message, 'bomb', form.message]);
    expect(delivered).to.deep.equal([form]);
  });

  for (const [name, answer] of [['is not there', hangUp], ['wants to be left alone', 429], ['says when', later(503, '60')]] as const) {
    it(`does not try each form at a server that ${name}`, async () => {
      const mine = outbox();
      answers = [503, 503, answer];
      await mine.send({ message: 'first' });
      await mine.send({ message: 'second' });
      await mine.resume();
      expect(messages()).to.deep.equal(['first', 'second', 'first']);
    });
  }

  it('does not send a form twice that is on its way', async () => {
    let answer = (): void => undefined;
    const arrived = new Promise<void>((resolve) => {
      answers = [(response) => ((answer = () => response.writeHead(204).end()), resolve())];
    });
    const mine = outbox();
    const sending = mine.send(form);
    await arrived;
    await mine.resume();
    answer();
    expect([await sending, attempts.length]).to.deep.equal(['delivered', 1]);
  });

  it('does not send a form that another tab delivered meanwhile', async () => {
    const mine = outbox();
    answers = [503, 503, (response) => (storage.clear(), response.writeHead(500).end())];
    await mine.send({ message: 'first' });
    await mine.send({ message: 'second' });
    await mine.resume();
    expect(messages()).to.deep.equal(['first', 'second', 'first']);
  });

  it('says once that a form was delivered, even if two of a page send it without locks', async () => {
    answers = [503];
    await outbox().send(form);
    await Promise.all([outbox().resume(), outbox().resume()]);
    await forward(60);
    expect([delivered, storage.size]).to.deep.equal([[form], 0]);
    expect(new Set(posted.map(({ body }) => body['id'])).size).to.equal(1);
  });

  it('holds 20 forms, and gives back the next', async () => {
    const mine = outbox();
    answers = Array<Answer>(20).fill(503);
    for (let count = 0; count < 20; count++) expect(await mine.send(form)).to.equal('kept');
    expect(await rejectionCode(mine.send(form))).to.equal('too-large');
    await mine.resume();
    expect(delivered).to.have.lengthOf(20);
    expect(await mine.send(form)).to.equal('delivered');
  });

  it('gives back what is too large, and keeps nothing of it', async () => {
    expect(await rejectionCode(outbox().send({ message: 'x'.repeat(65_536) }))).to.equal('too-large');
    expect([attempts.length, storage.size]).to.deep.equal([0, 0]);
  });

  for (const [name, broken] of [
    ['is full', { setItem: () => { throw new Error('QuotaExceededError'); } }],
    ['is forbidden', { getItem: () => { throw new Error('SecurityError'); }, setItem: () => { throw new Error('SecurityError'); }, removeItem: () => { throw new Error('SecurityError'); } }],
  ] as const) {
    it(`keeps a form in memory when storage ${name}`, async () => {
      Object.assign(storage, broken);
      answers = [503];
      expect(await outbox().send(form)).to.equal('kept');
      expect(hasWaiting('sales', storage)).to.equal(false);
      await forward(5);
      await forward(60);
      expect([delivered, attempts.length]).to.deep.equal([[form], 2]);
    });
  }

  it('delivers a form once, even if storage does not let go of it', async () => {
    storage.removeItem = () => { throw new Error('broken'); };
    const mine = outbox();
    await mine.send(form);
    await mine.resume();
    expect([delivered, attempts.length]).to.deep.equal([[form], 1]);
  });

  it('drops what is older than 30 days', async () => {
    answers = [503, 503];
    await outbox().send(form);
    lifetime.abort();
    mock.timers.setTime(Date.now() + (30 * DAY - 1) * 1000);
    await reload();
    expect([attempts.length, hasWaiting('sales', storage)]).to.deep.equal([2, true]);
    lifetime.abort();
    mock.timers.setTime(Date.now() + 1000);
    await reload();
    expect([attempts.length, hasWaiting('sales', storage)]).to.deep.equal([2, false]);
  });

  describe('finds in storage what it did not write:', () => {
    const good = { id: uuid, sentAt: Date.UTC(2026, 0, 4), form };

    it('its own shape is delivered', async () => {
      store([good]);
      await reload();
      expect(posted[0]!.body).to.deep.equal({ ...form, id: uuid, sentAt: '2026-01-04T00:00:00.000Z' });
      expect(delivered).to.deep.equal([form]);
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
        store([item]);
        await reload();
        expect([attempts.length, hasWaiting('sales', storage)]).to.deep.equal([0, false]);
        store([item, good]);
        await reload();
        expect([attempts.length, hasWaiting('sales', storage)]).to.deep.equal([1, false]);
      });
    }

    it('what is no list is dropped', async () => {
      store(good);
      await reload();
      expect([attempts.length, hasWaiting('sales', storage)]).to.deep.equal([0, false]);
    });

    it('what is no JSON is dropped', async () => {
      storage.setItem('rtc-support:sales', '{');
      expect(await outbox().send(form)).to.equal('delivered');
      expect([delivered, storage.size]).to.deep.equal([[form], 0]);
    });

    it('of very many the first 20 are delivered', async () => {
      const many = Array.from({ length: 30 }, (_, index) => ({ ...good, id: uuid.replace(/^../, String(index + 10)) }));
      store(many);
      await reload();
      expect(attempts).to.have.lengthOf(20);
    });
  });

  it('ends with its signal, and leaves the form to the next', async () => {
    answers = [silence];
    const sending = outbox().send(form);
    lifetime.abort();
    expect([await sending, hasWaiting('sales', storage)]).to.deep.equal(['kept', true]);
    await forward(60);
    expect(attempts).to.have.lengthOf(1);
  });

  it('says in an error what the server said, and nothing of the form', async () => {
    answers = [422];
    const error = await outbox().send(form).then(() => undefined, (reason: unknown) => reason);
    expect(error).to.be.an.instanceof(RtcError);
    expect((error as RtcError).message).to.equal('The server refused the form: HTTP 422');
  });
});
