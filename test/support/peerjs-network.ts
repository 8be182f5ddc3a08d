import { transport } from '../../src/transports/peerjs/peerjs-transport.ts';
import type { TestNetwork } from './meeting.ts';
import { startWires } from './wires.ts';

/** PeerJS over a real server and real connections, with the wires in the test's hand. */
export async function peerjsTestNetwork(): Promise<TestNetwork> {
  // An absent peer is reported soon, so that tests need not wait for it.
  const wires = await startWires({ server: { expireTimeout: 500 } });
  const network = { server: `${wires.url}/peer`, iceServers: () => Promise.resolve([]) };
  return {
    enter: (options, listener, signal) => transport.enter({ ...options, ...network }, listener, signal),
    cut: wires.cut,
    heal: wires.heal,
    stopServer: wires.stopServer,
    startServer: wires.startServer,
    close: wires.close,
  };
}
