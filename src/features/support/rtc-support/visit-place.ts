/** Where a page leaves the ticket of a visit at a desk, in the tab's storage. */
export function visitPlace(desk: string | null): string {
  return `support:${desk ?? ''}`;
}

/** Whether the page before left one: asked before the code that reads it is loaded. */
export function hasVisit(desk: string | null): boolean {
  try {
    return sessionStorage.getItem(`rtc-elements:${visitPlace(desk)}`) !== null;
  } catch {
    // The browser keeps nothing for this page.
    return false;
  }
}
