declare global {
  /** Why tests were skipped; mocha-counts.cjs counts those apart, and a test that was skipped for no reason as failed. */
  var rtcSkipped: string[] | undefined;
}

/** From a `before` hook: none of the tests below it can run on this machine. */
export function skipAll(context: Mocha.Context, reason: string): never {
  globalThis.rtcSkipped = [...(globalThis.rtcSkipped ?? []), reason];
  return context.skip();
}
