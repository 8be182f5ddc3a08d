import { expect } from '@open-wc/testing';
import '../../../src/elements/rtc-call/rtc-call.ts';
import { dataLimits } from '../../../src/core/application-data.ts';
import { request, respond } from '../../../src/features/data/data.ts';
import { everyCallIsAccessible, newRoom, pageCall, type PageCall, pageCalls, rejected } from '../../support/page-calls.ts';

describe('data between pages', () => {
  afterEach(everyCallIsAccessible);

  const here = { autojoin: true, 'view-only': true };
  const idOf = (call: PageCall) => call.element.localId ?? '';

  it('has limits that are told in advance, and hold', async () => {
    const [ada, grace] = (await pageCalls({}, {})) as [PageCall, PageCall];
    const { messageBytes, topicBytes, messagesPerSecond } = ada.element.limits;
    expect(ada.element.limits).to.equal(dataLimits);
    await ada.element.send('t'.repeat(topicBytes), new Uint8Array(messageBytes));
    expect(await rejected(ada.element.send('t'.repeat(topicBytes + 1), 1))).to.equal('bad-message');
    expect(await rejected(ada.element.send('t', new Uint8Array(messageBytes + 1)))).to.equal('too-large');
    for (let count = 1; count < messagesPerSecond; count++) await ada.element.send('t', count);
    await grace.until('all of it', () => grace.all('rtc-data-received').length === messagesPerSecond);
    expect(await rejected(ada.element.send('t', new Blob(['x'])))).to.equal('bad-message');
  });

  it('is asked for and answered, by elements', async () => {
    const [ada, grace] = (await pageCalls({}, {})) as [PageCall, PageCall];
    respond(grace.element, 'sum', async (data, from) => ({ sum: (data as number[]).reduce((a, b) => a + b), from }));
    expect(await request(ada.element, 'sum', [1, 2, 3])).to.deep.equal({ sum: 6, from: idOf(ada) });
    expect(await request(ada.element, 'sum', [4], { to: [idOf(grace)] })).to.deep.equal({ sum: 4, from: idOf(ada) });
    expect(await rejected(request(ada.element, 'difference', [1], { timeout: 30 }))).to.equal('peer-unreachable');
    expect([...ada.story, ...grace.story]).not.to.include('rtc-data-received');
  });

  it('is answered by an element that joins later, leaves and comes back, and lives on in another place', async () => {
    const room = newRoom();
    const grace = await pageCall({ room, 'view-only': true });
    const end = new AbortController();
    respond(grace.element, 'echo', (data) => data, { signal: end.signal });
    const ada = await pageCall({ room, ...here });
    await ada.phase('live');
    for (const round of [1, 2]) {
      await grace.element.join();
      await ada.sees(2);
      expect(await request(ada.element, 'echo', round)).to.equal(round);
      await grace.element.leave();
      await ada.sees(1);
    }
    const { parentElement } = grace.element;
    grace.element.remove();
    await grace.until('the end', () => grace.element.phase === 'idle' || grace.element.phase === 'ended');
    parentElement?.append(grace.element);
    await grace.element.join();
    await ada.sees(2);
    expect(await request(ada.element, 'echo', 3)).to.equal(3);
    end.abort();
    expect(await rejected(request(ada.element, 'echo', 4, { timeout: 30 }))).to.equal('peer-unreachable');
  });

  it('cannot be asked for outside a call', async () => {
    const nowhere = document.createElement('rtc-call');
    expect(await rejected(request(nowhere, 'echo', 1))).to.equal('connection-lost');
    const idle = await pageCall();
    expect(await rejected(request(idle.element, 'echo', 1))).to.equal('connection-lost');
    const alone = await pageCall(here);
    await alone.phase('live');
    expect(await rejected(request(alone.element, 'echo', 1))).to.equal('peer-unreachable');
  });
});
