import { fileURLToPath } from 'node:url';

// This module is two folders below the package's root, as a source (src/server) and as built (dist/server).
const fromRoot = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

export const packageFile = fromRoot('package.json');
export const builtLibrary = fromRoot('dist');
export const demoPages = fromRoot('demo');
