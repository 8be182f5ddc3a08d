import { execFile, execFileSync } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** iproute2's `ip`, with these words; what it printed. Rejects with what it complained of. */
export async function ip(...words: readonly string[]): Promise<string> {
  try {
    return (await run('ip', words)).stdout;
  } catch (error) {
    throw new Error(`ip ${words.join(' ')}: ${complaint(error)}`, { cause: error });
  }
}

/** The same where nothing can be awaited: at the end of the process. */
export function ipNow(...words: readonly string[]): string {
  return execFileSync('ip', words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
}

export function complaint(error: unknown): string {
  const { stderr } = error as { stderr?: string };
  return stderr?.trim() || String(error);
}
