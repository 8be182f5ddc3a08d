// What editors complete and explain tags by, made from the manifest: VS Code's custom data, and web types, which JetBrains reads.
import { getWebTypesData } from 'custom-element-jet-brains-integration';
import { getVsCodeHtmlCustomData } from 'custom-element-vs-code-integration';

/** A type's own name says nothing of what may be written. */
const alias = /\b[A-Z]\w*\b/g;

/** File in dist/ → its text. */
export function editorData(manifest) {
  const written = structuredClone(manifest);
  for (const { attributes = [] } of written.modules.flatMap(({ declarations }) => declarations)) {
    for (const { type } of attributes) if (type) type.text = type.text.replace(alias, 'string');
  }
  const webTypes = JSON.parse(getWebTypesData(written, {}));
  const { css } = webTypes.contributions;
  // A part that several elements have is named once.
  css['pseudo-elements'] = [...new Map(css['pseudo-elements'].map((part) => [part.name, part])).values()];
  return {
    'web-types.json': JSON.stringify({ ...webTypes, 'js-types-syntax': 'typescript' }),
    'vscode.html-custom-data.json': JSON.stringify(JSON.parse(getVsCodeHtmlCustomData(written, {}))),
  };
}
