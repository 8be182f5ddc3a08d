/** Where the forms of a desk wait for delivery. */
export const waitingKey = (desk: string) => `rtc-support:${desk}`;

/**
 * Whether forms may wait for delivery to this desk: reason enough to load the outbox, which looks closer.
 * @param storage - The page's `localStorage` unless told otherwise; false where the browser refuses it.
 */
export function hasWaiting(desk: string, storage?: Pick<Storage, 'getItem'>): boolean {
  try {
    return (storage ?? localStorage).getItem(waitingKey(desk)) !== null;
  } catch {
    return false;
  }
}
