// Who may import whom: the table of the architecture, as data. The rule that reads it is walls-rule.mjs.
//
//   may        folders (or files) of src/ it may import; its own folder goes without saying
//   types      folders of which it may import types only
//   packages   npm packages, deep imports included
//   node       whether Node's own modules are allowed
//   onlyDynamic  everything by `import()`; types, which leave no trace, by `import type`

/** Features that may use another feature. Never in a circle. */
export const featureUses = { chat: ['files'], support: ['chat', 'files'] };

/** What a single feature exists for, beyond what every feature may use. */
const featurePackages = { chat: ['idb'] };

/** The SDK of each transport; only its own folder may import it. */
const transportPackages = {
  mesh: ['valibot'],
  peerjs: ['peerjs', 'valibot'],
  livekit: ['livekit-client'],
  memory: [],
};

const wall = (rules) => ({ may: [], types: [], packages: [], node: false, onlyDynamic: false, ...rules });

const folders = {
  core: wall({ packages: ['valibot', '@noble/hashes'] }),
  media: wall({ may: ['core'] }),
  controllers: wall({ may: ['core'], packages: ['lit', '@lit/context'] }),
  ui: wall({ types: ['core'], may: ['controllers', 'languages.ts'], packages: ['lit', '@shoelace-style/localize'] }),
  elements: wall({ types: ['core'], may: ['media', 'controllers', 'ui'], packages: ['lit'] }),
  server: wall({ types: ['core'], packages: ['express', 'peer', 'ws'], node: true }),
  words: wall({ types: ['*'], may: ['ui'] }),
  'registry.ts': wall({ may: ['*'], onlyDynamic: true }),
  'languages.ts': wall({ may: ['words'], onlyDynamic: true }),
  'words.ts': wall({ types: ['words'], may: ['ui'] }),
  'loader.ts': wall({ may: ['registry.ts', 'elements', 'ui'], types: ['core'] }),
  'global-copy.ts': wall({ may: ['ui'] }),
  'global.ts': wall({ may: ['global-copy.ts', 'index.ts', 'words.ts', 'ui', 'features'] }),
  'index.ts': wall({ may: ['registry.ts', 'loader.ts', 'words.ts', 'core', 'media', 'controllers', 'ui', 'elements'] }),
};

// <rtc-call> is where a page's call is put together: it makes the session and asks the registry for transport and tags.
const call = wall({ ...folders.elements, may: [...folders.elements.may, 'core', 'registry.ts'] });

/**
 * The folder of src/ that a path belongs to, and what that folder may import.
 * A path is relative to src/. Undefined where the architecture knows no such folder.
 */
export function wallOf(path) {
  const [first, second] = path.split('/');
  if (first === 'transports') return transportWall(second);
  if (first === 'features') return featureWall(second);
  if (path.startsWith('elements/rtc-call/')) return { folder: 'elements', ...call };
  return folders[first] && { folder: first, ...folders[first] };
}

function transportWall(name) {
  const packages = transportPackages[name];
  const may = name === 'mesh' ? ['core'] : ['core', 'transports/mesh'];
  return packages && { folder: `transports/${name}`, ...wall({ may, packages }) };
}

function featureWall(name) {
  const uses = (featureUses[name] ?? []).map((other) => `features/${other}`);
  const packages = ['lit', 'valibot', ...(featurePackages[name] ?? [])];
  return { folder: `features/${name}`, ...wall({ may: ['core', 'media', 'controllers', 'ui', 'elements', ...uses], packages }) };
}
