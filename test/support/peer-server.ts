import { executeServerCommand } from '@web/test-runner-commands';

export interface PeerServerOptions {
  /** A fixed port, to come back on after a stop; any free one by default. */
  port?: number;
  /** Milliseconds after which the server forgets an absent peer's messages. */
  expireTimeout?: number;
}

export interface PeerServer {
  /** The server's origin; PeerServer answers under `/peer`. */
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts a real signalling server beside the browser that runs the test. */
export async function startPeerServer(options: PeerServerOptions = {}): Promise<PeerServer> {
  const { id, url } = await executeServerCommand<{ id: string; url: string }, PeerServerOptions>('peer-server:start', options);
  return {
    url,
    async stop() {
      await executeServerCommand<boolean, { id: string }>('peer-server:stop', { id });
    },
  };
}
