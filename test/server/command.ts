import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

const children: ChildProcess[] = [];

/** Runs the real command; `ended` tells its exit code and everything it said. */
export function run(words: string[], environment: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/server/cli.ts', ...words], {
    env: { ...process.env, ...environment },
  });
  children.push(child);
  const said = { out: '', err: '' };
  child.stdout.on('data', (data: Buffer) => (said.out += data.toString()));
  child.stderr.on('data', (data: Buffer) => (said.err += data.toString()));
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, ...said }));
  return { child, ended };
}

/** For `afterEach`. */
export function endCommands(): void {
  for (const child of children.splice(0)) child.kill('SIGKILL');
}
