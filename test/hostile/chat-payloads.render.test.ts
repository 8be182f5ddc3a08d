import { expect } from '@open-wc/testing';
import { ada, author, grace, mary, message } from '../support/chat-messages.ts';
import { census, nothingBroke } from '../support/foreign-elements.ts';
import { hostilePayloads } from '../support/hostile-payloads.ts';
import { ShownChat } from '../support/shown-chat.ts';

const atOnce = 60;
const batches = Array.from({ length: Math.ceil(hostilePayloads.length / atOnce) }, (_, index) => hostilePayloads.slice(index * atOnce, (index + 1) * atOnce));

/** As somebody says it: the text, the name, a quote of it, whoever alone may read it, and who likes it. */
function said(text: string) {
  const mallory = author(text, { key: `key-${text}` });
  const first = message(mallory, text, { reactions: new Map([['👍', [mallory]]]), mentions: [mallory.key] });
  return [first, message(ada, text, { replyTo: first.id, to: [mallory], seenBy: [mallory] })];
}

describe('hostile texts in a chat', function () {
  this.timeout(30_000);
  afterEach(nothingBroke);

  it('are read as texts, and nothing else', async () => {
    const chat = await ShownChat.open();
    chat.element.style.cssText = 'display: block; inline-size: 320px; block-size: 480px';
    const kinds = () => Object.keys(census(chat.element));
    await chat.shows({ messages: ['See https://example.org/ @Grace', 'Nothing'].flatMap(said), others: [grace, mary], typing: [grace, mary] });
    const known = new Set(kinds());
    const list = chat.part('list')!;
    for (const batch of batches) {
      const others = batch.map((text) => author(text));
      await chat.shows({ messages: batch.flatMap(said), others, typing: others.slice(0, 2) });
      expect(kinds().filter((kind) => !known.has(kind))).to.deep.equal([]);
      for (const link of chat.root.querySelectorAll('a')) {
        expect(link.protocol).to.match(/^https?:$/);
        expect(link.rel.split(' ')).to.include.members(['noopener', 'noreferrer']);
        expect(link.textContent).to.equal(link.getAttribute('href'));
      }
      expect(list.scrollWidth, 'the list').to.be.at.most(list.clientWidth);
      expect(chat.element.scrollWidth, 'the chat').to.be.at.most(320);
    }
    expect(hostilePayloads.length).to.be.at.least(500);
  });
});
