// An ESLint rule: every import of a file in src/ must be one that the walls allow.
import { isBuiltin } from 'node:module';
import { dirname, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { wallOf } from './walls.mjs';

const source = fileURLToPath(new URL('../../src', import.meta.url));

export const wallsRule = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      homeless: '{{path}} is in no folder that the architecture knows (scripts/lint/walls.mjs).',
      folder: '{{from}} may not import {{to}}.',
      typesOnly: '{{from}} may only import types of {{to}}: use `import type`.',
      package: '{{from}} may not import the package {{to}}.',
      outside: 'The library may not import {{to}}, which is outside src/.',
      dynamicOnly: '{{from}} imports by `import()` only.',
      extension: 'Our own modules are imported with their extension: {{to}}.ts',
      variable: 'The walls cannot see what this imports: use a plain string.',
    },
  },
  create(context) {
    const path = relativeToSource(context.filename);
    if (path === undefined) return {};
    const wall = wallOf(path);
    if (!wall) return { Program: (node) => context.report({ node, messageId: 'homeless', data: { path } }) };

    function check(node, specifier, kind) {
      if (typeof specifier?.value !== 'string') return context.report({ node, messageId: 'variable' });
      const problem = problemOf({ wall, filename: context.filename, specifier: specifier.value, kind });
      return problem && context.report({ node: specifier, messageId: problem.id, data: { from: wall.folder, to: problem.to } });
    }

    const declaration = (node) => check(node, node.source, kindOf(node));
    return {
      ImportDeclaration: declaration,
      ExportAllDeclaration: declaration,
      ExportNamedDeclaration: (node) => node.source && declaration(node),
      ImportExpression: (node) => check(node, plain(node.source), 'dynamic'),
      TSImportType: (node) => check(node, plain(node.source ?? node.argument), 'type'),
      TSImportEqualsDeclaration: (node) => check(node, node.moduleReference.expression, 'value'),
    };
  },
};

// import(`x`) says the same as import('x').
function plain(node) {
  if (node.type === 'TSLiteralType') return node.literal;
  if (node.type === 'TemplateLiteral' && node.expressions.length === 0) return { ...node, value: node.quasis[0].value.cooked };
  return node;
}

function kindOf(node) {
  return (node.importKind ?? node.exportKind) === 'type' ? 'type' : 'value';
}

function problemOf({ wall, filename, specifier, kind }) {
  if (wall.onlyDynamic && kind === 'value') return { id: 'dynamicOnly', to: specifier };
  if (!specifier.startsWith('.') && !specifier.startsWith('/')) return packageProblem(wall, specifier);
  const path = relativeToSource(resolve(dirname(filename), specifier));
  if (path === undefined) return { id: 'outside', to: specifier };
  if (!/\.[a-z]+$/.test(specifier)) return { id: 'extension', to: specifier };
  return folderProblem(wall, path, kind);
}

function packageProblem(wall, specifier) {
  const name = specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
  const allowed = isBuiltin(specifier) ? wall.node : wall.packages.includes(name);
  return allowed ? undefined : { id: 'package', to: name };
}

function folderProblem(wall, path, kind) {
  const inside = (folder) => folder === '*' || path === folder || path.startsWith(`${folder}/`);
  if ([wall.folder, ...wall.may].some(inside)) return undefined;
  const to = wallOf(path)?.folder ?? path;
  if (!wall.types.some(inside)) return { id: 'folder', to };
  return kind === 'type' ? undefined : { id: 'typesOnly', to };
}

function relativeToSource(path) {
  const result = relative(source, path).split(sep).join('/');
  return result.startsWith('..') ? undefined : result;
}
