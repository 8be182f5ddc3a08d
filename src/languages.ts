// What languages there are beside English, whose words come with the code that says them. Each is loaded when it is first asked for.

/** Language (BCP 47; `zh-tw` is Chinese in traditional characters, wherever it is read) → the module that adds its words. */
export const languages: Readonly<Record<string, () => Promise<unknown>>> = {
  ar: () => import('./words/ar.ts'),
  de: () => import('./words/de.ts'),
  es: () => import('./words/es.ts'),
  fr: () => import('./words/fr.ts'),
  hi: () => import('./words/hi.ts'),
  ja: () => import('./words/ja.ts'),
  ko: () => import('./words/ko.ts'),
  pt: () => import('./words/pt.ts'),
  ru: () => import('./words/ru.ts'),
  zh: () => import('./words/zh.ts'),
  'zh-tw': () => import('./words/zh-tw.ts'),
};
