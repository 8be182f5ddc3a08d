import { parseArgs } from 'node:util';
import { type DeskKeyCommand, deskKeyWords, readDeskKey } from './desk-key-words.ts';
import type { ServeOptions } from './serve.ts';
import { readServe, serveWords } from './serve-words.ts';

/** What the words after `rtc-elements` ask for. */
export type Command =
  | { name: 'serve'; options: ServeOptions }
  | DeskKeyCommand
  | { name: 'help' }
  | { name: 'version' }
  | { name: 'refuse'; message: string };

export const HELP = `Usage: rtc-elements serve [options]
       rtc-elements desk-key <file> [--agent <name> --with <file> [--days <number>]]

serve: the library, the PeerServer (/peer), the presence of desks (/presence/), ICE servers (/ice), /health and
the demos (/demo/). Options, each also an environment variable:
  --port <number>          TCP port, 0 for any free one    (RTC_PORT, default 9000)
  --host <address>         address to listen on            (RTC_HOST, default 127.0.0.1)
  --allow-origin <origin>  a site that may use the server; may be given more than once, the server's own
                           address too if its demos are to work
                                                           (RTC_ALLOW_ORIGIN, comma-separated; default any)
  --turn-url <url>         a TURN server for calls across NATs, as turn:turn.example.org:3478?transport=udp or
                           turns:turn.example.org:5349; may be given more than once
                                                           (RTC_TURN_URL, comma-separated; default none)
  --turn-secret-file <file>
                           what coturn has as static-auth-secret; its credentials are made of it
                                                           (RTC_TURN_SECRET_FILE, or RTC_TURN_SECRET itself)
  --turn-lifetime <seconds>
                           how long a credential holds     (RTC_TURN_LIFETIME, default 3600)
  --stun-url <url>         a STUN server, as stun:turn.example.org:3478; may be given more than once. A TURN server
                           is one too, and needs no mention
                                                           (RTC_STUN_URL, comma-separated; default none)
  --sockets-per-address <number>
                           sockets and streams that one address may have open; as many at once, then a tenth of
                           it each second; so many questions for ICE servers, too
                                                           (RTC_SOCKETS_PER_ADDRESS, default 1000)
  --messages-per-address <number>
                           messages a second from one address; ten seconds' worth at once
                                                           (RTC_MESSAGES_PER_ADDRESS, default 5000)
  --trust-proxy <number>   proxies in front that append to X-Forwarded-For: whose address counts; without it
                           everybody behind a proxy is one address, and the header is not read
                                                           (RTC_TRUST_PROXY, default 0)

desk-key: makes the key of a support desk, writes it to a new file and prints its public half, the desk-key of the
elements. Whoever has the file is the desk. With these options it makes an agent's certificate instead:
  --agent <name>           whom visitors see, at most 80 characters
  --with <file>            the file of the desk's key
  --days <number>          how long it holds, 1 to 3650    (default 365)

  -h, --help               this text
  -v, --version            the version
`;

const commonWords = {
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const;

/** Reads the command line; what is missing there may be in the environment. */
export function readCommand(words: readonly string[], environment: NodeJS.ProcessEnv): Command {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { ...serveWords, ...deskKeyWords, ...commonWords },
    });
    if (values.help) return { name: 'help' };
    if (values.version) return { name: 'version' };

    const [command, ...rest] = positionals;
    switch (command) {
      case 'serve':
        refuseStrange(values, serveWords, command);
        if (rest.length > 0) throw new Error(`Unexpected '${rest.join(' ')}' after serve`);
        return { name: 'serve', options: readServe(values, environment) };
      case 'desk-key':
        refuseStrange(values, deskKeyWords, command);
        return readDeskKey(values, rest);
      default:
        throw new Error(command === undefined ? 'A command is needed: serve or desk-key' : `Unknown command '${command}'`);
    }
  } catch (error) {
    return { name: 'refuse', message: messageOf(error) };
  }
}

function refuseStrange(values: object, known: object, command: string): void {
  const strange = Object.keys(values).find((name) => !(name in known));
  if (strange) throw new Error(`'--${strange}' is no option of ${command}`);
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // parseArgs goes on to explain how to pass a positional that begins with a dash; nobody here wants to.
  return error.message.split('. To specify')[0] ?? error.message;
}
