import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { RunningServer, ServeOptions } from '../../src/server/serve.ts';

const children: ChildProcess[] = [];

/** Runs a script of this folder until `endForked`; resolves with the first thing it says. */
async function start(script: string, words: string[]): Promise<{ child: ChildProcess; said: unknown }> {
  const child = fork(join(import.meta.dirname, script), words, { execArgv: ['--import', 'tsx', '--expose-gc'] });
  children.push(child);
  const ended = once(child, 'exit').then(([code]) => Promise.reject(new Error(`${script} has ended with ${String(code)}`)));
  const [said] = (await Promise.race([once(child, 'message'), ended])) as [unknown];
  ended.catch(() => {});
  return { child, said };
}

/** A server in a process of its own, so that what it holds can be told from what the test holds. */
export interface ForkedServer extends RunningServer {
  /** Bytes in use, after everything unreachable is gone. */
  memory(): Promise<number>;
}

export async function forkServer(options: ServeOptions = {}): Promise<ForkedServer> {
  const { child, said } = await start('forked-server.ts', [JSON.stringify(options)]);
  return {
    url: String(said),
    stop: () => Promise.resolve(),
    async memory() {
      child.send('memory?');
      const [bytes] = (await once(child, 'message')) as [number];
      return bytes;
    },
  };
}

/** Idle sockets. Resolves when all of them are open. */
export async function forkCrowd({ url }: RunningServer, sockets: number, addresses: number): Promise<void> {
  await start('crowd.ts', [url, String(sockets), String(addresses)]);
}

/** For `afterEach`. */
export async function endForked(): Promise<void> {
  const ended = children.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null).map((child) => once(child, 'exit'));
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await Promise.all(ended);
}
