import { expect } from 'chai';
import type { CallSession } from '../../../src/core/call-session.ts';
import type { Feature } from '../../../src/core/feature.ts';
import type { ByteStream, ParticipantId, RoomListener, Transport } from '../../../src/core/transport.ts';
import { MemoryNetwork } from '../../../src/transports/memory/memory-transport.ts';
import { rejectionCode } from '../../support/rejection.ts';
import { callsOf, TestCall } from '../../support/test-call.ts';

const words = { encode: (text: string) => new TextEncoder().encode(text), decode: (bytes: Uint8Array) => new TextDecoder().decode(bytes) };

describe('a feature of a call', () => {
  it('is made once, when it is first used, and ends with the call’s element', () => {
    const made: { call: CallSession; signal: AbortSignal }[] = [];
    const feature: Feature<object> = { create: (call, signal) => (made.push({ call, signal }), {}) };
    const other: Feature<object> = { create: () => ({}) };
    const call = new TestCall(new MemoryNetwork());
    const part = call.session.use(feature);
    expect(call.session.use(feature)).to.equal(part);
    expect(call.session.use(other)).to.not.equal(part);
    expect(made).to.have.length(1);
    expect(made[0]?.call === call.session).to.equal(true);
    call.session.leave();
    expect(made[0]?.signal.aborted).to.equal(false);
    call.session.dispose();
    expect(made[0]?.signal.aborted).to.equal(true);
  });

  it('fires its events where those of the call are fired, and hears whether they were prevented', () => {
    const call = new TestCall(new MemoryNetwork());
    expect(call.session.fire(new Event('rtc-thing', { cancelable: true }))).to.equal(true);
    call.addEventListener('rtc-thing', (event) => event.preventDefault());
    expect(call.session.fire(new Event('rtc-thing', { cancelable: true }))).to.equal(false);
    expect(call.story).to.deep.equal(['rtc-thing', 'rtc-thing']);
  });

  it('comes when something arrives for it, and what arrived is kept for it', async () => {
    const [ada, grace] = (await callsOf(new MemoryNetwork(), 'Ada', 'Grace')) as [TestCall, TestCall];
    const heard: string[] = [];
    const end = new AbortController();
    let comings = 0;
    const come = () => {
      comings++;
      void Promise.resolve().then(() => grace.session.topic('chat', words).listen((text) => heard.push(text), end.signal));
    };
    grace.session.expect('chat', come, end.signal);
    await ada.session.topic('chat', words).send('hello');
    await ada.session.send('after', 1);
    await grace.until('the message after', () => grace.story.includes('rtc-data-received'));
    expect([comings, ...heard]).to.deep.equal([1, 'hello']);
  });

  it('does not come any more once it is not expected; a newer expectation stays', async () => {
    const [ada, grace] = (await callsOf(new MemoryNetwork(), 'Ada', 'Grace')) as [TestCall, TestCall];
    const [first, second] = [new AbortController(), new AbortController()];
    const comings: string[] = [];
    const say = async (count: number) => {
      await ada.session.topic('chat', words).send('hello');
      await ada.session.send('after', count);
      await grace.until('the message after', () => grace.story.filter((type) => type === 'rtc-data-received').length === count);
    };
    grace.session.expect('chat', () => comings.push('first'), first.signal);
    grace.session.expect('chat', () => comings.push('second'), second.signal);
    first.abort();
    await say(1);
    expect(comings).to.deep.equal(['second']);
    second.abort();
    await say(2);
    expect(comings).to.deep.equal(['second']);
  });
});

/** A memory network whose listeners can be told that somebody opened a stream. */
class StreamNetwork implements Transport {
  readonly listeners: RoomListener[] = [];
  readonly #network = new MemoryNetwork();

  enter: Transport['enter'] = (options, listener, signal) => {
    this.listeners.push(listener);
    return this.#network.enter(options, listener, signal);
  };
}

describe('streams of a call', () => {
  let network: StreamNetwork;
  let [ada, grace]: TestCall[] = [];

  beforeEach(async () => {
    network = new StreamNetwork();
    [ada, grace] = await callsOf(network, 'Ada', 'Grace');
  });

  /** A stream that is opened to Grace; resolves with why it was given up. */
  function opened(topic: string): Promise<unknown> {
    return new Promise((resolve) => {
      const readable = new ReadableStream<Uint8Array>({ cancel: resolve });
      network.listeners[1]?.streamOpened(topic, { readable, writable: new WritableStream() }, ada!.id);
    });
  }

  it('reach whoever takes them, and say who opened them', () => {
    const taken: [ByteStream, ParticipantId][] = [];
    grace!.session.takeStreams('file', (...stream) => taken.push(stream), new AbortController().signal);
    void opened('file');
    expect(taken.map(([, from]) => from)).to.deep.equal([ada!.id]);
  });

  it('that nobody takes are given up, with a reason', async () => {
    const end = new AbortController();
    grace!.session.takeStreams('file', () => expect.fail('Nobody takes it'), end.signal);
    end.abort();
    expect(await Promise.all([opened('file'), opened('unknown')])).to.deep.equal(['Nobody listens on this topic', 'Nobody listens on this topic']);
  });

  it('need a call, as what is kept of a room does', async () => {
    const { session } = new TestCall(new MemoryNetwork());
    expect(await rejectionCode(session.openStream('file', 'bob'))).to.equal('connection-lost');
    expect(await rejectionCode(session.log())).to.equal('connection-lost');
    expect(await ada!.session.log()).to.equal(await grace!.session.log());
    ada!.session.leave();
    expect(await rejectionCode(ada!.session.log())).to.equal('connection-lost');
  });
});
