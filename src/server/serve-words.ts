import type { ServeOptions } from './serve.ts';
import { readTurn, turnWords } from './turn-words.ts';
import { type Range, readWholeNumber } from './whole-number.ts';

/** The options of `rtc-elements serve`, for `parseArgs`. */
export const serveWords = {
  port: { type: 'string' },
  host: { type: 'string' },
  'allow-origin': { type: 'string', multiple: true },
  'sockets-per-address': { type: 'string' },
  'messages-per-address': { type: 'string' },
  'trust-proxy': { type: 'string' },
  ...turnWords,
} as const;

type Several = 'allow-origin' | 'turn-url' | 'stun-url';
type Single = Exclude<keyof typeof serveWords, Several>;
type Values = { readonly [name in Single]?: string | undefined } & { readonly [name in Several]?: string[] | undefined };

/**
 * Reads what `serve` was given; an option wins over its environment variable, and an empty variable is none.
 *
 * @throws When a value is not what its option takes.
 */
export function readServe(values: Values, environment: NodeJS.ProcessEnv): ServeOptions {
  const variable = (name: string) => environment[`RTC_${name.replaceAll('-', '_').toUpperCase()}`];
  const given = (name: Single) => values[name] ?? variable(name);
  const several = (name: Several) => listed(values[name] ?? [variable(name) ?? '']);
  const host = given('host');
  return {
    ...readNumber('port', given('port'), { what: 'a port', most: 65_535 }),
    ...(host ? { host } : {}),
    ...readOrigins(several('allow-origin')),
    ...readNumber('socketsPerAddress', given('sockets-per-address'), { what: 'a number of sockets', least: 1 }),
    ...readNumber('messagesPerAddress', given('messages-per-address'), { what: 'a number of messages', least: 1 }),
    ...readNumber('trustProxy', given('trust-proxy'), { what: 'a number of proxies', most: 9 }),
    ...readTurn({
      turnUrls: several('turn-url'),
      stunUrls: several('stun-url'),
      secretFile: given('turn-secret-file'),
      // No option: a command line is for everybody on the machine to read.
      secret: values['turn-secret-file'] === undefined ? environment['RTC_TURN_SECRET'] : undefined,
      lifetime: given('turn-lifetime'),
    }),
  };
}

type Numeric = 'port' | 'socketsPerAddress' | 'messagesPerAddress' | 'trustProxy';

function readNumber(name: Numeric, text: string | undefined, range: Range): Pick<ServeOptions, Numeric> {
  return text ? { [name]: readWholeNumber(text, range) } : {};
}

function listed(texts: readonly string[]): string[] {
  return texts.flatMap((text) => text.split(/[\s,]+/)).filter((text) => text !== '');
}

function readOrigins(origins: readonly string[]): Pick<ServeOptions, 'allowOrigin'> {
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
