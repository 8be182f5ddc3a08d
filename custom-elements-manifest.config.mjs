// What custom-elements.json says of every element: its public side, under the module a page imports.
import { dirname } from 'node:path/posix';
import { elementFiles } from './scripts/entries.mjs';

const files = elementFiles();
const published = new Map(Object.entries(files).map(([tag, file]) => [file.replaceAll('\\', '/'), `dist/${tag}.js`]));

// An element of several classes is one thing: what it inherits is its own, and comes first.
function flatten(modules) {
  const classes = new Map(modules.flatMap((module) => module.declarations).map((declaration) => [declaration.name, declaration]));
  for (const element of classes.values()) {
    const bases = [];
    for (let base = classes.get(element.superclass?.name); base && !base.tagName; base = classes.get(base.superclass?.name)) bases.unshift(base);
    if (!element.tagName || bases.length === 0) continue;
    element.superclass = bases[0].superclass;
    for (const kind of ['members', 'attributes']) {
      const names = new Set([...bases, element].flatMap((each) => each[kind] ?? []).map(({ name }) => name));
      element[kind] = [...names].map((wanted) => element[kind].find(({ name }) => name === wanted));
      for (const item of element[kind]) delete item.inheritedFrom;
    }
  }
}

const handedOn = /^(?:(.*): a|A)ll parts of `<(rtc-[a-z-]+)>`(?:, but for (.*))?\.$/;

// `@csspart chat-* - In the chat: all parts of `<rtc-chat>`.` says once what is said there of each; but for some, and what is said
// otherwise after it.
function nameParts(elements) {
  const partsOf = (tag) => expand(elements.find(({ tagName }) => tagName === tag)?.cssParts ?? []);
  const expand = (parts) => {
    const all = parts.flatMap((part) => (part.name.endsWith('-*') ? inner(part) : [part]));
    return [...new Map(all.map((part) => [part.name, part])).values()];
  };
  const inner = ({ name, description }) => {
    const [, place, tag, without = ''] = handedOn.exec(description);
    const left = [...without.matchAll(/`([a-z-]+)(\*?)`/g)];
    const isLeft = (part) => left.some(([, start, more]) => (more ? part.startsWith(start) : part === start));
    return partsOf(tag).filter((part) => !isLeft(part.name)).map((part) => ({ description: placed(part.description, place), name: name.replace('*', part.name) }));
  };
  for (const element of elements) if (element.cssParts) element.cssParts = expand(element.cssParts);
}

// What is further inside says so already.
function placed(description, place) {
  return !place || /^In the [^:]*: /.test(description) ? description : `${place}: ${description[0].toLowerCase()}${description.slice(1)}`;
}

// Whoever reads the manifest has dist/ and no src/.
function toPublishedPaths(value) {
  for (const [key, inner] of Object.entries(value)) {
    if (typeof inner === 'string') value[key] = published.get(inner.replace(/^\//, '')) ?? inner;
    else if (inner && typeof inner === 'object') toPublishedPaths(inner);
  }
}

/** Of no interest to a page. */
const ofLit = ['adoptedStyleSheets', 'shadowRootOptions'];

function isPublic({ privacy, name }) {
  // The analyzer takes what a constructor sets on anything for a member.
  return (privacy ?? 'public') === 'public' && !name.startsWith('#') && !ofLit.includes(name);
}

// `@property(text('display-name')) displayName`: the analyzer reads objects only, so the name in such a shorthand is read here.
function attributeOf(ts, node) {
  for (const { expression } of (ts.canHaveDecorators(node) && ts.getDecorators(node)) || []) {
    if (!ts.isCallExpression(expression) || !['property', 'setting'].includes(expression.expression.getText())) continue;
    const [options] = expression.arguments;
    const [name] = (options && ts.isCallExpression(options) && options.arguments) || [];
    if (name && ts.isStringLiteral(name)) return name.text;
  }
  return undefined;
}

function nameAttribute(declaration, field, attribute) {
  const member = declaration.members?.find(({ name }) => name === field);
  if (member) member.attribute = attribute;
  const known = declaration.attributes?.find(({ fieldName }) => fieldName === field);
  if (known) known.name = attribute;
  // Of an element without Lit the analyzer knows no attributes.
  else if (member) {
    const { type, default: initial, description } = member;
    (declaration.attributes ??= []).push({ name: attribute, type, default: initial, description, fieldName: field });
  }
}

export default {
  // What an element inherits may stand beside it.
  globs: Object.values(files).map((file) => `${dirname(file.replaceAll('\\', '/'))}/*.ts`),
  litelement: true,
  packagejson: false,
  quiet: true,
  plugins: [
    {
      name: 'attribute-shorthands',
      analyzePhase({ ts, node, context }) {
        const attribute = attributeOf(ts, node);
        if (attribute) (context.shorthands ??= []).push({ element: node.parent.name.getText(), field: node.name.getText(), attribute });
      },
      moduleLinkPhase({ moduleDoc, context }) {
        for (const { element, field, attribute } of context.shorthands ?? []) {
          nameAttribute(moduleDoc.declarations.find(({ name }) => name === element), field, attribute);
        }
        context.shorthands = [];
      },
    },
    {
      name: 'public-side',
      packageLinkPhase({ customElementsManifest }) {
        flatten(customElementsManifest.modules);
        customElementsManifest.modules = customElementsManifest.modules.filter(({ path }) => published.has(path.replace(/^\//, '')));
        const declarations = customElementsManifest.modules.flatMap((module) => module.declarations);
        nameParts(declarations);
        for (const declaration of declarations) {
          if (declaration.members) declaration.members = declaration.members.filter(isPublic);
        }
        toPublishedPaths(customElementsManifest.modules);
        customElementsManifest.modules.sort((a, b) => a.path.localeCompare(b.path));
      },
    },
  ],
};
