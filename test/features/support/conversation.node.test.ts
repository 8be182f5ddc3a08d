import { expect } from 'chai';
import { LineEnd, type SecretLine } from '../../../src/features/support/secret-line.ts';
import { FakeTime } from '../../support/fake-time.ts';
import { Speaker } from '../../support/speaker.ts';

describe('a conversation', () => {
  const time = new FakeTime();
  let end: AbortController;
  let lines: [SecretLine, SecretLine];
  let [ada, vera] = [] as unknown as [Speaker, Speaker];

  beforeEach(async () => {
    time.start();
    end = new AbortController();
    const [one, other] = await Promise.all([LineEnd.make('visitor'), LineEnd.make('agent')]);
    lines = await Promise.all([one.lineTo(other.publicKey), other.lineTo(one.publicKey)]);
    [vera, ada] = [new Speaker(lines[0], false, end.signal), new Speaker(lines[1], true, end.signal)];
    await time.settle();
  });

  afterEach(() => {
    end.abort();
    time.stop();
  });

  /** Everything arrives, at once. */
  function join(): void {
    vera.carry = (box) => void ada.take(box);
    ada.carry = (box) => void vera.take(box);
  }

  /** The agent's answer has come to the visitor, who has said so. */
  async function meet(): Promise<void> {
    join();
    await vera.take(await ada.conversation.seal());
    await time.settle();
  }

  it('begins with the first word of the one, and tells each the newest of the other', async () => {
    await meet();
    expect([vera.heard, ada.heard]).to.deep.equal([['first'], ['first']]);
    vera.say('hello');
    await time.settle();
    ada.say('hi');
    await time.settle();
    expect([vera.heard, ada.heard]).to.deep.equal([
      ['first', 'hi'],
      ['first', 'hello'],
    ]);
  });

  it('says a word that was heard once, and once that it was heard', async () => {
    await meet();
    const before = [vera.boxes.length, ada.boxes.length];
    vera.say('hello');
    expect(vera.conversation.isHeard).to.equal(false);
    await time.pass(60_000);
    expect(vera.conversation.isHeard).to.equal(true);
    expect([vera.boxes.length, ada.boxes.length]).to.deep.equal(before.map((count) => count + 1));
  });

  it('says a word again that was lost, some times, and not for ever', async () => {
    await meet();
    vera.carry = () => undefined;
    const before = vera.boxes.length;
    const counts: number[] = [];
    vera.say('hello');
    for (const pause of [500, 1000, 2000, 4000, 8000, 8000, 60_000]) {
      await time.pass(pause);
      counts.push(vera.boxes.length - before);
    }
    expect(counts).to.deep.equal([1, 2, 3, 4, 5, 6, 6]);
    expect(ada.heard).to.deep.equal(['first']);
    vera.carry = (box) => void ada.take(box);
    vera.conversation.repeat();
    await time.pass(60_000);
    expect(ada.heard).to.deep.equal(['first', 'hello']);
    expect(vera.boxes.length - before).to.equal(7);
  });

  it('stops saying again when only the answer was lost, once one arrives', async () => {
    await meet();
    ada.carry = () => undefined;
    vera.say('hello');
    await time.pass(500);
    ada.carry = (box) => void vera.take(box);
    const before = vera.boxes.length;
    await time.pass(60_000);
    expect(vera.boxes.length - before).to.equal(1);
  });

  it('says the newest only', async () => {
    await meet();
    vera.carry = () => undefined;
    for (const text of ['one', 'two', 'three']) vera.say(text);
    await time.settle();
    join();
    await time.pass(60_000);
    expect(ada.heard).to.deep.equal(['first', 'three']);
  });

  it('hears nothing twice, and nothing that is older', async () => {
    await meet();
    const told = new Set(vera.boxes);
    vera.carry = () => undefined;
    for (const text of ['one', 'two', 'three']) {
      vera.say(text);
      await time.settle();
    }
    const [one, two, three] = vera.boxes.filter((box) => !told.has(box)) as [string, string, string];
    const answers = ada.boxes.length;
    await ada.take(one, one, three, two, three, one);
    await time.settle();
    expect(ada.heard).to.deep.equal(['first', 'one', 'three']);
    expect(ada.boxes.length - answers).to.equal(2);
  });

  it('is no ping-pong, though both speak at once', async () => {
    await meet();
    const before = vera.boxes.length + ada.boxes.length;
    vera.reply = 'and you?';
    ada.reply = 'fine';
    vera.say('hello');
    ada.say('hi');
    await time.pass(120_000);
    expect(vera.boxes.length + ada.boxes.length - before).to.be.below(12);
    expect(vera.heard.at(-1)).to.equal('fine');
    expect(ada.heard.at(-1)).to.equal('and you?');
  });

  it('is not moved by boxes of others', async () => {
    await meet();
    const [heard, sent] = [[...ada.heard], ada.boxes.length];
    const strange = await lines[0].seal('{"number":1e9,"heard":0,"text":7}');
    const { heardAt } = ada.conversation;
    await time.pass(1000);
    await ada.take('', 'garbage', ada.boxes.at(-1) ?? '', await lines[1].seal('{}'), strange, await lines[0].seal('no JSON'));
    expect(ada.heard).to.deep.equal(heard);
    expect(ada.boxes.length).to.equal(sent);
    expect(ada.conversation.heardAt).to.equal(heardAt);
  });

  it('tells who may be believed: only what is new and of the other end', async () => {
    await meet();
    vera.carry = () => undefined;
    vera.say('hello');
    await time.settle();
    const box = vera.boxes.at(-1)!;
    let news = 0;
    for (const each of [box, box, 'garbage', vera.boxes[0]!]) await ada.conversation.receive(each, () => news++);
    expect(news).to.equal(1);
  });

  it('is not kept alive by what was said before', async () => {
    await meet();
    const { heardAt } = ada.conversation;
    await time.pass(1000);
    await ada.take(...vera.boxes);
    expect(ada.conversation.heardAt).to.equal(heardAt);
  });

  it('ends with the farewell, whatever comes after', async () => {
    await meet();
    vera.say('hello');
    await time.settle();
    const { farewell } = vera.conversation;
    await ada.take(farewell!);
    expect(ada.heard.at(-1)).to.equal('farewell');
    vera.say('still here');
    await time.pass(60_000);
    await ada.take(farewell!);
    expect(ada.heard.slice(-2)).to.deep.equal(['hello', 'farewell']);
  });

  it('says nothing, and hears nothing, after it was closed', async () => {
    await meet();
    vera.say('hello');
    await time.settle();
    const box = vera.boxes.at(-1)!;
    vera.carry = () => undefined;
    vera.say('again');
    ada.conversation.close();
    const [theirs, own] = [ada.heard.length, ada.boxes.length];
    await ada.take(box, vera.boxes.at(-1)!);
    vera.conversation.close();
    await time.settle();
    const said = vera.boxes.length;
    await time.pass(60_000);
    expect([ada.heard.length, ada.boxes.length, vera.boxes.length]).to.deep.equal([theirs, own, said]);
  });

  it('of one that was forgotten nothing counts in the next, but what answers it', async () => {
    await meet();
    vera.say('old news');
    await time.pass(1000);
    ada.conversation.close();
    await time.pass(1000);
    const again = new Speaker(lines[1], true, end.signal);
    await again.take(...vera.boxes);
    expect(again.heard).to.deep.equal([]);
    vera.carry = (box) => void again.take(box);
    again.carry = (box) => void vera.take(box);
    await vera.take(await again.conversation.seal());
    await time.settle();
    expect(again.heard).to.deep.equal(['old news']);
  });
});
