import { transport } from '../../src/transports/peerjs/peerjs-transport.ts';
import { describeTransport } from '../support/describe-transport.ts';
import { startPeerServer } from '../support/peer-server.ts';

describeTransport('PeerJS-nocut', async () => {
  let server = await startPeerServer();
  const port = Number(new URL(server.url).port);
  return {
    enter: (options, listener, signal) => transport.enter({ ...options, server: `http://127.0.0.1:${port}/peer`, iceServers: () => Promise.resolve([]) }, listener, signal),
    cut: async () => undefined, heal: async () => undefined,
    stopServer: () => server.stop(),
    startServer: async () => { server = await startPeerServer({ port }); },
    close: () => server.stop(),
  };
}, { patience: 5000 });
