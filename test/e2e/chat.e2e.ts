import { expect } from 'chai';
import type { Caller } from './support/caller.ts';
import { crash } from './support/crash.ts';
import { household } from './support/household.ts';
import { patience } from './support/tab.ts';

describe('a chat', () => {
  const house = household();

  const received = (caller: Caller) => caller.details('rtc-message-received').flatMap(({ message }) => message?.text ?? []);
  const gets = (caller: Caller, count: number) => caller.tab.until(`${caller.name} to get ${count} messages`, () => received(caller).length >= count);
  /** With its chat of the library, without touching the page. */
  const send = (caller: Caller, from: number, to: number) =>
    caller.page.evaluate(
      async (first, last, time) => {
        const chat = (await witness.part('list', time)).getRootNode() as ShadowRoot;
        for (let number = first; number <= last; number++) void (chat.host as HTMLElementTagNameMap['rtc-chat']).send(String(number));
      },
      from,
      to,
      patience,
    );
  const opens = (caller: Caller) => caller.change({ panel: 'chat' });

  for (const [one, other] of [['chromium', 'firefox'], ['firefox', 'chromium']] as const) {
    it(`brings what is written, says that it is new, and that it was read: ${one} to ${other}`, async () => {
      const [ada, bob] = await house.pair(one, other);
      await ada.press('Chat');
      await ada.writes('Hello Bob');
      await gets(bob, 1);
      await bob.press('Chat, 1 unread');
      await bob.reads('Hello Bob');
      await ada.reads(`Seen by ${bob.name}`);
      await bob.writes('Hello Ada');
      await gets(ada, 1);
      expect([received(bob), received(ada)]).to.deep.equal([['Hello Bob'], ['Hello Ada']]);
    });
  }

  for (const browser of ['chromium', 'firefox'] as const) {
    it(`loses nothing over reloads, and has nothing twice: ${browser}`, async () => {
      const [ada, bob] = await house.pair('second chromium', browser);
      await Promise.all([opens(ada), opens(bob)]);
      await send(ada, 1, 100);
      await gets(bob, 100);
      // Whoever goes before something is kept is told of it again.
      await ada.page.waitForFunction(() => /^(Delivered|Seen by)/.test(witness.partTexts('status').join()), { polling: 'raf' });
      await bob.page.goto('about:blank');
      await ada.isWith();
      await send(ada, 101, 200);
      await bob.page.goBack();
      await ada.isWith('Bob');
      await opens(bob);
      const all = Array.from({ length: 200 }, (_, index) => index + 1).join();
      await bob.page.waitForFunction((wanted) => witness.partTexts('text').join() === wanted, { polling: 'raf' }, all);
      expect(received(bob).join()).to.equal(all);
    });
  }

  it('survives a crash of the page with what nobody has yet', async () => {
    const ada = await house.caller('Ada', 'chromium');
    await ada.isWith();
    await opens(ada);
    await ada.writes('Is anybody here?');
    await ada.reads('Is anybody here?');
    await ada.page.evaluate(async () => {
      const chat = (await witness.part('list', 30_000)).getRootNode() as ShadowRoot;
      await (chat.host as HTMLElementTagNameMap['rtc-chat']).send('Or nobody?');
    });
    await crash(ada.page);
    const again = await house.callerAt(ada.page.url(), 'Ada', ada.tab);
    await again.isWith();
    const bob = await house.caller('Bob', 'firefox');
    await opens(bob);
    await bob.reads('Is anybody here?');
    await bob.reads('Or nobody?');
  });
});

