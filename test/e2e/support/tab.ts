import type { CDPSession, ConsoleMessage, Page } from 'puppeteer';
import { Conditions } from '../../support/conditions.ts';
import { isFirefox } from './engine.ts';
import { mark, type Told } from './told.ts';
import { witnessScript } from './witness-script.ts';

/** Milliseconds. Generous: two cores may be busy with something else. */
export const patience = 30_000;

/** A tab of a browser: what its page told, and what it asked of the network. */
export class Tab {
  readonly page: Page;
  readonly told: Told[] = [];
  /** Addresses of everything that was asked for: documents, scripts, fetches, sockets. */
  readonly requests: string[] = [];
  /** What whoever made the page would read in the console. */
  readonly warnings: string[] = [];
  readonly #started = performance.now();
  readonly #lines: string[] = [];
  readonly #conditions = new Conditions(patience, () => '(see what the pages told)');

  private constructor(page: Page) {
    this.page = page;
    page.on('console', (message) => this.#heard(message));
    page.on('pageerror', (error) => this.#note(`console: ${String(error)}`));
    page.on('request', (request) => this.requests.push(request.url()));
  }

  /** Takes over a blank page: from now on everything in it is watched. */
  static async watch(page: Page): Promise<Tab> {
    const tab = new Tab(page);
    await page.evaluateOnNewDocument(await witnessScript());
    // WebDriver BiDi does not tell of sockets; in both engines the witness does.
    if (!(await isFirefox(page.browser()))) await tab.#watchSockets(await page.createCDPSession());
    return tab;
  }

  /** Resolves with what `find` finds in what this page told, as soon as there is anything. */
  until<Found>(what: string, find: () => Found | undefined | false): Promise<Found> {
    return this.#conditions.until(what, find);
  }

  /** Everything that happened here, for whoever reads of a failure. */
  async story(): Promise<string> {
    const now = await describe(this.page);
    return [...this.#lines, `now: ${now}`].map((line) => `    ${line}`).join('\n');
  }

  async #watchSockets(session: CDPSession): Promise<void> {
    session.on('Network.webSocketCreated', ({ url }) => this.requests.push(url));
    await session.send('Network.enable');
  }

  #heard(message: ConsoleMessage): void {
    const text = message.text();
    if (!text.startsWith(mark)) {
      if (text.startsWith('<rtc-')) this.warnings.push(text);
      this.#note(`console ${message.type()}: ${text} ${message.location().url ?? ''}`);
      return;
    }
    const told = JSON.parse(text.slice(mark.length)) as Told;
    this.told.push(told);
    if (told.kind === 'socket') this.requests.push(told.url);
    this.#note(lineOf(told));
    this.#conditions.look();
  }

  #note(line: string): void {
    this.#lines.push(`${Math.round(performance.now() - this.#started)} ms  ${line}`);
  }
}

function lineOf(told: Told): string {
  if (told.kind !== 'event') return JSON.stringify(told);
  const { participant, ...rest } = told.detail;
  const people = told.state.participants.map(({ name, connection, microphone, camera }) => `${name} ${connection}, microphone ${microphone}, camera ${camera}`);
  return `${told.room} ${told.type} ${participant?.name ?? ''} ${JSON.stringify(rest)} → ${told.state.phase} [${people.join('; ')}]`;
}

/** A crashed page answers nothing, not even that. */
async function describe(page: Page): Promise<string> {
  const end = new AbortController();
  const late = new Promise<string>((resolve) => {
    const timer = setTimeout(() => resolve('the page does not answer'), 2000);
    end.signal.addEventListener('abort', () => clearTimeout(timer));
  });
  const description = page.evaluate(() => witness.describePage()).catch((error: unknown) => String(error));
  return Promise.race([description, late]).finally(() => end.abort());
}
