import type { MemoryNetwork } from '../../src/transports/memory/memory-transport.ts';
import type { TestNetwork } from './meeting.ts';

/** The memory network as the contract suite wants it. */
export function memoryTestNetwork(network: MemoryNetwork): TestNetwork {
  const iceServers = () => Promise.resolve([]);
  return {
    enter: (options, listener, signal) => network.enter({ server: 'memory:', iceServers, ...options }, listener, signal),
    cut: async (a, b) => network.cut(a, b),
    heal: async (a, b) => network.heal(a, b),
    stopServer: async () => network.stopServer(),
    startServer: async () => network.startServer(),
    close: () => Promise.resolve(),
  };
}
