import { LocalizeController, registerTranslation, type Translation, update } from '@shoelace-style/localize';
import { languages } from '../languages.ts';

/** What every language falls back on. One object, that grows with the parts of the library that are loaded. */
export const english: Translation = { $code: 'en', $name: 'English', $dir: 'ltr' };
registerTranslation(english);

/** Words come with the code that shows them. */
export function addEnglish(words: object): void {
  Object.assign(english, words);
}

/** What is known of a language, until more is. */
const data = new Map<string, object>();

/** What a page says otherwise: language → its words. */
const ofPage = new Map<string, object>();

/** Adds what the library says in a language; what the page says goes before it. */
export function addLanguage(language: string, words: object): void {
  register(language, { ...words, ...ofPage.get(language) });
}

/** Like {@link addLanguage}, for whoever is asked first: the page. */
export function addWordsOfPage(language: string, words: object): void {
  const code = language.toLowerCase();
  ofPage.set(code, { ...ofPage.get(code), ...words });
  register(code, words);
}

function register(language: string, words: object): void {
  data.clear();
  registerTranslation({ ...words, $code: language, $name: language, $dir: 'ltr' });
}

// The package watches <html> only; a language may be set on any ancestor.
if (globalThis.document) {
  new MutationObserver(update).observe(document.documentElement, { subtree: true, attributeFilter: ['lang', 'dir'] });
}

/** Words in the language of the nearest ancestor that has one, shadow roots crossed. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- what is inherited uses it
export class Localizer<Words extends object> extends LocalizeController<Words & Translation> {
  /** A language that `Intl` knows (BCP 47), whatever the page wrote. */
  override lang(): string {
    return spoken(nearest(this.host, 'lang') ?? super.lang());
  }

  override dir(): string {
    return nearest(this.host, 'dir') ?? super.dir();
  }
}

/** Private in the package, which asks `Intl` anew for every word: that takes longer than drawing it. */
interface LookUp {
  getTranslationData(language: string): object;
}

const [packages, own] = [LocalizeController.prototype, Localizer.prototype] as unknown as [LookUp, LookUp];
own.getTranslationData = function (language) {
  const known = data.get(language) ?? packages.getTranslationData.call(this, language);
  data.set(language, known);
  return known;
};

function nearest(element: Element, attribute: 'lang' | 'dir'): string | undefined {
  const value = element.closest(`[${attribute}]`)?.getAttribute(attribute);
  if (value) return value.toLowerCase();
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? nearest(root.host, attribute) : undefined;
}

/** What a page wrote → the language that is spoken there. */
const names = new Map<string, string>();

/** Whoever asks for a language the first time has it loaded: all that was said is said again in it. */
function spoken(written: string): string {
  const known = names.get(written);
  if (known) return known;
  const name = nameOf(written);
  names.set(written, name);
  void (languages[name] ?? languages[name.split('-')[0] ?? ''])?.();
  return name;
}

function nameOf(written: string): string {
  try {
    const locale = new Intl.Locale(written.replaceAll('_', '-'));
    const { language, script } = locale.maximize();
    // Whatever the region: who reads traditional characters reads these.
    if (script === 'Hant') return 'zh-tw';
    return language === 'zh' ? 'zh-cn' : locale.toString().toLowerCase();
  } catch {
    return 'en';
  }
}
