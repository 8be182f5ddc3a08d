// The script tag: an element's code arrives when its tag first appears.
import { elements } from './registry.ts';
import { rememberScript } from './ui/script-origin.ts';

const waiting = new Map(Object.entries(elements));

/**
 * Loads the elements in `root` whenever their tags appear there. The document is watched from the start; a page's own
 * shadow roots are watched by calling this.
 */
export function watch(root: Document | DocumentFragment | Element): void {
  find(root);
  const observer = new MutationObserver((records) => {
    for (const { addedNodes } of records) addedNodes.forEach(find);
  });
  observer.observe(root, { childList: true, subtree: true });
}

function find(node: Node): void {
  load(node.nodeName);
  if (waiting.size === 0 || !('querySelectorAll' in node)) return;
  const parent = node as ParentNode & Node;
  for (const { nodeName } of parent.querySelectorAll([...waiting.keys()].join())) load(nodeName);
}

function load(nodeName: string): void {
  const tag = nodeName.toLowerCase();
  const importing = waiting.get(tag);
  if (!importing) return;
  waiting.delete(tag);
  importing().catch((error: unknown) => {
    // The next one of its kind tries again; that this one failed is for the console.
    waiting.set(tag, importing);
    throw error;
  });
}

rememberScript(import.meta.url);
if (globalThis.document) watch(document);
