// The script tag: an element's code arrives when its tag first appears.
import { elements } from './registry.ts';
import { claimPage, watch, type Watch } from './ui/copy.ts';

export { watch };

const waiting = new Map(Object.entries(elements));
let observer: MutationObserver | undefined;

const observe: Watch = (root) => {
  find(root);
  // One for all: a root is watched once however often it is named, and one that nobody else holds is let go.
  observer ??= new MutationObserver((records) => {
    for (const { addedNodes } of records) addedNodes.forEach(find);
  });
  observer.observe(root, { childList: true, subtree: true });
};

function find(node: Node): void {
  load(node);
  if (waiting.size > 0) (node as Partial<ParentNode>).querySelectorAll?.(':not(:defined)').forEach(load);
}

function load({ nodeName }: Node): void {
  const tag = nodeName.toLowerCase();
  const importing = waiting.get(tag);
  // A page's own bundle may have brought it.
  if (!importing || customElements.get(tag)) return;
  waiting.delete(tag);
  importing().catch((error: unknown) => {
    // The next one of its kind tries again; that this one failed is for the console.
    waiting.set(tag, importing);
    throw error;
  });
}

if (claimPage(import.meta.url, observe)) observe(document);
