import puppeteer, { type Browser, type LaunchOptions } from 'puppeteer';
import { launchOptions } from '../../../scripts/browsers.mjs';
import { soundVariables } from './sound-server.ts';

/**
 * Each is a process of its own, started when somebody first needs it and kept until all tests are done. The wary ones
 * grant nothing by themselves, and play no sound before a gesture; those with a headset have the sound server's
 * microphones, and no camera; large letters are twice as large, and nothing else is.
 */
export type BrowserName =
  | 'chromium'
  | 'second chromium'
  | 'third chromium'
  | 'firefox'
  | 'second firefox'
  | 'wary chromium'
  | 'wary firefox'
  | 'firefox with large letters'
  | 'chromium with a headset'
  | 'firefox with a headset';

const running = new Map<BrowserName, Promise<Browser>>();

export async function browserNamed(name: BrowserName): Promise<Browser> {
  const known = await running.get(name);
  if (known?.connected) return known;
  const launched = launch(name);
  running.set(name, launched);
  return launched;
}

/** Ends one for good: the next who asks for its name gets another. */
export async function endBrowser(name: BrowserName): Promise<void> {
  const browser = running.get(name);
  running.delete(name);
  await (await browser)?.close();
}

/** Ends one as a machine does that loses its power: nothing in it is told. */
export async function killBrowser(name: BrowserName): Promise<void> {
  const pid = (await running.get(name))?.process()?.pid;
  running.delete(name);
  if (pid === undefined) throw new Error(`${name} does not run`);
  // Puppeteer makes each a group of its own.
  process.kill(-pid, 'SIGKILL');
}

async function launch(name: BrowserName): Promise<Browser> {
  const options = await launchOptions(name.includes('firefox') ? 'firefox' : 'chromium');
  if (name.endsWith('large letters')) return puppeteer.launch(changed(options, [], largeLetters));
  if (name.startsWith('wary')) return puppeteer.launch(wary(options));
  return puppeteer.launch(name.endsWith('headset') ? { ...madeUpNoMore(options), env: { ...process.env, ...(await soundVariables()) } } : options);
}

/** What a system says of the size of text, in per cent; and that it counts for text alone, as “Zoom text only” does. */
const largeLetters = { 'ui.textScaleFactor': 200, 'browser.display.os-zoom-behavior': 2 };

/** As people have it. Where there is nobody to ask, Chromium takes silence for a no; Firefox is told that it is one. */
function wary(options: LaunchOptions): LaunchOptions {
  const refusals = { 'media.navigator.permission.disabled': false, 'permissions.default.camera': 2, 'permissions.default.microphone': 2 };
  return changed(options, ['--use-fake-ui-for-media-stream', '--autoplay-policy'], { ...refusals, 'media.autoplay.default': 1 });
}

function madeUpNoMore(options: LaunchOptions): LaunchOptions {
  return changed(options, ['--use-fake-device-for-media-stream'], { 'media.navigator.streams.fake': false });
}

function changed(options: LaunchOptions, without: readonly string[], preferences: Readonly<Record<string, unknown>>): LaunchOptions {
  const { args, extraPrefsFirefox } = options;
  if (!args) return { ...options, extraPrefsFirefox: { ...extraPrefsFirefox, ...preferences } };
  return { ...options, args: args.filter((argument) => !without.some((prefix) => argument.startsWith(prefix))) };
}

after('end the browsers', async () => {
  await Promise.all([...running.keys()].map(endBrowser));
});
