// A fact about the script, not about a call: it is the same for all calls of a page.
let origin: string | undefined;

/** For the loader: where the library came from is where its server is. */
export function rememberScript(url: string): void {
  // A page from a file has the origin "null", and no server.
  if (/^https?:/.test(url)) ({ origin } = new URL(url));
}

/** The origin of the script tag; in a page's own bundle, the page's. */
export function scriptOrigin(): string {
  return origin ?? location.origin;
}
