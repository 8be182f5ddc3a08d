import { readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';

/**
 * Writes an object as JSON to a new file that only its owner may read (mode 0600).
 *
 * @throws When the file exists, which is never overwritten, or cannot be written. No message contains what is in it.
 */
export async function writeSecretFile(file: string, content: object): Promise<void> {
  try {
    await writeFile(file, `${JSON.stringify(content, undefined, 2)}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (codeOf(error) === 'EEXIST') throw new Error(`'${file}' exists and is not overwritten`, { cause: error });
    throw new Error(`'${file}' cannot be written: ${reasonOf(error)}`, { cause: error });
  }
}

/**
 * Reads the fields of a JSON file; undefined when it has none.
 *
 * @throws When the file cannot be read. No message contains what is in it.
 */
export async function readSecretFile(file: string): Promise<Record<string, unknown> | undefined> {
  return parseFields(await readText(file));
}

/**
 * Reads a secret that is all there is in a file; white space around it does not count.
 *
 * @throws When the file cannot be read, or has nothing in it. No message contains what is in it.
 */
export function readSecretText(file: string): string {
  let text: string;
  try {
    text = readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new Error(`'${file}' cannot be read: ${reasonOf(error)}`, { cause: error });
  }
  if (!text) throw new Error(`'${file}' is empty`);
  return text;
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new Error(`'${file}' cannot be read: ${reasonOf(error)}`, { cause: error });
  }
}

function parseFields(text: string): Record<string, unknown> | undefined {
  try {
    const content: unknown = JSON.parse(text);
    return typeof content === 'object' && content !== null ? { ...content } : undefined;
  } catch {
    // The error of JSON.parse quotes the text, and the text may be a key.
    return undefined;
  }
}

function reasonOf(error: unknown): string {
  switch (codeOf(error)) {
    case 'ENOENT':
      return 'no such file or directory';
    case 'EACCES':
    case 'EPERM':
      return 'this user may not';
    case 'EISDIR':
      return 'it is a directory';
    default:
      return codeOf(error) ?? 'the reason is unknown';
  }
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}
