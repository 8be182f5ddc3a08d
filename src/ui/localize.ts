import { LocalizeController, registerTranslation, type Translation, update } from '@shoelace-style/localize';
import { en, type Words } from './words/en.ts';

registerTranslation(en);

// The package watches <html> only; a language may be set on any ancestor.
if (globalThis.document) {
  new MutationObserver(update).observe(document.documentElement, { subtree: true, attributeFilter: ['lang', 'dir'] });
}

/** The words of the library in the language of the nearest ancestor that has one, shadow roots crossed. */
export class Localize extends LocalizeController<Words & Translation> {
  override lang(): string {
    return nearest(this.host, 'lang') ?? super.lang();
  }

  override dir(): string {
    return nearest(this.host, 'dir') ?? super.dir();
  }
}

function nearest(element: Element, attribute: 'lang' | 'dir'): string | undefined {
  const value = element.closest(`[${attribute}]`)?.getAttribute(attribute);
  if (value) return value.toLowerCase();
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? nearest(root.host, attribute) : undefined;
}
