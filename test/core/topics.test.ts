import { expect } from 'chai';
import { Topics } from '../../src/core/topics.ts';
import type { TopicOptions } from '../../src/core/topic.ts';

const words: TopicOptions<string> = { encode: (text) => new TextEncoder().encode(text), decode: (bytes) => new TextDecoder().decode(bytes) };

describe('lines that are about to be opened', () => {
  let topics: Topics;
  let heard: string[];

  beforeEach(() => {
    topics = new Topics(() => Promise.resolve());
    heard = [];
  });

  const arrives = (text: string, from = 'ada') => topics.keep('late', words.encode(text), from);
  async function listen(): Promise<void> {
    topics.open('late', words).listen((text, from) => heard.push(`${from}: ${text}`), new AbortController().signal);
    await Promise.resolve();
  }

  it('keep what came before, in order, for whoever listens', async () => {
    arrives('one');
    arrives('two', 'grace');
    await listen();
    expect(heard).to.deep.equal(['ada: one', 'grace: two']);
  });

  it('keep nothing of somebody who has gone', async () => {
    arrives('one');
    arrives('two', 'grace');
    topics.forget('ada');
    await listen();
    expect(heard).to.deep.equal(['grace: two']);
  });

  it('keep only so many, and so much', async () => {
    for (let count = 0; count < 300; count++) arrives('x');
    await listen();
    expect(heard.length).to.equal(200);
    topics.keep('other', new Uint8Array(2 * 1024 * 1024), 'ada');
    topics.open('other', words).listen((text) => heard.push(text), new AbortController().signal);
    await Promise.resolve();
    expect(heard.length).to.equal(200);
  });

  it('keep what fits exactly, and no byte and no word more', async () => {
    const half = new Uint8Array(512 * 1024);
    for (const from of ['ada', 'grace', 'bob']) topics.keep('wide', half, from);
    topics.open('wide', { ...words, maxBytes: half.length }).listen((_, from) => heard.push(from), new AbortController().signal);
    await Promise.resolve();
    expect(heard).to.deep.equal(['ada', 'grace']);
  });
});
