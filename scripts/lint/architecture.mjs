// Fails when the picture in docs/architecture.md and the imports in src/ differ, either way.
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, sep } from 'node:path';
import ts from 'typescript';
import { differences, pictureOf } from './picture.mjs';

const page = 'docs/architecture.md';

function importsOf(file) {
  const imports = [];
  const found = (specifier, kind) => specifier.startsWith('.') && imports.push({ from: file, to: posix.join(posix.dirname(file), specifier), kind });
  const visit = (node) => {
    const declared = ts.isImportDeclaration(node) || ts.isExportDeclaration(node) ? node.moduleSpecifier : undefined;
    if (declared) found(declared.text, (node.importClause ?? node).isTypeOnly ? 'type' : 'value');
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) found(node.arguments[0].text, 'dynamic');
    else if (ts.isImportTypeNode(node)) found(node.argument.literal.text, 'type');
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(join('src', file), 'utf8'), ts.ScriptTarget.Latest));
  return imports;
}

const files = readdirSync('src', { recursive: true }).map((file) => file.replaceAll(sep, '/')).filter((file) => file.endsWith('.ts'));
const problems = differences(pictureOf(readFileSync(page, 'utf8')), files.flatMap(importsOf));
for (const problem of problems) console.error(`${page}: ${problem}`);
if (problems.length > 0) process.exitCode = 1;
