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
  --sockets-per-address <number>
                           sockets that one address may have open; as many at once, then a tenth of it each second
                                                           (RTC_SOCKETS_PER_ADDRESS, default 1000)
  --messages-per-address <number>
                           messages a second from one address; ten seconds' worth at once
                                                           (RTC_MESSAGES_PER_ADDRESS, default 5000)
  --trust-proxy <number>   proxies in front that append to X-Forwarded-For: whose address counts; without it
                           everybody behind a proxy is one address, and the header is not read
                                                           (RTC_TRUST_PROXY, default 0)
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
        'sockets-per-address': { type: 'string' },
        'messages-per-address': { type: 'string' },
        'trust-proxy': { type: 'string' },
        help: { type: 'boolean', short: 'h' },
        version: { type: 'boolean', short: 'v' },
      },
    });
    if (values.help) return { name: 'help' };
    if (values.version) return { name: 'version' };
    requireServe(positionals);

    const variable = (name: string) => environment[`RTC_${name.replaceAll('-', '_').toUpperCase()}`];
    const given = (name: Exclude<keyof typeof values, 'allow-origin' | 'help' | 'version'>) => values[name] ?? variable(name);
    const host = given('host');
    const options: ServeOptions = {
      ...readNumber('port', given('port'), { what: 'a port', most: 65_535 }),
      ...(host ? { host } : {}),
      ...readOrigins(values['allow-origin'] ?? [variable('allow-origin') ?? '']),
      ...readNumber('socketsPerAddress', given('sockets-per-address'), { what: 'a number of sockets', least: 1 }),
      ...readNumber('messagesPerAddress', given('messages-per-address'), { what: 'a number of messages', least: 1 }),
      ...readNumber('trustProxy', given('trust-proxy'), { what: 'a number of proxies', most: 9 }),
    };
    return { name: 'serve', options };
  } catch (error) {
    return { name: 'refuse', message: messageOf(error) };
  }
}

function requireServe([command, ...rest]: readonly string[]): void {
  if (command === undefined) throw new Error('A command is needed: serve');
  if (command !== 'serve') throw new Error(`Unknown command '${command}'`);
  if (rest.length > 0) throw new Error(`Unexpected '${rest.join(' ')}' after serve`);
}

type Numeric = 'port' | 'socketsPerAddress' | 'messagesPerAddress' | 'trustProxy';

interface Kind {
  readonly what: string;
  readonly least?: number;
  readonly most?: number;
}

function readNumber(name: Numeric, text: string | undefined, { what, least = 0, most = 1_000_000 }: Kind): Pick<ServeOptions, Numeric> {
  if (!text) return {};
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < least || number > most) {
    throw new Error(`'${text}' is not ${what}: a number from ${least} to ${most}`);
  }
  return { [name]: number };
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
