import { createProfile, Browser as Product } from '@puppeteer/browsers';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import puppeteer, { type Browser } from 'puppeteer';
import { launchOptions } from '../../scripts/browsers.mjs';
import type { Host } from './host.ts';
import { WebSocketTransport } from './web-socket-transport.ts';

export interface LabBrowserOptions {
  /** Origins of the pages: not on loopback, they would be no secure contexts, and get no camera. */
  readonly origins: readonly string[];
  /** Command-line words that Chromium is usually started with, and is not now. */
  readonly without?: readonly string[];
}

/** A browser on a machine of a lab. Its driver is outside: cutting the machine off does not cut off the test. */
export class LabBrowser {
  readonly browser: Browser;
  readonly host: Host;
  readonly #process: ChildProcess;
  readonly #folder: string;

  private constructor(browser: Browser, host: Host, process: ChildProcess, folder: string) {
    this.browser = browser;
    this.host = host;
    this.#process = process;
    this.#folder = folder;
  }

  static start(name: 'chromium' | 'firefox', host: Host, options: LabBrowserOptions): Promise<LabBrowser> {
    return name === 'firefox' ? LabBrowser.#firefox(host, options) : LabBrowser.#chromium(host, options);
  }

  /** Driven through a pipe, which no network has to do with. */
  static async #chromium(host: Host, { origins, without = [] }: LabBrowserOptions): Promise<LabBrowser> {
    const { executablePath, ...options } = await launchOptions('chromium');
    const folder = mkdtempSync(join(tmpdir(), 'rtc-lab-'));
    const wrapper = join(folder, 'chromium');
    writeFileSync(wrapper, `#!/bin/sh\nexec ip netns exec ${host.namespace} ${String(executablePath)} "$@"\n`);
    chmodSync(wrapper, 0o700);
    const usual = (options.args ?? []).filter((word) => !without.includes(word));
    const words = [...usual, `--unsafely-treat-insecure-origin-as-secure=${origins.join(',')}`];
    const browser = await puppeteer.launch({ ...options, executablePath: wrapper, pipe: true, args: words, protocolTimeout });
    const process = browser.process();
    if (!process) throw new Error('A browser that was launched has a process');
    return new LabBrowser(browser, host, process, folder);
  }

  /** Driven through a WebSocket at its own loopback, to which the host opens the way. */
  static async #firefox(host: Host, { origins }: LabBrowserOptions): Promise<LabBrowser> {
    const { executablePath, extraPrefsFirefox, env } = await launchOptions('firefox');
    const folder = mkdtempSync(join(tmpdir(), 'rtc-lab-'));
    const hosts = origins.map((origin) => new URL(origin).hostname).join(',');
    const preferences = { ...extraPrefsFirefox, 'fission.webContentIsolationStrategy': 0, 'dom.securecontext.allowlist': hosts };
    await createProfile(Product.FIREFOX, { path: folder, preferences });
    const words = ['--headless', '--no-remote', '--profile', folder, '--remote-debugging-port=0', 'about:blank'];
    // A group of its own, to be stopped as a whole.
    const child = host.spawn(String(executablePath), words, { env, detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
    const transport = await WebSocketTransport.open(host, await remotePort(child));
    const browser = await puppeteer.connect({ transport, protocol: 'webDriverBiDi', protocolTimeout });
    return new LabBrowser(browser, host, child, folder);
  }

  /** As when the lid is closed: every process of it stands still. */
  stopProcess(): void {
    this.#signal('SIGSTOP');
  }

  continueProcess(): void {
    this.#signal('SIGCONT');
  }

  /** Ends it without a goodbye to anybody. */
  async kill(): Promise<void> {
    const exit = this.#process.exitCode === null && this.#process.signalCode === null ? once(this.#process, 'exit') : undefined;
    this.#signal('SIGKILL');
    await exit;
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }

  async close(): Promise<void> {
    this.continueProcess();
    await this.browser.close().catch(() => undefined);
    await this.kill();
  }

  /** Both are leaders of a group. */
  #signal(signal: NodeJS.Signals): void {
    const { pid } = this.#process;
    if (pid === undefined) throw new Error('The browser did not start');
    try {
      process.kill(-pid, signal);
    } catch {
      // Nobody is left of it.
    }
  }
}

/** A browser that stands still answers late: milliseconds. */
const protocolTimeout = 30 * 60_000;

async function remotePort(child: ChildProcess): Promise<number> {
  const lines: string[] = [];
  if (!child.stderr) throw new Error('Firefox says on stderr where it listens');
  for await (const line of createInterface(child.stderr)) {
    const port = /^WebDriver BiDi listening on ws:\/\/[^:]+:(\d+)/.exec(line)?.[1];
    lines.push(line);
    if (!port) continue;
    // Reading on keeps the pipe open for whatever it still says.
    child.stderr.resume();
    return Number(port);
  }
  throw new Error(`Firefox ended:\n${lines.join('\n')}`);
}
