import { MemoryNetwork } from '../../src/transports/memory/memory-transport.ts';
import { describeMailboxes } from '../support/describe-mailboxes.ts';

describeMailboxes(
  'memory',
  () => {
    const network = new MemoryNetwork();
    return Promise.resolve({
      mailboxes: network.mailboxes,
      server: 'memory:',
      stopServer: () => Promise.resolve(network.stopServer()),
      startServer: () => Promise.resolve(network.startServer()),
      close: () => Promise.resolve(),
    });
  },
  // A letter waits for five seconds.
  { patience: 8000 },
);
