import { expect } from '@open-wc/testing';
import { OfflineOutbox } from '../../../src/features/support/offline-outbox.ts';
import type { OfflineForm } from '../../../src/features/support/offline-shelf.ts';
import { hasWaiting } from '../../../src/features/support/offline-waiting.ts';
import { rejection } from '../../support/rejection.ts';

const form = { message: 'The tap drips' };

// Locks and storage are those of the origin: two outboxes of one page are to each other as those of two tabs.
describe('the outboxes of two tabs', () => {
  const { fetch } = globalThis;
  let asked: RequestInit[];
  let answer: () => Promise<Response>;
  let lifetime: AbortController;
  let delivered: OfflineForm[];
  let onDelivered: () => void;

  beforeEach(() => {
    localStorage.clear();
    [asked, delivered] = [[], []];
    onDelivered = () => undefined;
    lifetime = new AbortController();
    globalThis.fetch = (_input, init = {}) => {
      asked.push(init);
      return answer();
    };
  });

  afterEach(() => {
    lifetime.abort();
    globalThis.fetch = fetch;
    localStorage.clear();
  });

  const respond = (status: number) => () => Promise.resolve(new Response(null, { status }));
  const tab = () =>
    new OfflineOutbox(
      { url: 'https://shop.example/forms', desk: 'sales', delivered: (sent) => (delivered.push(sent), onDelivered()), refused: () => expect.fail('refused') },
      lifetime.signal,
    );

  it('deliver a form that waits once, when both come online', async () => {
    // Not by the next attempt in time.
    answer = () => Promise.resolve(new Response(null, { status: 503, headers: { 'retry-after': '3600' } }));
    const [one, other] = [tab(), tab()];
    expect(await one.send(form)).to.equal('kept');
    expect([asked.length, hasWaiting('sales')]).to.deep.equal([1, true]);

    answer = respond(204);
    const arrived = new Promise<void>((resolve) => (onDelivered = resolve));
    window.dispatchEvent(new Event('online'));
    await arrived;
    // Until both are done.
    await Promise.all([one.resume(), other.resume()]);
    expect([asked.length, delivered, hasWaiting('sales')]).to.deep.equal([2, [form], false]);
    expect(asked[1]!.body).to.equal(asked[0]!.body);
  });

  it('leave a form alone that the other is sending', async () => {
    let arrive = (_response: Response): void => undefined;
    const called = new Promise<void>((resolve) => {
      answer = () => {
        resolve();
        return new Promise((resolveAnswer) => (arrive = resolveAnswer));
      };
    });
    const sending = tab().send(form);
    await called;
    await tab().resume();
    expect([asked.length, hasWaiting('sales')]).to.deep.equal([1, true]);

    arrive(new Response(null, { status: 204 }));
    expect([await sending, asked.length, delivered]).to.deep.equal(['delivered', 1, [form]]);
  });

  it('deliver where the browser refuses locks, as in a sandboxed frame', async () => {
    answer = respond(204);
    const { locks } = navigator;
    locks.request = () => Promise.reject(new DOMException('No locks here', 'SecurityError'));
    try {
      expect(await tab().send(form)).to.equal('delivered');
    } finally {
      Reflect.deleteProperty(locks, 'request');
    }
    expect(delivered).to.deep.equal([form]);
  });

  it('do not send a form again because the page stumbled over the news', async () => {
    answer = respond(204);
    const error = new Error('stumbled');
    onDelivered = () => {
      throw error;
    };
    expect(await rejection(tab().send(form))).to.equal(error);
    expect([asked.length, hasWaiting('sales')]).to.deep.equal([1, false]);
  });
});
