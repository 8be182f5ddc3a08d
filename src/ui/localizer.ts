import { LocalizeController, registerTranslation, type Translation, update } from '@shoelace-style/localize';

/** What every language falls back on. One object, that grows with the parts of the library that are loaded. */
const english: Translation = { $code: 'en', $name: 'English', $dir: 'ltr' };
registerTranslation(english);

/** Words come with the code that shows them. */
export function addEnglish(words: object): void {
  Object.assign(english, words);
}

// The package watches <html> only; a language may be set on any ancestor.
if (globalThis.document) {
  new MutationObserver(update).observe(document.documentElement, { subtree: true, attributeFilter: ['lang', 'dir'] });
}

/** Words in the language of the nearest ancestor that has one, shadow roots crossed. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- what is inherited uses it
export class Localizer<Words extends object> extends LocalizeController<Words & Translation> {
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
