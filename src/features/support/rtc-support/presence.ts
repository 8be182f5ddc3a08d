import { after, onAbort } from '../../../core/abort.ts';
import { type DeskName, deskTag } from '../desk-name.ts';

/** Milliseconds. */
const backAfter = 5000;

/**
 * Tells how many agents hold an address of the desk, as the server says it (WHATWG HTML §9.2, server-sent events), until
 * `signal` aborts. Of a server that cannot say it, such as a plain PeerServer, nothing is told. A page that is not seen does
 * not ask: browsers hold few connections open at a time.
 */
export async function watchPresence(server: string, desk: DeskName, told: (agents: number) => void, signal: AbortSignal): Promise<void> {
  // Without WebCrypto no call can be had, either.
  if (!globalThis.crypto?.subtle) return;
  const url = new URL(`presence/${await deskTag(desk)}`, server);
  let source: EventSource | undefined;
  let isSpoken = false;
  const follow = () => {
    const isShown = document.visibilityState === 'visible' && !signal.aborted;
    if (isShown && !source) {
      source = new EventSource(url);
      source.onmessage = ({ data }) => {
        isSpoken = true;
        told(Number(data) || 0);
      };
      source.onerror = () => {
        // Browsers come back by themselves, but not from an error of HTTP, such as a proxy's while the server restarts.
        if (source?.readyState !== EventSource.CLOSED || !isSpoken) return;
        source = undefined;
        after(backAfter, signal, follow);
      };
    } else if (!isShown) {
      source?.close();
      source = undefined;
    }
  };
  document.addEventListener('visibilitychange', follow, { signal });
  onAbort(signal, follow);
  follow();
}
