import type { ServeOptions } from './serve.ts';
import { readSecretText } from './secret-file.ts';
import { readWholeNumber } from './whole-number.ts';

/** The options of `serve` that are about the way between two networks, for `parseArgs`. */
export const turnWords = {
  'turn-url': { type: 'string', multiple: true },
  'turn-secret-file': { type: 'string' },
  'turn-lifetime': { type: 'string' },
  'stun-url': { type: 'string', multiple: true },
} as const;

/** RFC 7065 §3.1 and RFC 7064 §3.1: browsers refuse a user name, a path or another query. */
const turnUrl = /^turns?:(?:\[[\da-f:.]+\]|[\w.-]+)(?::\d{1,5})?(?:\?transport=(?:udp|tcp))?$/i;
const stunUrl = /^stuns?:(?:\[[\da-f:.]+\]|[\w.-]+)(?::\d{1,5})?$/i;

/** Seconds: shorter, and pages would ask all the time; longer, and whoever copies one has it for days. */
const lifetimes = { what: 'a lifetime in seconds', least: 60, most: 86_400 };

interface Given {
  readonly turnUrls: readonly string[];
  readonly stunUrls: readonly string[];
  readonly secretFile: string | undefined;
  readonly secret: string | undefined;
  readonly lifetime: string | undefined;
}

/** @throws When a value is not what its option takes, or one is missing that another needs. No message contains the secret. */
export function readTurn({ turnUrls, stunUrls, secretFile, secret, lifetime }: Given): Pick<ServeOptions, 'turn' | 'iceServers'> {
  const urls = turnUrls.map((text) => readUrl(text, turnUrl, 'a TURN server such as turn:turn.example.org:3478?transport=udp'));
  const stun = stunUrls.map((text) => readUrl(text, stunUrl, 'a STUN server such as stun:turn.example.org:3478'));
  const fixed = stun.length > 0 ? { iceServers: [{ urls: stun }] } : {};
  if (urls.length === 0) {
    if (secretFile || lifetime) throw new Error('--turn-secret-file and --turn-lifetime are about the server of --turn-url, which is missing');
    return fixed;
  }
  const key = secret || (secretFile && readSecretText(secretFile));
  if (!key) throw new Error('--turn-url needs --turn-secret-file, or RTC_TURN_SECRET in the environment');
  return { ...fixed, turn: { urls, secret: key, ...(lifetime ? { lifetime: readWholeNumber(lifetime, lifetimes) } : {}) } };
}

function readUrl(text: string, form: RegExp, what: string): string {
  if (!form.test(text)) throw new Error(`'${text}' is not ${what}`);
  return text;
}
