import { expect } from 'chai';
import { RtcError } from '../../src/core/errors.ts';
import { Topic, type TopicOptions } from '../../src/core/topic.ts';
import type { SendOptions } from '../../src/core/transport.ts';
import { rejection, rejectionCode } from '../support/rejection.ts';

/** A line on which people count. */
const numbers: TopicOptions<number> = {
  encode: (number) => new TextEncoder().encode(String(number)),
  decode: (bytes) => {
    const text = new TextDecoder().decode(bytes);
    return /^\d+$/.test(text) ? Number(text) : undefined;
  },
};

const bytes = (text: string) => new TextEncoder().encode(text);

describe('Topic', () => {
  let lifetime: AbortController;

  beforeEach(() => {
    lifetime = new AbortController();
  });

  function listening(options: Partial<TopicOptions<number>> = {}) {
    const topic = new Topic('numbers', { ...numbers, ...options }, () => Promise.resolve());
    const heard: [number, string][] = [];
    topic.listen((number, from) => heard.push([number, from]), lifetime.signal);
    return { topic, heard };
  }

  it('sends what its encoder makes, to whom it is told', async () => {
    const sent: [string, SendOptions | undefined][] = [];
    const topic = new Topic('numbers', numbers, async (message, options) => {
      sent.push([new TextDecoder().decode(message), options]);
    });
    await topic.send(7);
    await topic.send(8, { to: ['bob'], reliable: false });
    expect(sent).to.deep.equal([['7', undefined], ['8', { to: ['bob'], reliable: false }]]);
  });

  it('rejects, not throws, what its encoder refuses', async () => {
    const encode = () => {
      throw new RtcError('bad-message', 'Not a number');
    };
    const topic = new Topic('numbers', { ...numbers, encode }, () => Promise.resolve());
    expect(await rejectionCode(topic.send(Number.NaN))).to.equal('bad-message');
  });

  it('hands every listener what its decoder understands, and who sent it', () => {
    const { topic, heard } = listening();
    const others: number[] = [];
    topic.listen((number) => others.push(number), lifetime.signal);
    topic.receive(bytes('7'), 'alice');
    topic.receive(bytes('8'), 'bob');
    expect(heard).to.deep.equal([[7, 'alice'], [8, 'bob']]);
    expect(others).to.deep.equal([7, 8]);
    expect(topic.dropped).to.equal(0);
  });

  it('drops and counts what its decoder does not understand', () => {
    const { topic, heard } = listening();
    topic.receive(bytes('seven'), 'alice');
    topic.receive(new Uint8Array(), 'alice');
    topic.receive(bytes('7'), 'alice');
    expect(heard).to.deep.equal([[7, 'alice']]);
    expect(topic.dropped).to.equal(2);
  });

  it('does not even decode what is too long', () => {
    let decoded = 0;
    const { topic, heard } = listening({ maxBytes: 3, decode: () => ++decoded });
    topic.receive(bytes('1234'), 'alice');
    expect([decoded, heard.length, topic.dropped]).to.deep.equal([0, 0, 1]);
    topic.receive(bytes('123'), 'alice');
    expect([decoded, heard.length]).to.deep.equal([1, 1]);
  });

  it('has room for 64 KiB unless told otherwise', () => {
    const { topic, heard } = listening({ decode: (message) => message.length });
    topic.receive(new Uint8Array(65_537), 'alice');
    topic.receive(new Uint8Array(65_536), 'alice');
    expect(heard).to.deep.equal([[65_536, 'alice']]);
  });

  it('does not even decode more than so many messages a second, of each sender', () => {
    let decoded = 0;
    const { topic, heard } = listening({ maxRate: 10, decode: () => ++decoded });
    for (let count = 0; count < 1000; count++) topic.receive(bytes('1'), 'flooder');
    topic.receive(bytes('1'), 'bob');
    const flooded = heard.filter(([, from]) => from === 'flooder').length;
    // The loop may run from one second into the next.
    expect(flooded).to.be.within(10, 20);
    expect(heard.at(-1)?.[1]).to.equal('bob');
    expect(topic.dropped).to.equal(1000 - flooded);
    expect(decoded).to.equal(flooded + 1);
  });

  it('takes at once what a sender could not say in a blackout, and after that no more than from others', () => {
    const realNow = performance.now;
    let now = 5000;
    performance.now = () => now;
    lifetime.signal.addEventListener('abort', () => (performance.now = realNow));
    const { topic, heard } = listening({ maxRate: 10 });
    const flood = (from: string) => {
      const before = heard.length;
      for (let count = 0; count < 1000; count++) topic.receive(bytes('1'), from);
      return heard.length - before;
    };
    topic.receive(bytes('1'), 'alice');
    now += 9000;
    // A straggler of the link that died comes first.
    topic.receive(bytes('1'), 'alice');
    now += 1000;
    const taken = [flood('alice'), flood('bob, of whom nothing was heard before')];
    now += 1000;
    taken.push(flood('alice'));
    lifetime.abort();
    expect(taken).to.deep.equal([10 + 10 * 10 - 2, 10 + 10 * 10, 10]);
  });

  describe('that sends no more than is taken', () => {
    const realNow = performance.now;
    let now = 5000;

    beforeEach(() => {
      performance.now = () => now;
    });

    afterEach(() => {
      performance.now = realNow;
    });

    function pair() {
      let sent = 0;
      const there = listening({ sendRate: 10 });
      const here = new Topic('numbers', { ...numbers, sendRate: 10 }, async (message) => {
        sent++;
        there.topic.receive(message, 'alice');
      });
      const say = async (count: number) => (await Promise.allSettled(Array.from({ length: count }, () => here.send(1)))).filter(({ status }) => status === 'rejected').length;
      return { there, here, say, sent: () => sent };
    }

    it('refuses what is above its rate, and says what and how much', async () => {
      const { here, say, sent } = pair();
      expect([await say(10), sent()]).to.deep.equal([0, 10]);
      const refused = RtcError.from(await rejection(here.send(1)));
      expect(refused).to.include({ code: 'too-large', message: 'No more than 10 messages may be sent in a second' });
      now += 500;
      expect(await say(6)).to.equal(1);
    });

    it('loses nothing there, whenever in a second it is sent', async () => {
      for (const phase of [0, 1, 300, 999]) {
        const { there, say, sent } = pair();
        now += phase;
        for (let round = 0; round < 100; round++) {
          await say(25);
          now += [1000, 999, 10, 700, 3000, 1][round % 6] ?? 0;
        }
        expect([there.topic.dropped, there.heard.length]).to.deep.equal([0, sent()]);
      }
    });

    it('does not count what cannot be sent', async () => {
      const encode = (number: number) => {
        if (Number.isNaN(number)) throw new RtcError('bad-message', 'Not a number');
        return numbers.encode(number);
      };
      const topic = new Topic('numbers', { ...numbers, encode, sendRate: 2 }, () => Promise.resolve());
      for (let count = 0; count < 5; count++) expect(await rejectionCode(topic.send(Number.NaN))).to.equal('bad-message');
      await Promise.all([topic.send(1), topic.send(2)]);
    });
  });

  it('counts what it cannot decode too: garbage costs as much as sense', () => {
    const { topic, heard } = listening({ maxRate: 10 });
    for (let count = 0; count < 1000; count++) topic.receive(bytes('garbage'), 'flooder');
    for (let count = 0; count < 1000; count++) topic.receive(bytes('1'), 'flooder');
    expect(heard.length).to.be.at.most(10);
  });

  it('stops telling a listener whose signal aborted, also in the middle of a message', () => {
    const topic = new Topic('numbers', numbers, () => Promise.resolve());
    const heard: number[] = [];
    topic.listen(() => lifetime.abort(), new AbortController().signal);
    topic.listen((number) => heard.push(number), lifetime.signal);
    topic.receive(bytes('1'), 'alice');
    topic.listen((number) => heard.push(number), lifetime.signal);
    topic.receive(bytes('2'), 'alice');
    expect(heard).to.deep.equal([]);
  });

  it('begins anew with a sender who was forgotten', () => {
    const { topic, heard } = listening({ maxRate: 10 });
    for (let count = 0; count < 1000; count++) topic.receive(bytes('1'), 'alice');
    const before = heard.length;
    topic.forget('alice');
    topic.receive(bytes('1'), 'alice');
    expect(heard.length).to.equal(before + 1);
  });
});
