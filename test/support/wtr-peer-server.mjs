// Lets a test in a browser start and stop real signalling servers. The other half is peer-server.ts.
export function peerServerPlugin() {
  const servers = new Map();
  let count = 0;

  async function start({ port = 0, expireTimeout = 500 } = {}) {
    const { serve } = await import('../../src/server/serve.ts');
    const server = await serve({ port, host: '127.0.0.1', expireTimeout, log: () => undefined });
    const id = `server-${++count}`;
    servers.set(id, server);
    return { id, url: server.url };
  }

  async function stop({ id }) {
    const server = servers.get(id);
    servers.delete(id);
    await server?.stop();
    return true;
  }

  return {
    name: 'peer-server',
    executeCommand({ command, payload }) {
      if (command === 'peer-server:start') return start(payload ?? undefined);
      if (command === 'peer-server:stop') return stop(payload);
      return undefined;
    },
    async serverStop() {
      await Promise.all([...servers.values()].map((server) => server.stop()));
    },
  };
}
