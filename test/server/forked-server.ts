// The other end of ServerProcess.
import { serve, type ServeOptions } from '../../src/server/serve.ts';

const server = await serve({ port: 0, ...(JSON.parse(process.argv[2] ?? '{}') as ServeOptions) });

process.on('message', () => {
  // What the first collection finalizes, the second one frees.
  for (let round = 0; round < 2; round += 1) globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  process.send?.(heapUsed + external);
});
process.once('disconnect', () => process.exit());
process.send?.(server.url);
