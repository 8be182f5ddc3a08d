// Where the browsers of the tests come from: the machine, else Debian's packages (as root), else the vendor's download.
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { homedir } from 'node:os';
import { soundEnvironment } from './sound.mjs';

const webKitFolders = ['x86_64-linux-gnu', 'aarch64-linux-gnu'];

const known = {
  chromium: {
    variable: 'CHROMIUM_BIN',
    names: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
    paths: ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
    packages: ['chromium'],
    download: 'chrome',
  },
  firefox: {
    variable: 'FIREFOX_BIN',
    names: ['firefox-esr', 'firefox'],
    paths: ['/Applications/Firefox.app/Contents/MacOS/firefox'],
    packages: ['firefox-esr'],
    download: 'firefox',
  },
  webkitDriver: { variable: 'WEBKIT_DRIVER_BIN', names: ['WebKitWebDriver'], paths: [], packages: ['webkit2gtk-driver'] },
  webkit: {
    variable: 'WEBKIT_BIN',
    names: [],
    paths: webKitFolders.map((folder) => `/usr/lib/${folder}/webkit2gtk-4.1/MiniBrowser`),
    packages: ['webkit2gtk-driver'],
  },
  xvfb: { variable: 'XVFB_BIN', names: ['Xvfb'], paths: [], packages: ['xvfb'] },
  turnserver: { variable: 'TURNSERVER_BIN', names: ['turnserver'], paths: [], packages: ['coturn'] },
  pulseaudio: { variable: 'PULSEAUDIO_BIN', names: ['pulseaudio'], paths: [], packages: ['pulseaudio'] },
  ip: { variable: 'IP_BIN', names: ['ip'], paths: ['/usr/sbin/ip', '/sbin/ip'], packages: ['iproute2'] },
  'espeak-ng': { variable: 'ESPEAK_BIN', names: ['espeak-ng'], paths: [], packages: ['espeak-ng'] },
  sox: { variable: 'SOX_BIN', names: ['sox'], paths: [], packages: ['sox'] },
  python3: { variable: 'PYTHON_BIN', names: ['python3'], paths: [], packages: ['python3'] },
};

/** The path of a program the tests need; installs it where that is possible, else throws what to install. */
export async function executable(name) {
  const found = find(name) ?? installPackages(name) ?? (await download(name));
  if (found) return found;
  const { variable, packages } = known[name];
  throw new Error(`${name} is missing. Install it (Debian: apt-get install ${packages.join(' ')}) or name it in ${variable}.`);
}

/** What puppeteer needs to start `chromium` or `firefox` with fake microphone and camera. */
export async function launchOptions(name) {
  const options = { browser: name === 'firefox' ? 'firefox' : 'chrome', executablePath: await executable(name), headless: true };
  if (name === 'chromium') return { ...options, args: chromiumArguments };
  // Without a sound device Firefox keeps every AudioContext suspended for ever.
  const sound = await soundEnvironment(() => executable('pulseaudio'));
  return { ...options, extraPrefsFirefox: firefoxPreferences, env: { ...process.env, ...sound } };
}

const chromiumArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  // Else an AudioContext stays suspended until somebody clicks.
  '--autoplay-policy=no-user-gesture-required',
  // Two pages in one test: the one behind must not fall asleep.
  '--disable-renderer-backgrounding',
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  // Connections with their real addresses, where test/network/ stands between, and on a machine without a network too.
  '--disable-features=WebRtcHideLocalIpsWithMdns',
  '--allow-loopback-in-peer-connection',
];

const firefoxPreferences = {
  'media.navigator.streams.fake': true,
  'media.navigator.permission.disabled': true,
  'media.autoplay.default': 0,
  'media.peerconnection.ice.obfuscate_host_addresses': false,
  'media.peerconnection.ice.loopback': true,
};

function find(name) {
  const { variable, names, paths } = known[name];
  const named = process.env[variable];
  if (named && !isExecutable(named)) throw new Error(`${variable} names ${named}, which cannot be executed.`);
  const folders = (process.env.PATH ?? '').split(delimiter);
  const candidates = names.flatMap((file) => folders.map((folder) => join(folder, file)));
  return named ?? [...candidates, ...paths].find(isExecutable);
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

let packagesInstalled = false;

// All of them at once: the second browser should not cost a second round of the package manager.
function installPackages(name) {
  if (packagesInstalled || process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).status !== 0) return undefined;
  packagesInstalled = true;
  const missing = Object.keys(known).filter((other) => !find(other));
  const packages = [...new Set(missing.flatMap((other) => known[other].packages))];
  console.error(`Installing ${packages.join(' ')} …`);
  apt('update');
  apt('install', '--yes', '--no-install-recommends', ...packages);
  return find(name);
}

function apt(...args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { status, stdout, stderr } = spawnSync('apt-get', ['--quiet', ...args], { env, encoding: 'utf8', maxBuffer: 1 << 26 });
  if (status !== 0) console.error(`apt-get ${args.join(' ')} ended with ${String(status)}:\n${stdout}${stderr}`);
}

async function download(name) {
  const browser = known[name].download;
  if (!browser) return undefined;
  const { install, resolveBuildId, detectBrowserPlatform } = await import('@puppeteer/browsers');
  try {
    const buildId = await resolveBuildId(browser, detectBrowserPlatform(), 'stable');
    const { executablePath } = await install({ browser, buildId, cacheDir: join(homedir(), '.cache', 'rtc-elements') });
    return executablePath;
  } catch (error) {
    console.error(`Downloading ${browser} failed: ${String(error)}`);
    return undefined;
  }
}

// `node scripts/browsers.mjs` prepares a machine and prints what the tests will use.
if (process.argv[1] === import.meta.filename) {
  for (const name of Object.keys(known)) console.log(`${name}: ${await executable(name)}`);
}
