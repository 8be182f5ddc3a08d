import { expect } from 'chai';
import { dataLimits } from '../../../src/core/application-data.ts';
import { RtcError } from '../../../src/core/errors.ts';
import { RtcDataReceivedEvent } from '../../../src/core/events.ts';
import { answer, ask, type RequestOptions, type Responder } from '../../../src/features/data/requests.ts';
import { answers, questions } from '../../../src/features/data/request-wire.ts';
import { MemoryNetwork } from '../../../src/transports/memory/memory-transport.ts';
import { rejection, rejectionCode } from '../../support/rejection.ts';
import { callsOf, TestCall } from '../../support/test-call.ts';

describe('questions in a call', () => {
  let network: MemoryNetwork;
  let [ada, grace, edsger] = [] as unknown as [TestCall, TestCall, TestCall];
  let end: AbortController;

  beforeEach(async () => {
    network = new MemoryNetwork();
    end = new AbortController();
    [ada, grace, edsger] = (await callsOf(network, 'Ada', 'Grace', 'Edsger')) as [TestCall, TestCall, TestCall];
  });

  afterEach(() => end.abort());

  const respond = (call: TestCall, responder: Responder, topic = 'sum') => answer(call.session, topic, responder, end.signal);
  const request = (data: unknown, options: RequestOptions = {}, topic = 'sum') => ask(ada.session, topic, data, options);
  /** What never comes. */
  const silence = () => new Promise<never>(() => undefined);

  it('are answered by whoever was asked, JSON or bytes, at once or later', async () => {
    respond(grace, (data, from) => ({ data, from }));
    respond(edsger, async (data) => (data as Uint8Array).map((byte) => byte * 2));
    expect(await request([1, { two: 2 }], { to: [grace.id] })).to.deep.equal({ data: [1, { two: 2 }], from: ada.id });
    expect(await request(Uint8Array.of(1, 2), { to: [edsger.id] })).to.deep.equal(Uint8Array.of(2, 4));
  });

  it('get null where nothing is returned', async () => {
    respond(grace, () => undefined);
    expect(await request('do it', { to: [grace.id] })).to.equal(null);
  });

  it('are answered one by one, whatever comes first', async () => {
    let newest: (() => void) | undefined;
    respond(grace, (data) => {
      // The last one that is asked is the first to be answered.
      const before = newest;
      return new Promise((resolve) => {
        newest = () => {
          resolve(data);
          before?.();
        };
        if (data === 3) newest();
      });
    });
    expect(await Promise.all([1, 2, 3].map((number) => request(number, { to: [grace.id] })))).to.deep.equal([1, 2, 3]);
  });

  it('to everybody are answered by whoever is first, also when another cannot', async () => {
    respond(grace, () => {
      throw new Error('I do not know');
    });
    respond(edsger, (data) => data);
    expect(await request('ask all')).to.equal('ask all');
  });

  it('are no data of the page, and meet no other topic', async () => {
    const heard: unknown[] = [];
    respond(grace, (data) => heard.push(data));
    respond(grace, (data) => data, 'other');
    expect(await request(7, { to: [grace.id] }, 'other')).to.equal(7);
    expect(heard).to.deep.equal([]);
    await ada.session.send('sum', 'a message');
    await grace.first(RtcDataReceivedEvent);
    expect(grace.all(RtcDataReceivedEvent).map(({ data }) => data)).to.deep.equal(['a message']);
    expect(ada.all(RtcDataReceivedEvent)).to.deep.equal([]);
  });

  it('learn what was thrown, in words only', async () => {
    respond(grace, async () => {
      throw new Error('There is no such page');
    });
    const plain = RtcError.from(await rejection(request(1, { to: [grace.id] })));
    expect([plain.code, plain.message, plain.cause]).to.deep.equal(['internal', 'There is no such page', undefined]);
    respond(edsger, () => {
      throw new RtcError('denied', 'Not you'.repeat(1000));
    });
    const denied = RtcError.from(await rejection(request(1, { to: [edsger.id] })));
    expect([denied.code, denied.message.length]).to.deep.equal(['denied', 500]);
    expect(denied.stack).not.to.include('responder');
  });

  it('learn that the answer could not be sent', async () => {
    const replies: unknown[] = [() => 1, new Uint8Array(dataLimits.messageBytes + 1)];
    respond(grace, () => replies.shift());
    expect(await rejectionCode(request(1, { to: [grace.id] }))).to.equal('bad-message');
    expect(await rejectionCode(request(1, { to: [grace.id] }))).to.equal('too-large');
  });

  it('are refused when they cannot be sent', async () => {
    expect(await rejectionCode(request(() => 1))).to.equal('bad-message');
    expect(await rejectionCode(request(1, {}, ''))).to.equal('bad-message');
    expect(await rejectionCode(request('x'.repeat(70_000)))).to.equal('too-large');
    expect(await rejectionCode(request(1, { to: ['nobody'] }))).to.equal('peer-unreachable');
    const outside = new TestCall(network);
    expect(await rejectionCode(ask(outside.session, 'sum', 1, {}))).to.equal('connection-lost');
    await outside.join({ room: 'another' });
    expect(await rejectionCode(ask(outside.session, 'sum', 1, {}))).to.equal('peer-unreachable');
  });

  it('end without an answer in time', async () => {
    respond(grace, silence);
    const error = RtcError.from(await rejection(request(1, { to: [grace.id], timeout: 20 })));
    expect([error.code, error.message]).to.deep.equal(['peer-unreachable', 'No answer on sum within 20 ms']);
  });

  it('end when all who were asked have left, and not before', async () => {
    respond(grace, silence);
    respond(edsger, silence);
    const asked = request(1);
    grace.session.leave();
    await ada.until('that Grace has left', () => ada.participant('Grace') === undefined);
    edsger.session.leave();
    expect(await rejectionCode(asked)).to.equal('peer-unreachable');
  });

  it('end with the call', async () => {
    respond(grace, silence);
    const asked = request(1);
    await ada.session.stats();
    ada.session.leave();
    expect(await rejectionCode(asked)).to.equal('connection-lost');
  });

  it('end when the page loses interest', async () => {
    respond(grace, silence);
    const interest = new AbortController();
    const asked = request(1, { signal: interest.signal });
    interest.abort(new Error('Enough'));
    expect(String(await rejection(asked))).to.equal('Error: Enough');
    expect(String(await rejection(request(1, { signal: interest.signal })))).to.equal('Error: Enough');
  });

  it('are answered only by those who were asked', async () => {
    let forged = 0;
    grace.session.topic('request', questions).listen(({ id, topic }) => {
      void edsger.session.topic('answer', answers).send({ id, topic, data: 'forged' }, { to: [ada.id] });
      void grace.session.topic('answer', answers).send({ id: id + 1, topic, data: 'to nothing' }, { to: [ada.id] });
    }, end.signal);
    ada.session.topic('answer', answers).listen(() => forged++, end.signal);
    expect(await rejectionCode(request(1, { to: [grace.id], timeout: 50 }))).to.equal('peer-unreachable');
    expect(forged).to.equal(2);
  });

  it('are no longer answered when the responder stops', async () => {
    respond(grace, (data) => data);
    expect(await request(1, { to: [grace.id] })).to.equal(1);
    end.abort();
    expect(await rejectionCode(request(1, { to: [grace.id], timeout: 20 }))).to.equal('peer-unreachable');
  });

  it('of one who never stops asking do not keep others from being answered', async () => {
    let running = 0;
    respond(grace, (data) => (data === 'flood' ? (running++, silence()) : data));
    const flood = edsger.session.topic('request', questions);
    const bytes = questions.encode({ id: 1, topic: 'sum', data: 'flood' });
    for (let count = 0; count < 5000; count++) grace.session.topic('request', questions).receive(bytes, edsger.id);
    expect(flood.dropped).to.equal(0);
    expect(running).to.equal(200);
    expect(await request('mine', { to: [grace.id] })).to.equal('mine');
  });

  it('come no faster than they are taken', async () => {
    respond(grace, (data) => data);
    const asked = await Promise.allSettled(Array.from({ length: 400 }, (_, index) => request(index, { to: [grace.id] })));
    const fates = asked.map((each) => (each.status === 'rejected' ? RtcError.from(each.reason).code : each.value));
    expect(fates.filter((fate) => fate === 'too-large').length).to.be.within(1, 300);
    expect(fates.every((fate, index) => fate === 'too-large' || fate === index)).to.equal(true);
  });
});
