import { expect } from 'chai';
import { Deadline } from '../../../src/features/support/deadline.ts';
import { type Lane, Pace } from '../../../src/features/support/pace.ts';
import { FakeTime } from '../../support/fake-time.ts';

describe('the pace of letters', () => {
  const time = new FakeTime();
  let end: AbortController;
  let pace: Pace;
  let sent: string[];

  beforeEach(() => {
    time.start();
    end = new AbortController();
    sent = [];
    pace = new Pace({ burst: 10, perSecond: 20 }, end.signal);
  });

  afterEach(() => {
    end.abort();
    time.stop();
  });

  const send = (name: string, text = name, lane: Lane = 'words') => pace.send(lane, name, () => sent.push(text));
  const spend = () => {
    for (let index = 0; index < 10; index++) send(`early ${index}`);
    sent = [];
  };

  it('is a burst at once, then so many a second and no more', async () => {
    for (let index = 0; index < 100; index++) send(`${index}`);
    expect(sent).to.have.length(10);
    for (let second = 1; second <= 4; second++) {
      await time.pass(1000);
      expect(sent.length).to.be.within(8 + 20 * second, 10 + 20 * second);
    }
    expect(sent).to.deep.equal(Array.from({ length: sent.length }, (_, index) => `${index}`));
    await time.pass(2000);
    expect(sent).to.have.length(100);
  });

  it('sends of one name only the newest, at the place of the first', async () => {
    spend();
    send('a', 'a1');
    send('b', 'b1');
    send('a', 'a2');
    await time.pass(1000);
    expect(sent).to.deep.equal(['a2', 'b1']);
    send('a', 'a3');
    expect(sent.at(-1)).to.equal('a3');
  });

  it('does not send what was forgotten', async () => {
    spend();
    send('a');
    send('b');
    send('a', 'urgent', 'urgent');
    pace.forget('a');
    pace.forget('nobody');
    await time.pass(1000);
    expect(sent).to.deep.equal(['b']);
  });

  it('keeps none waiting for the crowd in another lane', async () => {
    spend();
    for (let index = 0; index < 500; index++) send(`word ${index}`);
    for (let index = 0; index < 500; index++) send(`answer ${index}`, `answer ${index}`, 'answers');
    send('served', 'served', 'urgent');
    await time.pass(300);
    expect(sent).to.include('served');
    expect(sent).to.include('word 0');
    expect(sent.some((text) => text.startsWith('answer'))).to.equal(true);
  });

  it('gives a first answer to the last who came, and asking again moves nobody', async () => {
    spend();
    for (let index = 0; index < 500; index++) send(`${index}`, `${index}`, 'answers');
    send('7', 'again', 'answers');
    await time.pass(200);
    expect(sent.slice(0, 2)).to.deep.equal(['499', '498']);
    await time.pass(60_000);
    expect(sent).to.include('again');
    expect(sent).to.have.length(500);
  });

  it('keeps no more than it can ever send', async () => {
    spend();
    for (let index = 0; index < 10_100; index++) send(`${index}`, `${index}`, 'answers');
    await time.pass(700_000);
    expect(sent).to.have.length(10_000);
    expect(sent).not.to.include('99');
    expect(sent).to.include('100');
  });

  it('ends with what it is for', async () => {
    spend();
    send('a');
    end.abort();
    await time.pass(1000);
    send('b');
    expect(sent).to.deep.equal([]);
  });
});

describe('a deadline', () => {
  const time = new FakeTime();
  let end: AbortController;
  let deadline: Deadline;
  let passed: string[];

  beforeEach(() => {
    time.start();
    end = new AbortController();
    deadline = new Deadline(end.signal);
    passed = [];
  });

  afterEach(() => {
    end.abort();
    time.stop();
  });

  const set = (what: string | undefined, milliseconds = 1000) => deadline.set(what, milliseconds, () => passed.push(what ?? 'nothing'));

  it('comes once, and not anew for the same thing', async () => {
    set('rain');
    await time.pass(600);
    set('rain');
    await time.pass(400);
    expect(passed).to.deep.equal(['rain']);
    set('rain');
    await time.pass(5000);
    expect(passed).to.deep.equal(['rain']);
  });

  it('starts anew for something else, and after nothing', async () => {
    set('rain');
    await time.pass(600);
    set('snow');
    await time.pass(600);
    expect(passed).to.deep.equal([]);
    set(undefined);
    await time.pass(5000);
    expect(passed).to.deep.equal([]);
    set('snow');
    await time.pass(1000);
    expect(passed).to.deep.equal(['snow']);
  });

  it('never comes when what it belongs to is over', async () => {
    set('rain');
    end.abort();
    set('snow');
    await time.pass(5000);
    expect(passed).to.deep.equal([]);
  });
});
