#!/usr/bin/env node
import { readFile } from 'node:fs/promises';
import { HELP, readCommand } from './command-line.ts';
import { createDeskKey, type Issued, issueCertificate } from './desk-keys.ts';
import { packageFile } from './package-folders.ts';
import { type RunningServer, serve, type ServeOptions } from './serve.ts';
import { stopOnSignal } from './stop-on-signal.ts';

const FAILED = 1;
const MISUSED = 2;

const command = readCommand(process.argv.slice(2), process.env);
switch (command.name) {
  case 'help':
    process.stdout.write(HELP);
    break;
  case 'version':
    console.log(await ownVersion());
    break;
  case 'refuse':
    console.error(`rtc-elements: ${command.message}\nTry 'rtc-elements --help'.`);
    process.exitCode = MISUSED;
    break;
  case 'serve':
    await run(command.options);
    break;
  case 'desk-key':
    await tell(createDeskKey(command.file));
    break;
  case 'agent-certificate':
    await tell(issueCertificate(command.file, command.agent, command.deskKeyFile));
}

async function run(options: ServeOptions): Promise<void> {
  let server: RunningServer;
  try {
    server = await serve({ ...options, log: (line) => console.log(line) });
  } catch (error) {
    console.error(`rtc-elements: ${whyNotListening(error, options)}`);
    process.exitCode = FAILED;
    return;
  }
  console.log(`Demos: ${server.url}/demo/`);
  console.log(aboutNetworks(options));
  console.log(`A shop with a support button: ${server.url}/demo/shop.html`);
  console.log(`Its desk: ${server.url}/demo/desk.html`);
  stopOnSignal(server);
}

function aboutNetworks({ turn, iceServers = [] }: ServeOptions): string {
  if (turn) return `TURN: ${turn.urls.join(', ')}`;
  if (iceServers.length > 0) return 'STUN, but no TURN server is configured: calls from networks that let only some traffic out may fail.';
  return 'No STUN or TURN server is configured: calls across NATs (between different networks) may fail.';
}

/** On stdout is only what a script wants to have. */
async function tell(issued: Promise<Issued>): Promise<void> {
  try {
    const { publicKey, advice } = await issued;
    console.error(advice);
    console.log(publicKey);
  } catch (error) {
    console.error(`rtc-elements: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = FAILED;
  }
}

function whyNotListening(error: unknown, { port = 9000, host = '127.0.0.1' }: ServeOptions): string {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EADDRINUSE':
      return `port ${port} of ${host} is in use; choose another with --port`;
    case 'EACCES':
      return `port ${port} of ${host} may not be used by this user; choose one above 1023 with --port`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `${host} is not an address of this machine; choose another with --host`;
    default:
      return String(error);
  }
}

async function ownVersion(): Promise<string> {
  const { version } = JSON.parse(await readFile(packageFile, 'utf8')) as { version: string };
  return version;
}
