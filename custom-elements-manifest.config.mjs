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
  // The analyzer takes what a constructor sets on anything for a member.
  return (privacy ?? 'public') === 'public' && !name.startsWith('#') && name !== 'adoptedStyleSheets';
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
  globs: Object.values(files),
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
      packageLinkPhase({ customElementsManifest, context }) {
        for (const { element, field, attribute } of context.shorthands ?? []) {
          const declarations = customElementsManifest.modules.flatMap((module) => module.declarations);
          nameAttribute(declarations.find(({ name }) => name === element), field, attribute);
        }
      },
    },
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
