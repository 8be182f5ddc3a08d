import type { Agent } from './desk-keys.ts';
import { readWholeNumber } from './whole-number.ts';

/** The options of `rtc-elements desk-key`, for `parseArgs`. */
export const deskKeyWords = {
  agent: { type: 'string' },
  with: { type: 'string' },
  days: { type: 'string' },
} as const;

/** What `desk-key` is to do: make a desk's key, or an agent's certificate. */
export type DeskKeyCommand =
  | { name: 'desk-key'; file: string }
  | { name: 'agent-certificate'; file: string; agent: Agent; deskKeyFile: string };

const LONGEST_NAME = 80;

/** @throws When something is missing, too much, or not what its option takes. */
export function readDeskKey(
  values: { readonly [name in keyof typeof deskKeyWords]?: string | undefined },
  [file, ...rest]: readonly string[],
): DeskKeyCommand {
  const { agent, with: deskKeyFile, days } = values;
  if (!file) throw new Error('A file to write is needed after desk-key');
  if (rest.length > 0) throw new Error(`Unexpected '${rest.join(' ')}' after '${file}'`);
  if (agent === undefined) {
    if (deskKeyFile !== undefined || days !== undefined) throw new Error('--with and --days need --agent, the name of whom it is for');
    return { name: 'desk-key', file };
  }
  if (!deskKeyFile) throw new Error('--agent needs --with, the file of the desk’s key');
  return {
    name: 'agent-certificate',
    file,
    agent: { name: readName(agent), days: readWholeNumber(days ?? '365', { what: 'a number of days', least: 1, most: 3650 }) },
    deskKeyFile,
  };
}

function readName(text: string): string {
  const name = text.trim();
  if (name === '' || name.length > LONGEST_NAME) throw new Error(`A name has 1 to ${LONGEST_NAME} characters, this one has ${name.length}`);
  if (/\p{Cc}/u.test(name)) throw new Error('A name has no control characters');
  return name;
}
