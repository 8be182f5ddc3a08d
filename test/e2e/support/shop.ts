import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AgentPage } from './agent-page.ts';
import type { BrowserName } from './browser-processes.ts';
import { type Attributes, type Household, household } from './household.ts';
import type { Tab } from './tab.ts';
import { VisitorPage } from './visitor-page.ts';

/** The scenarios of a file have a shop with a desk: its button on one page of the site, the desk on another. */
export class Shop {
  readonly house: Household;
  /** Of this test's desk: its public key, and the file with the private one. */
  deskKey = '';
  keyFile = '';
  #folder = '';

  constructor(house: Household) {
    this.house = house;
  }

  /** Another desk for every test, made by the real command. */
  open(): void {
    this.#folder = mkdtempSync(join(tmpdir(), 'rtc-desk-'));
    this.keyFile = join(this.#folder, 'desk.json');
    this.deskKey = command('desk-key', this.keyFile);
  }

  /** The file of an agent who has a certificate, and not the desk's key. */
  certificate(name: string): string {
    const file = join(this.#folder, `${name}.json`);
    command('desk-key', file, '--agent', name, '--with', this.keyFile);
    return file;
  }

  close(): void {
    rmSync(this.#folder, { recursive: true });
  }

  /** Somebody who opens a page with the button. */
  async visitor(name: string, where: BrowserName | Tab, attributes: Attributes = {}): Promise<VisitorPage> {
    return this.visitorAt(name, where, this.page(this.button(attributes)));
  }

  /** Somebody who opens an address with the button in it. */
  async visitorAt(name: string, where: BrowserName | Tab, url: string): Promise<VisitorPage> {
    return new VisitorPage(name, await this.house.visit(where, url));
  }

  /** Somebody who opens the desk's page, and is not yet signed in. */
  async agentAtDoor(name: string, where: BrowserName | Tab, attributes: Attributes = {}, more = ''): Promise<AgentPage> {
    const body = more + this.desk({ 'agent-name': name, ...attributes });
    return this.agentAt(name, where, this.page(body, 'Desk'));
  }

  /** Somebody who opens an address with the desk in it. */
  async agentAt(name: string, where: BrowserName | Tab, url: string): Promise<AgentPage> {
    return new AgentPage(name, await this.house.visit(where, url));
  }

  /** Somebody who is at the desk; `more` is in the page too. */
  async agent(name: string, where: BrowserName | Tab, attributes: Attributes = {}, more = ''): Promise<AgentPage> {
    const agent = await this.agentAtDoor(name, where, attributes, more);
    await agent.signIn(this.keyFile);
    return agent;
  }

  button(attributes: Attributes = {}): string {
    return tag('rtc-support', { desk: 'Acme', 'desk-key': this.deskKey, ...attributes });
  }

  desk(attributes: Attributes = {}): string {
    return tag('rtc-desk', { desk: 'Acme', 'desk-key': this.deskKey, ...attributes });
  }

  page(body: string, title = 'Cart', head = this.house.scriptTag): string {
    return this.house.site.put(
      `<!doctype html><html lang="en"><head><title>${title}</title>${head}</head><body><h1>${title}</h1><p>Three of them.</p>${body}</body></html>`,
    );
  }
}

/** The shop of a file: to be called where its `describe` begins. */
export function shop(): Shop {
  const opened = new Shop(household());
  beforeEach('make a key for the desk', () => opened.open());
  afterEach('throw the key away', () => opened.close());
  return opened;
}

/** Runs the command of the build, and answers what it printed. */
function command(...words: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/server/cli.js', ...words], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`rtc-elements ${words.join(' ')} ended with ${String(status)}: ${stderr}`);
  return stdout.trim();
}

function tag(name: string, attributes: Attributes): string {
  const present = Object.entries(attributes).filter(([, value]) => value !== false);
  const written = present.map(([attribute, value]) => (value === true ? attribute : `${attribute}="${String(value).replaceAll('"', '&quot;')}"`));
  return `<${name} ${written.join(' ')}></${name}>`;
}
