/** Looks again at every animation frame, until something is found. `deadline` by `performance.now()`. */
export function untilFound<Found>(what: () => string, deadline: number, find: () => Found | undefined | null | false): Promise<Found> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      cancelAnimationFrame(request);
      reject(inVain(what()));
    }, deadline - performance.now());
    const look = () => {
      let found: ReturnType<typeof find>;
      try {
        found = find();
      } catch (error) {
        clearTimeout(timer);
        reject(error instanceof Error ? error : new Error(String(error)));
        return;
      }
      if (found === undefined || found === null || found === false) {
        request = requestAnimationFrame(look);
        return;
      }
      clearTimeout(timer);
      resolve(found);
    };
    let request = requestAnimationFrame(look);
  });
}

/** A page behind another is shown no frames; whoever reads of the failure should know. */
export function inVain(what: string): Error {
  return new Error(`Waited in vain for ${what} (the page is ${document.visibilityState})`);
}
