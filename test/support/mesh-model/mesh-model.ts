import { EventEmitter } from 'node:events';
import type { RoomKeys } from '../../../src/core/crypto/room-keys.ts';
import { type Identity, type LeaveReason, moving, type ParticipantId, type Source, sources } from '../../../src/core/transport.ts';
import { meshTransport } from '../../../src/transports/mesh/mesh-transport.ts';
import { FakeTime } from '../fake-time.ts';
import { decrypt, encrypt } from './immediate-crypto.ts';
import { ModelConnection } from './model-connection.ts';
import { installPages, ModelPage, replaceGlobals } from './model-page.ts';
import { ModelPaths } from './model-paths.ts';
import { ModelListener, ModelPerson } from './model-person.ts';
import { ModelServer } from './model-server.ts';
import { modelSignaller } from './model-signaller.ts';

// As in a browser: an AbortSignal may have any number of listeners.
EventEmitter.defaultMaxListeners = 0;

type LoadQuality = Parameters<typeof meshTransport>[1];

/** Where two pages could have built a link for so long, none of them may give up the other. Milliseconds. */
const linkable = 3000;
/** After so much silence they may, whatever the server says. Milliseconds. */
const givenUp = 175_000;

/** A participant and the page it is in. */
export interface Attendee {
  readonly seat: number;
  readonly person: ModelPerson;
  readonly page: ModelPage;
  leftAt: number;
  /** The word that it leaves could reach everybody. */
  saidGoodbye: boolean;
}

/** One room of the real mesh, in pages, on wires and at a server that are all in the test's hand. */
export class MeshModel {
  readonly time = new FakeTime();
  readonly paths: ModelPaths;
  readonly server: ModelServer;
  readonly connections: ModelConnection[] = [];
  /** Whoever is in the room. */
  readonly present: Attendee[] = [];
  /** Who was there and is not any more; those who could say goodbye did. */
  readonly former: Attendee[] = [];
  /** What nobody may be told, and somebody was. */
  readonly faults: string[] = [];
  readonly story: string[] = [];
  /** When somebody who is there was last given up by somebody: from then on they have to find each other anew. */
  givenUpAt = Number.NEGATIVE_INFINITY;
  readonly #keys: RoomKeys;
  readonly #quality: LoadQuality;
  readonly #restore: (() => void)[] = [];
  #count = 0;

  /** `quality`: what watches over the links. Default: nothing does. */
  constructor(seed: number, keys: RoomKeys, quality?: LoadQuality) {
    [this.#keys, this.#quality] = [keys, quality];
    this.time.start();
    const now = () => this.time.now;
    this.#restore.push(() => this.time.stop(), installPages(now));
    this.paths = new ModelPaths(seed, now);
    this.server = new ModelServer(this.paths, seed % 2 === 0);
    this.#installGlobals();
  }

  /** Who is in a seat. */
  at(seat: number): Attendee | undefined {
    return this.present.find((each) => each.seat === seat);
  }

  get now(): number {
    return this.time.now;
  }

  /** Somebody in a seat of the room that is free. */
  join(seat: number): Attendee {
    const times = this.former.filter((each) => each.seat === seat).length;
    return this.#enter(seat, `P${seat}.${times}`);
  }

  #enter(seat: number, name: string, before?: { readonly person: ModelPerson; readonly as: Identity }): Attendee {
    const page = new ModelPage(name, this.paths.chanceOf(name));
    const listener = new ModelListener(() => this.now, (id, reason, silentFor) => this.#left(attendee, id, reason, silentFor));
    const person = new ModelPerson(name, listener, before?.person);
    const attendee = { seat, person, page, leftAt: Number.POSITIVE_INFINITY, saidGoodbye: false };
    this.present.push(attendee);
    page.run(() => {
      const as = before && { as: before.as };
      const options = { ...as, keys: this.#keys, server: 'https://rtc.example.org/peer', iceServers: () => Promise.resolve([]), attributes: person.attributes };
      meshTransport(modelSignaller(this.server, page), this.#quality)
        .enter(options, listener, person.end.signal)
        .then((room) => {
          person.room = room;
          this.note(`${name} is ${room.self}`);
        })
        .catch((error: unknown) => person.end.signal.aborted || this.faults.push(`${name} could not enter: ${String(error)}`));
    });
    return attendee;
  }

  /** Says goodbye; the page stays, or is closed too. */
  leave(attendee: Attendee, { closes }: { closes: boolean }): void {
    const { page, person } = attendee;
    const ways = [...this.present].every((other) => other === attendee || this.paths.between(page, other.page).isOpen);
    attendee.saidGoodbye = page.state === 'awake' && ways && person.room !== undefined && this.#isWell(attendee);
    this.#remove(attendee);
    page.run(() => {
      person.end.abort();
      if (closes) this.vanish(attendee, { leavesGhost: false });
    });
  }

  /** The page goes, and says that another will come. */
  depart({ page, person }: Attendee): void {
    this.present.splice(this.present.findIndex((each) => each.page === page), 1);
    page.run(() => person.end.abort(moving));
    this.server.hangUp(page);
    page.become('gone');
    this.#look(page);
  }

  /** The next page of somebody whose page has departed; it knows what they heard and said. */
  arrive({ seat, person }: Attendee, joinedAt = Date.now()): Attendee {
    return this.#enter(seat, `${person.name}'`, { person, as: { id: person.id, joinedAt } });
  }

  /** Ends without a word: the tab crashed, or the whole machine, of which the server hears nothing. */
  vanish(attendee: Attendee, { leavesGhost }: { leavesGhost: boolean }): void {
    const { page } = attendee;
    this.#remove(attendee);
    if (!leavesGhost) this.server.hangUp(page);
    page.become('gone');
    this.#look(page);
  }

  become(page: ModelPage, state: 'awake' | 'busy' | 'asleep'): void {
    page.become(state);
    this.#look(page);
  }

  /** Nothing is wrong any more. */
  heal(): void {
    this.server.start();
    this.server.healAll();
    this.paths.healAll();
    for (const { page } of [...this.present, ...this.former]) {
      if (page.state !== 'gone') this.become(page, 'awake');
      if (page.hidden) page.show(true);
    }
  }

  toggle({ page, person }: Attendee, which: number): void {
    const source = sources[which % sources.length] as Source;
    page.run(() => person.toggle(source, ++this.#count));
  }

  replace({ page, person }: Attendee, which: number): void {
    const source = sources[which % sources.length] as Source;
    page.run(() => person.replace(source, ++this.#count));
  }

  rename({ page, person }: Attendee): void {
    page.run(() => person.rename(++this.#count));
  }

  say({ page, person }: Attendee): void {
    page.run(() => person.say(`word ${++this.#count}`));
  }

  note(words: string): void {
    this.story.push(`${Math.round(this.now)} ${words}`);
  }

  async close(): Promise<void> {
    for (const attendee of [...this.present]) this.leave(attendee, { closes: true });
    await this.time.pass(10_000);
    for (const restore of this.#restore.reverse()) restore();
  }

  /** It has a live link to everybody. */
  #isWell({ person }: Attendee): boolean {
    const others = this.present.filter((other) => other.person !== person);
    return others.every(({ person: other }) => person.listener.known.get(other.id)?.link === 'live' && other.listener.known.get(person.id)?.link === 'live');
  }

  #remove(attendee: Attendee): void {
    const index = this.present.indexOf(attendee);
    if (index < 0) return;
    attendee.leftAt = this.now;
    this.present.splice(index, 1);
    this.former.push(attendee);
  }

  #look(page: ModelPage): void {
    this.paths.look(page);
    this.server.look(page);
  }

  /** Of nobody who is there may anybody hear that they left; nor that they are lost as long as the server knows them. */
  #left({ page, person }: Attendee, id: ParticipantId, reason: LeaveReason, silentFor: number): void {
    const other = this.present.find((each) => each.person.id === id);
    if (!other || !this.present.some((each) => each.person === person)) return;
    this.givenUpAt = this.now;
    const path = this.paths.between(page, other.page);
    const fault = (why: string) => this.faults.push(`${Math.round(this.now)}: ${person.name} heard that ${other.person.name} ${reason}, ${why}`);
    if (reason !== 'lost') fault('who is there');
    else if (path.openFor > linkable && this.#canMeet(page, other.page)) fault('to whom the path is open');
    else if (this.server.addressOf(other.page) !== undefined && silentFor < givenUp) fault(`whom the server knows, after ${Math.round(silentFor)} ms`);
  }

  /** Both were awake and had the server for long enough to build a link over it. */
  #canMeet(...pages: readonly ModelPage[]): boolean {
    const { server, now } = this;
    return server.isUp && now - server.changedAt > linkable && pages.every((page) => server.reaches(page) && now - page.awakeSince > linkable);
  }

  #installGlobals(): void {
    const [{ paths, connections }, realRandom] = [this, Math.random];
    const chance = () => (ModelPage.current?.chance ?? realRandom)();
    const getRandomValues = (bytes: Uint8Array) => bytes.map((_, index) => (bytes[index] = Math.floor(chance() * 256)));
    this.#restore.push(
      replaceGlobals({
        RTCPeerConnection: class extends ModelConnection {
          constructor() {
            super(paths, connections);
          }
        },
        RTCRtpReceiver: { getCapabilities: () => ({ codecs: [{ mimeType: 'audio/opus' }, { mimeType: 'audio/red' }] }) },
        MediaStream: EventTarget,
      }),
    );
    const subtle = Object.getPrototypeOf(crypto.subtle) as Record<string, unknown>;
    Math.random = chance;
    Object.defineProperty(crypto, 'getRandomValues', { value: getRandomValues, configurable: true });
    // Of WebCrypto nobody knows what is ready first: here everything is, at once, in every run.
    Object.assign(subtle, { encrypt, decrypt });
    this.#restore.push(() => {
      Math.random = realRandom;
      delete (crypto as unknown as Record<string, unknown>)['getRandomValues'];
    });
  }
}
