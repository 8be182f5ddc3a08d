// Lit as this library ships it: importing an element in Node is safe and leaves nothing behind. Lit has builds for Node that only
// differ in asking first whether there is a page; they are bundled for browsers too, without the page they would imitate.
const guarded = /(node_modules\/(?:@lit\/reactive-element|lit-html)\/)((?:reactive-element|css-tag|lit-html)\.js)$/;
const imitation = '@lit-labs/ssr-dom-shim';
// What there are no elements with in Node, and what decorators of the standard ask the platform for: those here are TypeScript's.
const leavesBehind = [/\b\w+\.customElements\?\?=\w+;/g, /\bSymbol\.metadata\?\?=Symbol\("metadata"\),/g];

export const litSource = {
  name: 'lit-source',
  async resolveId(specifier, importer, options) {
    if (specifier === imitation) return imitation;
    const resolved = await this.resolve(specifier, importer, { ...options, skipSelf: true });
    return resolved && { ...resolved, id: resolved.id.replace(guarded, '$1node/$2') };
  },
  load: (id) => (id === imitation ? 'export const customElements = undefined; export class HTMLElement {}' : null),
  transform(code, id) {
    if (!id.endsWith('@lit/reactive-element/node/reactive-element.js')) return null;
    const missing = leavesBehind.filter((pattern) => code.match(pattern)?.length !== 1);
    if (missing.length > 0) this.error(`Lit has changed: ${missing.join(', ')} is not found`);
    return { code: leavesBehind.reduce((rest, pattern) => rest.replace(pattern, ''), code), map: null };
  },
  buildEnd(error) {
    const unguarded = [...this.getModuleIds()].filter((id) => guarded.test(id) && !id.includes('/node/'));
    if (!error && unguarded.length > 0) this.error(`Lit has changed: ${unguarded.join(', ')} came in without its guards`);
  },
};
