import { readdirSync, readFileSync } from 'node:fs';
import type { Page } from 'puppeteer';
import { isFirefox } from './engine.ts';

/** Ends the process that runs a page, as a crash would: nothing in it is told. */
export async function crash(page: Page): Promise<void> {
  const browser = page.browser();
  if (await isFirefox(browser)) {
    const pid = browser.process()?.pid;
    if (pid === undefined) throw new Error('Not a browser that we started');
    for (const child of contentProcesses(pid)) process.kill(child, 'SIGKILL');
    return;
  }
  const session = await page.createCDPSession();
  // There is nobody left to answer.
  session.send('Page.crash').catch(() => undefined);
}

/** Those of one Firefox that run pages. It is not told which runs which. */
function contentProcesses(browser: number): number[] {
  const parents = new Map(readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map((name) => [Number(name), parentOf(name)]));
  const descends = (pid: number | undefined): boolean => pid !== undefined && (pid === browser || descends(parents.get(pid)));
  return [...parents.keys()].filter((pid) => descends(pid) && / tab\0?$/.test(commandOf(pid).replaceAll('\0', ' ').trimEnd()));
}

function parentOf(pid: string): number | undefined {
  const parent = Number(/^PPid:\s+(\d+)$/m.exec(read(`/proc/${pid}/status`))?.[1]);
  return parent > 0 ? parent : undefined;
}

function commandOf(pid: number): string {
  return read(`/proc/${pid}/cmdline`);
}

/** A process may end while one looks. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
