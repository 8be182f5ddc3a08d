import { MemoryNetwork } from '../../src/transports/memory/memory-transport.ts';
import { describeTransport } from '../support/describe-transport.ts';
import { memoryTestNetwork } from '../support/memory-network.ts';

describeTransport('memory', () => Promise.resolve(memoryTestNetwork(new MemoryNetwork())));
