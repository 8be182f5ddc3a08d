import puppeteer, { type Browser } from 'puppeteer';
import { launchOptions } from '../../../scripts/browsers.mjs';

/** This machine, by a name that no browser trusts: pages of it over http: are not secure contexts. */
export const insecureHost = 'insecure.test';

/** A browser that knows {@link insecureHost}; for whoever asked to close. */
export async function launchWithInsecureHost(name: 'chromium' | 'firefox'): Promise<Browser> {
  const { args = [], extraPrefsFirefox, ...options } = await launchOptions(name);
  if (name === 'firefox') return puppeteer.launch({ ...options, extraPrefsFirefox: { ...extraPrefsFirefox, 'network.dns.localDomains': insecureHost } });
  return puppeteer.launch({ ...options, args: [...args, `--host-resolver-rules=MAP ${insecureHost} 127.0.0.1`] });
}
