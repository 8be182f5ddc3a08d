import type { LaunchOptions } from 'puppeteer';

type Program = 'chromium' | 'firefox' | 'webkit' | 'webkitDriver' | 'xvfb' | 'pulseaudio' | 'turnserver' | 'ip' | 'python3' | 'espeak-ng' | 'sox';

/** The path of a program the tests need; installs it where that is possible, else rejects with what to install. */
export function executable(name: Program): Promise<string>;

/** What `puppeteer.launch` needs for fake microphone and camera, with sound where the browser wants a sound server. */
export function launchOptions(name: 'chromium' | 'firefox'): Promise<LaunchOptions>;
