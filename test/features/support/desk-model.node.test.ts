import { expect } from 'chai';
import type { Agent } from '../../../src/features/support/agent.ts';
import type { Visitor } from '../../../src/features/support/visitor.ts';
import { DeskModel, newDeskKey, request } from '../../support/desk-model.ts';
import { FakeTime } from '../../support/fake-time.ts';
import { random } from '../../support/random.ts';

interface Client {
  readonly name: string;
  readonly visitor: Visitor;
  readonly meetings: string[];
  /** Agents who were given the call, in turn. */
  readonly callees: Set<string>;
  reason: string;
}

/** What happened, over all stories: a kind that never happens is not tested. */
const tally = {
  served: 0,
  'told that nobody is there': 0,
  cancelled: 0,
  'hung up by the visitor': 0,
  'hung up by the agent': 0,
  'lost the agent in the call': 0,
  'agent vanished before the meeting': 0,
  'agent vanished after the meeting': 0,
  'agent went away while somebody waited': 0,
  'agent came back from being away': 0,
  'server was lost while somebody waited': 0,
  'call offered to two agents in turn': 0,
};

/** Ten visitors and three agents who come, vanish, answer and hang up as `chance` wants it; the server goes away at times. */
class Story {
  readonly model: DeskModel;
  readonly time: FakeTime;
  readonly chance: () => number;
  readonly clients: Client[] = [];
  readonly agents = new Map<string, { agent: Agent; vanish: () => void; until: number }>();
  serverBack = 0;
  /** After a break of all agents. */
  staffBack = 0;
  /** Where an agent is no more. */
  readonly deserted = new Set<string>();

  constructor(model: DeskModel, time: FakeTime, chance: () => number) {
    this.model = model;
    this.time = time;
    this.chance = chance;
  }

  async step(): Promise<void> {
    await this.#staff();
    this.#wander();
    this.#serve();
    this.#meet();
    this.#breakServer();
    await this.time.pass(250);
  }

  async arrive(name: string): Promise<void> {
    const { visitor } = await this.model.visitor();
    const client: Client = { name, visitor, meetings: [], callees: new Set(), reason: '' };
    this.clients.push(client);
    visitor.store.watch(({ visit }) => {
      if (visit.phase === 'called') client.callees.add(visit.agent.id);
      if (visit.phase === 'called' && visit.met && client.meetings.at(-1) !== visit.room) client.meetings.push(visit.room);
      if (visit.phase === 'over') client.reason = visit.reason;
    }, new AbortController().signal);
    visitor.ring({ ...request, name });
  }

  async #staff(): Promise<void> {
    const isBreak = this.time.now < this.staffBack;
    if (!isBreak && this.chance() < 0.005) this.staffBack = this.time.now + 25_000;
    for (const name of ['Ada', 'Bob', 'Cleo']) {
      const known = this.agents.get(name);
      if (!known && !isBreak && this.chance() < 0.05) this.agents.set(name, { ...(await this.model.agent(name)), until: 0 });
      else if (known && this.chance() < (isBreak ? 0.3 : this.#isExpected(known.agent) ? 0.04 : 0.01)) {
        const { serving } = known.agent.store.state;
        if (this.#isExpected(known.agent)) tally['agent vanished before the meeting']++;
        else if (serving) tally['agent vanished after the meeting']++;
        if (serving?.room) this.deserted.add(serving.room);
        // Half of them crash; the others close the page.
        if (this.chance() < 0.5) known.agent.close();
        known.vanish();
        this.agents.delete(name);
      }
    }
  }

  /** Somebody is about to meet this agent. */
  #isExpected({ store }: Agent): boolean {
    const { serving } = store.state;
    return serving !== null && !this.clients.some(({ meetings }) => serving.room !== null && meetings.includes(serving.room));
  }

  get #isAnybodyWaiting(): boolean {
    return this.clients.some(({ visitor }) => visitor.store.state.visit.phase === 'waiting');
  }

  #wander(): void {
    for (const { visitor } of this.clients) if (visitor.store.state.visit.phase === 'waiting' && this.chance() < 0.004) visitor.hangUp();
    for (const { agent } of this.agents.values()) {
      if (this.chance() > (agent.store.state.away ? 0.03 : 0.01)) continue;
      if (agent.store.state.away) tally['agent came back from being away']++;
      else if (this.#isAnybodyWaiting) tally['agent went away while somebody waited']++;
      agent.setAway(!agent.store.state.away);
    }
  }

  #serve(): void {
    for (const each of this.agents.values()) {
      const { serving, waiting } = each.agent.store.state;
      // When to hang up was meant for the call that is over by now.
      if (!serving) each.until = 0;
      if (!serving && !each.agent.store.state.away && waiting.length > 0 && this.chance() < 0.2) each.agent.answer();
      else if (serving?.phase === 'called' && !this.#isExpected(each.agent) && each.until === 0) each.until = this.time.now + 2000 + this.chance() * 10_000;
      else if (each.until > 0 && this.time.now > each.until) {
        each.until = 0;
        each.agent.hangUp();
      }
    }
  }

  /** Both are in the same room: they see each other. */
  #meet(): void {
    const rooms = [...this.agents.values()].map(({ agent }) => agent.store.state.serving?.room);
    for (const { visitor } of this.clients) {
      const { visit } = visitor.store.state;
      if (visit.phase !== 'called') continue;
      if (rooms.includes(visit.room)) {
        // It takes a while.
        if (visit.met || this.chance() < 0.3) visitor.met();
      }
      // What a call notices by itself: the agent is there no more.
      else if (visit.met && this.deserted.has(visit.room)) visitor.hangUp('lost');
      if (visit.met && this.chance() < 0.01) visitor.hangUp();
    }
  }

  /** What is left when everything works: calls come about and end. `isLast`: what ends by itself has ended. */
  wind(isLast: boolean): void {
    const agents = [...this.agents.values()].map(({ agent }) => agent);
    for (const agent of agents) {
      const { serving, waiting } = agent.store.state;
      if (serving?.phase === 'called' && !this.#isExpected(agent)) agent.hangUp();
      else if (!serving && waiting.length > 0) agent.answer();
    }
    for (const { visitor } of this.clients) {
      const { visit } = visitor.store.state;
      if (visit.phase !== 'called') continue;
      if (agents.some(({ store }) => store.state.serving?.room === visit.room)) visitor.met();
      // Its agent hung up and vanished at once: the call notices.
      else if (visit.met && isLast) visitor.hangUp('lost');
    }
  }

  #breakServer(): void {
    if (this.serverBack === 0 && this.chance() < 0.01) {
      if (this.#isAnybodyWaiting) tally['server was lost while somebody waited']++;
      this.model.network.stopServer();
      this.serverBack = this.time.now + this.chance() * 8000;
    } else if (this.serverBack > 0 && this.time.now > this.serverBack) {
      this.model.network.startServer();
      this.serverBack = 0;
    }
  }
}

describe('a desk whatever happens', function () {
  this.timeout(60_000);
  const time = new FakeTime();

  afterEach(() => time.stop());

  after(() => {
    for (const [what, count] of Object.entries(tally)) console.log(`      ${what}: ${count}`);
  });

  for (const seed of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]) {
    it(`serves each of ten visitors once, or tells that nobody is there (${seed})`, async () => {
      const { desk, credential } = await newDeskKey();
      time.start();
      const model = new DeskModel(desk, credential);
      const story = new Story(model, time, random(seed));
      for (let step = 0; step < 480; step++) {
        if (step % 24 === 0 && story.clients.length < 10) await story.arrive(`Visitor ${story.clients.length}`);
        await story.step();
        const taken = [...story.agents.values()].flatMap(({ agent }) => agent.store.state.serving?.phase === 'called' ? [agent.store.state.serving.room] : []);
        expect(new Set(taken).size, 'no two agents in the call of one visitor').to.equal(taken.length);
      }
      // From now on nothing breaks, and whoever is left waiting is served, or told.
      story.model.network.startServer();
      for (let step = 0; step < 40; step++) {
        story.wind(step >= 30);
        await time.pass(1000);
      }
      for (const { name, meetings, callees, reason, visitor } of story.clients) {
        expect(visitor.store.state.visit.phase, `${name}: ${reason}`).to.equal('over');
        expect(meetings.length, `${name}: ${reason}`).to.equal(reason === 'nobody' || reason === 'cancelled' ? 0 : 1);
        if (meetings.length > 0) tally.served++;
        if (reason === 'nobody') tally['told that nobody is there']++;
        if (reason === 'cancelled') tally.cancelled++;
        if (reason === 'left') tally['hung up by the visitor']++;
        if (reason === 'ended') tally['hung up by the agent']++;
        if (reason === 'lost') tally['lost the agent in the call']++;
        if (callees.size > 1) tally['call offered to two agents in turn']++;
      }
      for (const [name, { agent }] of story.agents) {
        expect(agent.store.state.serving, name).to.equal(null);
        expect(agent.store.state.waiting, name).to.deep.equal([]);
      }
      model.close();
    });
  }

  it('and everything did happen', () => {
    for (const [what, count] of Object.entries(tally)) expect(count, what).to.be.at.least(2);
  });
});
