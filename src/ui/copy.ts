// One page, one copy of the library: the parts of a call find it within their own copy only. Whichever copy comes first
// wins, for every tag; a later one defines nothing, and says so unless it is the same script once more.
import { rememberScript } from './script-origin.ts';
import { version } from './version.ts';

export type Watch = (root: Document | DocumentFragment | Element) => void;

/** What the first copy leaves on the page for all later ones, of any version: this may grow, but never change. */
interface Copy {
  readonly version: string;
  /** For whoever reads the console: the version, and the address of the script. */
  name: string;
  /** Scripts have it, who promise every tag. The modules of a page's own bundle promise no tags but their own. */
  watch?: Watch;
}

const mark = Symbol.for('rtc-elements');
const page = globalThis.customElements as (CustomElementRegistry & { [mark]?: Copy }) | undefined;
const own: Copy = { version, name: version };

/** For a script, before anything is defined: whether it is the one that this page uses. */
export function claimPage(script: string, watchRoot: Watch): boolean {
  rememberScript(script);
  own.name += ` (${script})`;
  own.watch = watchRoot;
  return isUsed();
}

/** Whether what this copy has may be defined. */
export function isUsed(): boolean {
  if (!page) return false;
  const first = (page[mark] ??= own);
  // Of one version, a script and the modules of bundles complement each other; a second script does not.
  if (first.version === version && (!own.watch || (first.watch ??= own.watch) === own.watch)) return true;
  if (first.name !== own.name) console.warn(`rtc-elements ${first.name} is here already; ${own.name} is not used`);
  // Said once.
  own.name = first.name;
  return false;
}

/**
 * Loads the elements in `root` whenever their tags appear there. The document is watched from the start; a page's own
 * shadow roots are watched by calling this.
 */
export function watch(root: Document | DocumentFragment | Element): void {
  page?.[mark]?.watch?.(root);
}
