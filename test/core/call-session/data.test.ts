import { expect } from 'chai';
import { RtcDataReceivedEvent } from '../../../src/core/events.ts';
import type { TopicOptions } from '../../../src/core/topic.ts';
import { MemoryNetwork } from '../../../src/transports/memory/memory-transport.ts';
import { rejectionCode } from '../../support/rejection.ts';
import { callsOf, TestCall } from '../../support/test-call.ts';

const words: TopicOptions<string> = {
  encode: (text) => new TextEncoder().encode(text),
  decode: (bytes) => new TextDecoder().decode(bytes),
};

describe('data in a call', () => {
  let ada: TestCall;
  let grace: TestCall;
  let edsger: TestCall;

  beforeEach(async () => {
    [ada, grace, edsger] = (await callsOf(new MemoryNetwork(), 'Ada', 'Grace', 'Edsger')) as [TestCall, TestCall, TestCall];
  });

  const received = (call: TestCall) => call.all(RtcDataReceivedEvent).map(({ topic, data, from }) => ({ topic, data, from }));
  const until = (call: TestCall, count: number) => call.until(`${count} messages`, () => received(call).length >= count);

  it('reaches everybody else, with its topic and sender', async () => {
    await ada.session.send('score', { points: 3 });
    await ada.session.send('raw', Uint8Array.of(1, 2, 3));
    await Promise.all([until(grace, 2), until(edsger, 2)]);
    expect(received(grace)).to.deep.equal([
      { topic: 'score', data: { points: 3 }, from: ada.id },
      { topic: 'raw', data: Uint8Array.of(1, 2, 3), from: ada.id },
    ]);
    expect(received(edsger)).to.deep.equal(received(grace));
    expect(received(ada)).to.deep.equal([]);
  });

  it('goes both ways', async () => {
    await Promise.all([ada.session.send('ping', 1), grace.session.send('pong', 2)]);
    await Promise.all([until(ada, 1), until(grace, 1), until(edsger, 2)]);
    expect(received(ada)).to.deep.equal([{ topic: 'pong', data: 2, from: grace.id }]);
    expect(received(grace)).to.deep.equal([{ topic: 'ping', data: 1, from: ada.id }]);
  });

  it('may be for some only', async () => {
    await ada.session.send('secret', 'for Grace', { to: [grace.id] });
    await ada.session.send('open', 'for all');
    await Promise.all([until(grace, 2), until(edsger, 1)]);
    expect(received(edsger).map(({ topic }) => topic)).to.deep.equal(['open']);
  });

  it('is refused when it cannot be sent, and the call goes on', async () => {
    expect(await rejectionCode(ada.session.send('topic', () => 1))).to.equal('bad-message');
    expect(await rejectionCode(ada.session.send('', 1))).to.equal('bad-message');
    expect(await rejectionCode(ada.session.send('topic', 'x'.repeat(70_000)))).to.equal('too-large');
    await ada.session.send('topic', 'fine');
    await until(grace, 1);
  });

  it('needs a call', async () => {
    const outside = new TestCall(new MemoryNetwork());
    expect(await rejectionCode(outside.session.send('topic', 1))).to.equal('connection-lost');
    expect(await rejectionCode(outside.session.stats())).to.equal('connection-lost');
    ada.session.leave();
    expect(await rejectionCode(ada.session.send('topic', 1))).to.equal('connection-lost');
  });

  it('never meets the library\'s own lines, whatever its topic is called', async () => {
    const heard: string[] = [];
    const { signal } = new AbortController();
    grace.session.topic('chat', words).listen((text) => heard.push(text), signal);
    await ada.session.send('chat', 'not a chat message');
    await until(grace, 1);
    expect(received(grace).map(({ topic }) => topic)).to.deep.equal(['chat']);
    expect(heard).to.deep.equal([]);
  });

  it('on a line where nobody listens is dropped', async () => {
    await ada.session.topic('unheard', words).send('nobody listens');
    await ada.session.send('topic', 'fine');
    await until(grace, 1);
    expect(received(grace)).to.deep.equal([{ topic: 'topic', data: 'fine', from: ada.id }]);
  });

  describe('on a line of the library\'s own', () => {
    it('reaches those who listen, with its sender', async () => {
      const heard: [string, string][] = [];
      const { signal } = new AbortController();
      grace.session.topic('chat', words).listen((text, from) => heard.push([text, from]), signal);
      await ada.session.topic('chat', words).send('hello');
      await ada.session.send('after', 1);
      await until(grace, 1);
      expect(heard).to.deep.equal([['hello', ada.id]]);
    });

    it('is the same line for the same name, through one call and the next', async () => {
      const line = grace.session.topic('chat', words);
      expect(grace.session.topic('chat', words)).to.equal(line);
      const heard: string[] = [];
      line.listen((text) => heard.push(text), new AbortController().signal);
      grace.session.leave();
      await grace.join();
      await ada.until('Grace again', () => ada.participant('Grace')?.id === grace.id);
      await ada.session.topic('chat', words).send('welcome back');
      await ada.session.send('after', 1);
      await until(grace, 1);
      expect(heard).to.deep.equal(['welcome back']);
    });
  });
});
