// What custom-elements.json says of every element: its public side, under the module a page imports.
import { elementFiles } from './scripts/entries.mjs';

const files = elementFiles();
const published = new Map(Object.entries(files).map(([tag, file]) => [file.replaceAll('\\', '/'), `dist/${tag}.js`]));

// Whoever reads the manifest has dist/ and no src/.
function toPublishedPaths(value) {
  for (const [key, inner] of Object.entries(value)) {
    if (typeof inner === 'string') value[key] = published.get(inner.replace(/^\//, '')) ?? inner;
    else if (inner && typeof inner === 'object') toPublishedPaths(inner);
  }
}

function isPublic({ privacy, name }) {
  return (privacy ?? 'public') === 'public' && !name.startsWith('#');
}

export default {
  globs: Object.values(files),
  litelement: true,
  packagejson: false,
  quiet: true,
  plugins: [
    {
      name: 'public-side',
      packageLinkPhase({ customElementsManifest }) {
        for (const declaration of customElementsManifest.modules.flatMap((module) => module.declarations)) {
          if (declaration.members) declaration.members = declaration.members.filter(isPublic);
        }
        toPublishedPaths(customElementsManifest.modules);
        customElementsManifest.modules.sort((a, b) => a.path.localeCompare(b.path));
      },
    },
  ],
};
