import { expect } from 'chai';
import { applicationData, dataLimits } from '../../../src/core/application-data.ts';
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

  it('comes as fast as was said in advance, on four topics of 60 messages a second, and no faster', async () => {
    const { messagesPerSecond } = dataLimits;
    expect(messagesPerSecond).to.be.at.least(4 * 60);
    const sent = await Promise.allSettled(Array.from({ length: messagesPerSecond + 50 }, (_, index) => ada.session.send(`player ${index % 4}`, index, { reliable: false })));
    const accepted = sent.filter(({ status }) => status === 'fulfilled').length;
    expect(accepted).to.be.within(messagesPerSecond, messagesPerSecond + 49);
    await until(grace, accepted);
    expect(received(grace)).to.have.length(accepted);
  });

  describe('that may get lost', () => {
    /** What Grace hears of messages with these numbers. */
    const heard = (...messages: [topic: string, number: number | undefined, from?: string][]) => {
      const line = grace.session.topic('app', applicationData);
      for (const [topic, number, from = 'ada'] of messages) line.receive(applicationData.encode({ topic, data: number ?? 'reliable', number }), from);
      return received(grace).map(({ topic, data }) => `${topic} ${String(data)}`);
    };

    it('is dropped when something newer of its topic is there', () => {
      expect(heard(['a', 7], ['a', 9], ['a', 8], ['a', 9], ['a', 10])).to.deep.equal(['a 7', 'a 9', 'a 10']);
    });

    it('is compared with its own topic and sender only, and never with what is sure to arrive', () => {
      expect(heard(['a', 9], ['b', 8], ['a', undefined], ['a', 7, 'edsger'], ['a', 8])).to.deep.equal(['a 9', 'b 8', 'a reliable', 'a 7']);
    });

    it('goes on after the largest number', () => {
      const last = 2 ** 32 - 1;
      expect(heard(['a', last], ['a', 0], ['a', last - 1], ['a', 1])).to.deep.equal([`a ${last}`, 'a 0', 'a 1']);
    });

    it('is heard from whoever has left and is back, whatever was heard before', async () => {
      heard(['state', 2 ** 31, ada.id]);
      const { id } = ada;
      ada.session.leave();
      await grace.until('that Ada has left', () => grace.participant('Ada') === undefined);
      expect(heard(['state', 5, id])).to.deep.equal([`state ${2 ** 31}`, 'state 5']);
    });

    it('makes nobody remember topics without end', () => {
      const messages = Array.from({ length: 300 }, (_, index): [string, number] => [`topic ${index}`, 5]);
      expect(heard(...messages)).to.have.length(300);
      expect(heard(['topic 299', 4])).to.have.length(300);
      expect(heard(['topic 0', 4])).to.have.length(301);
    });

    it('comes in the order in which it was sent, through one call and the next', async () => {
      for (let count = 0; count < 20; count++) await ada.session.send('state', count, { reliable: false });
      await until(grace, 20);
      ada.session.leave();
      await ada.join();
      await ada.sees('Grace');
      await ada.session.send('state', 20, { reliable: false });
      await until(grace, 21);
      expect(received(grace).map(({ data }) => data)).to.deep.equal(Array.from({ length: 21 }, (_, index) => index));
    });
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
