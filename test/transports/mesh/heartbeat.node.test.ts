import { expect } from 'chai';
import { Heartbeat, type LinkLife } from '../../../src/transports/mesh/heartbeat.ts';
import { installPages, ModelPage } from '../../support/mesh-model/model-page.ts';
import { FakeTime } from '../../support/fake-time.ts';

/** The page in which a link is watched, and the link: answers, bytes, and what became of it. */
describe('the heartbeat of a link', () => {
  const time = new FakeTime();
  let restore: () => void;
  let page: ModelPage;
  let end: AbortController;
  let heartbeat: Heartbeat;
  let answers: boolean;
  let lives: string[];

  beforeEach(async () => {
    time.start();
    restore = installPages(() => time.now);
    page = new ModelPage('ada', () => 0);
    end = new AbortController();
    [answers, lives] = [true, []];
    const changed = (life: LinkLife) => lives.push(life);
    const ping = (number: number) => {
      if (answers) setTimeout(() => heartbeat.answered(number), 40);
    };
    page.run(() => {
      heartbeat = new Heartbeat({ ping, bytesReceived: () => Promise.resolve(1), changed, doubted: () => undefined }, end.signal);
    });
    await time.pass(3000);
  });

  afterEach(() => {
    end.abort();
    restore();
    time.stop();
  });

  const fallAsleep = () => {
    page.become('asleep');
    answers = false;
  };
  const wake = () => page.become('awake');

  for (const [before, after] of [['hidden', 'hidden'], ['hidden', 'visible'], ['visible', 'hidden'], ['visible', 'visible']] as const) {
    it(`has two beats to show after a sleep that the link stands (${before} before, ${after} after)`, async () => {
      page.show(before === 'visible');
      await time.pass(3000);
      fallAsleep();
      await time.pass(60_000);
      wake();
      await time.pass(200);
      expect(lives).to.deep.equal(['silent']);
      page.show(after === 'visible');
      await time.pass(800);
      expect(lives).to.deep.equal(['silent']);
      await time.pass(2000);
      expect(lives).to.deep.equal(['silent', 'dead']);
    });

    it(`is live as soon as an answer comes (${before} before, ${after} after)`, async () => {
      page.show(before === 'visible');
      await time.pass(3000);
      fallAsleep();
      await time.pass(60_000);
      answers = true;
      wake();
      page.show(after === 'visible');
      await time.pass(10_000);
      expect(lives).to.deep.equal(['silent', 'live']);
    });
  }

  it('has as long where the network changed, in a page that was busy meanwhile too', async () => {
    answers = false;
    page.run(() => heartbeat.suspect());
    page.become('busy');
    await time.pass(1600);
    wake();
    await time.pass(2000);
    expect(lives.at(-1)).to.equal('dead');
  });
});
