import { readdirSync, readFileSync } from 'node:fs';
import type { Browser } from 'puppeteer';

interface ProcessState {
  readonly pid: number;
  readonly parent: number;
  readonly ticks: number;
}

/** Seconds that a browser's processes have had of all cores (proc(5), `stat`: utime and stime, in hundredths). */
export function processorTime(browser: Browser): number {
  return processesOf(browser).reduce((sum, { ticks }) => sum + ticks, 0) / 100;
}

/** Bytes of memory of a browser's processes; what several share counts once (proc(5), `smaps_rollup`: Pss). */
export function memoryOf(browser: Browser): number {
  return processesOf(browser).reduce((sum, { pid }) => sum + shareOf(pid), 0);
}

function processesOf(browser: Browser): ProcessState[] {
  const root = browser.process()?.pid;
  const all = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? (stateOf(name) ?? []) : []));
  const isOfBrowser = (pid: number): boolean => {
    if (pid === root) return true;
    const parent = all.find((each) => each.pid === pid)?.parent;
    return parent !== undefined && parent > 1 && isOfBrowser(parent);
  };
  return all.filter(({ pid }) => isOfBrowser(pid));
}

function stateOf(name: string): ProcessState | undefined {
  try {
    const text = readFileSync(`/proc/${name}/stat`, 'utf8');
    // The command's name may have spaces and brackets in it.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { pid: Number(name), parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) };
  } catch {
    // It ended meanwhile.
    return undefined;
  }
}

function shareOf(pid: number): number {
  try {
    return 1024 * Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}
