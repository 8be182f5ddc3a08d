import { LibraryServer } from '../e2e/support/library-server.ts';
import { Site } from '../e2e/support/site.ts';
import type { Host } from '../network/host.ts';
import { Lab } from '../network/lab.ts';
import type { Look } from './agreement.ts';
import { Guest } from './guest.ts';
import { pause } from './observation.ts';
import type { Engine } from './scene.ts';

const names = ['Ada', 'Bob', 'Cyd', 'Dan'] as const;
/** How long a page may take to get into the call when nothing is in the way, in milliseconds. */
const onTheWay = 15_000;

/** A lab with a server, a site, and some who come and go: a random story is played here. */
export class Gathering {
  readonly guests: readonly Guest[];
  readonly #lab: Lab;
  readonly #site: Site;
  readonly #library: Host;
  #server: LibraryServer;
  #isUp = true;
  readonly #blocked = new Map<string, readonly [Host, Host]>();
  readonly #cut = new Set<Host>();

  private constructor(lab: Lab, site: Site, library: Host, server: LibraryServer, guests: readonly Guest[]) {
    [this.#lab, this.#site, this.#library, this.#server, this.guests] = [lab, site, library, server, guests];
  }

  static async open(engines: readonly Engine[]): Promise<Gathering> {
    const lab = await Lab.open();
    try {
      const [library, shop] = await Promise.all([lab.host('library'), lab.host('shop')]);
      const [server, site] = await Promise.all([LibraryServer.start(9000, library), Site.open(await shop.listen(8080))]);
      const sit = async (engine: Engine, index: number) => {
        const name = names[index % names.length] ?? '';
        return Guest.sit(name, engine, await lab.host(name.toLowerCase()), [site.origin]);
      };
      return new Gathering(lab, site, library, server, await Promise.all(engines.map(sit)));
    } catch (error) {
      await lab.close();
      throw error;
    }
  }

  /** With a page that joins by itself, if there is a way to it. */
  join(guest: Guest): boolean {
    const mayCome = !guest.isHere && this.#reaches(guest);
    if (mayCome) guest.join(this.#page(guest.name));
    return mayCome;
  }

  reload(guest: Guest): boolean {
    const mayCome = this.#reaches(guest);
    if (mayCome) guest.reload();
    return mayCome;
  }

  /** Silently; everybody else is reached as before. */
  async block(one: Guest, other: Guest | undefined): Promise<void> {
    const [a, b] = [one.host, other?.host ?? this.#library];
    const key = [a.name, b.name].sort().join();
    if (a === b || this.#blocked.has(key)) return;
    this.#blocked.set(key, [a, b]);
    await a.block(b);
  }

  async unblock(one: Guest, other: Guest | undefined): Promise<void> {
    await this.#unblock([one.host.name, (other?.host ?? this.#library).name].sort().join());
  }

  /** Nothing gets through to anybody; no program is told. */
  async cut({ host }: Guest): Promise<void> {
    this.#cut.add(host);
    await host.cut();
  }

  async heal({ host }: Guest): Promise<void> {
    this.#cut.delete(host);
    await host.heal();
  }

  async stopServer(): Promise<void> {
    this.#isUp = false;
    await this.#server.kill();
  }

  /** Resolves when it listens again. */
  async startServer(): Promise<void> {
    if (this.#isUp) return;
    this.#server = await this.#server.startAgain();
    this.#isUp = true;
  }

  /** Nothing is wrong any more. */
  async healAll(): Promise<void> {
    await this.startServer();
    for (const guest of this.guests) guest.wake();
    await Promise.all(this.guests.map((guest) => this.heal(guest)));
    await Promise.all([...this.#blocked.keys()].map((key) => this.#unblock(key)));
  }

  /** Resolves when they are, or had all the time for it. */
  async everybodyIsIn(): Promise<void> {
    await Promise.all(this.#here.map((guest) => this.#bringIn(guest)));
  }

  /** What everybody who is in the call sees. */
  async looks(): Promise<Look[]> {
    const looks = await Promise.all(this.#here.map((guest) => guest.look()));
    return looks.map((look) => look ?? blank);
  }

  async versions(): Promise<Record<string, string>> {
    return Object.fromEntries(await Promise.all(this.guests.map(async (guest) => [guest.engine, await guest.version()] as const)));
  }

  /** What the pages told, for whoever reads of a failure. */
  async stories(): Promise<string> {
    const isTelling = (line: string) => !line.includes('rtc-data-received');
    const stories = this.guests.flatMap(({ name, tabs }) =>
      tabs.map(async (tab, index) => `  ${name}, page ${index + 1}:\n${(await tab.story()).split('\n').filter(isTelling).join('\n')}`),
    );
    return (await Promise.all(stories)).join('\n');
  }

  /** Errors that nobody caught, in any page. */
  get troubles(): string[] {
    return this.guests.flatMap(({ name, tabs }) => tabs.flatMap(({ told }) => told.flatMap((each) => (each.kind === 'trouble' ? [`${name}: ${each.message}`] : []))));
  }

  async close(): Promise<void> {
    await Promise.all(this.guests.map((guest) => guest.close()));
    await Promise.all([this.#server.kill(), this.#site.close()]);
    await this.#lab.close();
  }

  get #here(): Guest[] {
    return this.guests.filter(({ isHere }) => isHere);
  }

  /** Whoever joined at the wrong moment has a page without its code, or one that says what is wrong: they load it again. */
  async #bringIn(guest: Guest): Promise<void> {
    await guest.isIdle();
    const deadline = Date.now() + onTheWay;
    const isIn = async () => ['live', 'reconnecting'].includes((await guest.look())?.phase ?? '');
    while (!(await isIn())) {
      if (Date.now() > deadline) {
        guest.reload();
        await guest.isIdle();
        return;
      }
      await pause(250);
    }
  }

  async #unblock(key: string): Promise<void> {
    const pair = this.#blocked.get(key);
    this.#blocked.delete(key);
    if (pair) await pair[0].unblock(pair[1]);
  }

  #reaches({ host }: Guest): boolean {
    return this.#isUp && !this.#cut.has(host) && !this.#blocked.has([host.name, this.#library.name].sort().join());
  }

  #page(name: string): string {
    const attributes = `room="gathering" display-name="${name}" autojoin resolution="180p" frame-rate="5"`;
    const script = `<script type="module" src="${this.#server.origin}/rtc-elements.js"></script>`;
    return this.#site.put(`<!doctype html><html lang="en"><head><title>A page</title>${script}</head><body><rtc-call ${attributes}></rtc-call></body></html>`);
  }
}

/** Of a page without a call. */
const blank: Look = { localId: null, phase: 'nowhere', participants: [], links: 0, sent: {}, received: {}, frames: {}, lost: [] };
