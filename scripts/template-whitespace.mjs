// Makes templates shorter, and what is made of them: every blank between two elements is a node of its own.
import { parseAst } from 'rollup/parseAst';

const markup = (text) =>
  text
    // Between elements, and between an element and a value, a new line is how the source is laid out, not what it says.
    .replace(/>\s*\n\s*(?=<|$)/g, '>')
    .replace(/^\s*\n\s*(?=<|$)/, '')
    .replace(/\s+/g, ' ');

const styles = (text) =>
  text
    .replace(/\/\*.*?\*\//gs, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,]) ?/g, '$1')
    .replace(/: /g, ':')
    .replaceAll(';}', '}');

const tags = { html: markup, svg: markup, css: styles };

/** JavaScript with its `html`, `svg` and `css` templates shortened. */
export function shortenTemplates(code) {
  const parts = [...templateParts(parseAst(code))].sort((a, b) => b.start - a.start);
  return parts.reduce((text, { start, end, shorten }) => text.slice(0, start) + shorten(text.slice(start, end)) + text.slice(end), code);
}

/** For Rollup, after what makes JavaScript of TypeScript. */
export const templateWhitespace = {
  name: 'template-whitespace',
  transform: (code, id) => (id.includes('/node_modules/') ? null : { code: shortenTemplates(code), map: null }),
};

function* templateParts(node) {
  const shorten = node.type === 'TaggedTemplateExpression' && Object.hasOwn(tags, node.tag.name ?? '') && tags[node.tag.name];
  if (shorten) for (const { start, end } of node.quasi.quasis) yield { start, end, shorten };
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (typeof child?.type === 'string') yield* templateParts(child);
  }
}
