import { CallSession } from '../../src/core/call-session.ts';
import type { CallOptions } from '../../src/core/visit.ts';
import type { CallState, Participant, Profile } from '../../src/core/call-state.ts';
import type { Transport } from '../../src/core/transport.ts';
import { Conditions } from './conditions.ts';
import { FakeCapture } from './fake-media.ts';

const patience = 4000;

export type TestCallOptions = Partial<CallOptions & Profile>;

/** An event, and the state at the moment it was fired. */
export interface Fired {
  readonly event: Event;
  readonly state: Readonly<CallState>;
}

/** A call without a page: what it fires is written down, and can be waited for. */
export class TestCall extends EventTarget {
  readonly capture = new FakeCapture();
  readonly session: CallSession;
  readonly fired: Fired[] = [];
  options: CallOptions;
  readonly #conditions = new Conditions(patience, () => this.story.join('\n'));

  constructor(transport: Transport, { name = 'Ada', avatar = '', ...options }: TestCallOptions = {}) {
    super();
    this.options = { ...defaults, transport: () => Promise.resolve(transport), ...options };
    this.session = new CallSession({ target: this, capture: this.capture, options: () => this.options });
    void this.session.setProfile({ name, avatar });
    this.session.store.watch(() => this.#conditions.look(), new AbortController().signal);
  }

  override dispatchEvent(event: Event): boolean {
    this.fired.push({ event, state: this.state });
    const wanted = super.dispatchEvent(event);
    this.#conditions.look();
    return wanted;
  }

  get state(): Readonly<CallState> {
    return this.session.store.state;
  }

  get phase(): CallState['status']['phase'] {
    return this.state.status.phase;
  }

  get names(): string[] {
    return this.state.participants.map(({ name }) => name);
  }

  get id(): string {
    const { localId } = this.state;
    if (!localId) throw new Error('Not in a call');
    return localId;
  }

  /** What was fired, by type. */
  get story(): string[] {
    return this.fired.map(({ event }) => event.type);
  }

  /** Joins; what is given here holds from now on. */
  join({ name, ...options }: TestCallOptions = {}): Promise<void> {
    this.want(options);
    if (name !== undefined) void this.session.setProfile({ name });
    return this.session.join();
  }

  /** What holds from the next joining on. */
  want(options: Partial<CallOptions>): void {
    this.options = { ...this.options, ...options };
  }

  participant(name: string): Participant | undefined {
    return this.state.participants.find((participant) => participant.name === name);
  }

  until<Found>(what: string, find: () => Found | undefined | false): Promise<Found> {
    return this.#conditions.until(what, find);
  }

  /** The events of a class that were fired so far. */
  all<Kind extends Event>(kind: new (...args: never[]) => Kind): Kind[] {
    return this.fired.map(({ event }) => event).filter((event): event is Kind => event instanceof kind);
  }

  /** The first event of a class, once fired. */
  first<Kind extends Event>(kind: new (...args: never[]) => Kind): Promise<Kind> {
    return this.until(kind.name, () => this.all(kind)[0]);
  }

  sees(...names: string[]): Promise<true> {
    return this.until(`participants ${names.join(', ')}`, () => names.every((name) => this.participant(name) !== undefined));
  }
}

const defaults: Omit<CallOptions, 'transport'> = {
  room: 'daily',
  secret: { kind: 'open' },
  server: 'https://rtc.example.org/peer',
  transportName: 'memory',
  iceServers: () => Promise.resolve([]),
  maxParticipants: 8,
};

/** Calls of these names, all in one room and seeing each other. */
export async function callsOf(transport: Transport, ...names: string[]): Promise<TestCall[]> {
  const calls = names.map((name) => new TestCall(transport, { name }));
  for (const call of calls) await call.join();
  await Promise.all(calls.map((call) => call.sees(...names)));
  return calls;
}
