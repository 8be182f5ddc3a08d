import { serve, type RunningServer, type ServeOptions } from '../../src/server/serve.ts';

const running: RunningServer[] = [];
const endings: (() => void)[] = [];

/** Has something done before the servers are stopped. */
export function atEnd(ending: () => void): void {
  endings.push(ending);
}

/** A server on a free port of this machine, until `stopServers`. */
export async function startServer(options: ServeOptions = {}): Promise<RunningServer> {
  const server = await serve({ port: 0, ...options });
  running.push(server);
  return server;
}

/** For `afterEach`. */
export async function stopServers(): Promise<void> {
  for (const end of endings.splice(0)) end();
  await Promise.all(running.splice(0).map((server) => server.stop()));
}

export interface Health {
  status: string;
  uptime: number;
  sockets: number;
  dropped: { malformed: number; flooding: number; crowded: number; unqueued: number; slow: number };
}

export async function healthOf(server: RunningServer): Promise<Health> {
  return (await (await fetch(`${server.url}/health`)).json()) as Health;
}

/** Asks again until the answer pleases; the test's own time limit ends it otherwise. */
export async function until<T>(ask: () => Promise<T>, pleases: (answer: T) => boolean): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (pleases(answer)) return answer;
  }
}
