import { parseArgs } from 'node:util';
import type { ServeOptions } from './serve.ts';

/** What the words after `rtc-elements` ask for. */
export type Command =
  | { name: 'serve'; options: ServeOptions }
  | { name: 'help' }
  | { name: 'version' }
  | { name: 'refuse'; message: string };

export const HELP = `Usage: rtc-elements serve [options]

Serves the library, the PeerServer (/peer), ICE servers (/ice), /health and the demos (/demo/).

Options, each also an environment variable:
  --port <number>          TCP port, 0 for any free one    (RTC_PORT, default 9000)
  --host <address>         address to listen on            (RTC_HOST, default 127.0.0.1)
  --allow-origin <origin>  a site that may use the server; may be given more than once, the server's own
                           address too if its demos are to work
                                                           (RTC_ALLOW_ORIGIN, comma-separated; default any)
  -h, --help               this text
  -v, --version            the version
`;

/** Reads the command line; an option given there wins over its environment variable, and an empty variable is none. */
export function readCommand(words: readonly string[], environment: NodeJS.ProcessEnv): Command {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        port: { type: 'string' },
        host: { type: 'string' },
        'allow-origin': { type: 'string', multiple: true },
        help: { type: 'boolean', short: 'h' },
        version: { type: 'boolean', short: 'v' },
      },
    });
    if (values.help) return { name: 'help' };
    if (values.version) return { name: 'version' };
    requireServe(positionals);

    const port = values.port ?? environment['RTC_PORT'];
    const host = values.host ?? environment['RTC_HOST'];
    const origins = values['allow-origin'] ?? [environment['RTC_ALLOW_ORIGIN'] ?? ''];
    return { name: 'serve', options: { ...readPort(port), ...(host ? { host } : {}), ...readOrigins(origins) } };
  } catch (error) {
    return { name: 'refuse', message: messageOf(error) };
  }
}

function requireServe([command, ...rest]: readonly string[]): void {
  if (command === undefined) throw new Error('A command is needed: serve');
  if (command !== 'serve') throw new Error(`Unknown command '${command}'`);
  if (rest.length > 0) throw new Error(`Unexpected '${rest.join(' ')}' after serve`);
}

function readPort(text: string | undefined): Pick<ServeOptions, 'port'> {
  if (!text) return {};
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new Error(`'${text}' is not a port: a number from 0 to 65535`);
  return { port };
}

function readOrigins(texts: readonly string[]): Pick<ServeOptions, 'allowOrigin'> {
  const origins = texts.flatMap((text) => text.split(/[\s,]+/)).filter((text) => text !== '');
  return origins.length === 0 || origins.includes('*') ? {} : { allowOrigin: origins.map(readOrigin) };
}

function readOrigin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  // A path would look like a promise that only that part of the site is let in.
  if (!url || url.origin === 'null' || url.pathname !== '/' || url.search || url.hash) {
    throw new Error(`'${text}' is not an origin such as https://shop.example`);
  }
  return url.origin;
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // parseArgs goes on to explain how to pass a positional that begins with a dash; nobody here wants to.
  return error.message.split('. To specify')[0] ?? error.message;
}
