// Serves `peerjs` as one ES module, the same source that the build bundles.
import { peerjsSource } from '../../scripts/peerjs-source.mjs';

const path = '/__peerjs.js';

export function peerjsPlugin() {
  const source = peerjsSource();
  return {
    name: 'peerjs',
    resolveImport: ({ source: specifier }) => (specifier === 'peerjs' ? path : undefined),
    serve: async (context) => (context.path === path ? { body: await source, type: 'js' } : undefined),
  };
}
