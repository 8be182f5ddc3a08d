// The first thing that runs in rtc-elements.global.js: what follows defines elements, or may not.
import { claimPage } from './ui/copy.ts';

const script = globalThis.document?.currentScript as HTMLScriptElement | null | undefined;

// Written into a page, or loaded as a module, it has no address of its own.
claimPage(script?.src || String(globalThis.location), watchRoot);

/** All elements are defined at once; there is nothing to look for. */
function watchRoot(): void {}
