import { WebSocket } from 'ws';
import type { PeerSocket } from './peer-socket.ts';

/** Sweeps of silence, two to a ping: two pings unanswered. */
const DEAD_AFTER_SWEEPS = 4;

/** Bytes a reader may be behind before it is given up. */
export const LARGEST_BACKLOG = 1024 * 1024;
/** Bytes it may be behind for ever, on a thin line; many who were further behind would hold much together. */
const USUAL_BACKLOG = 64 * 1024;

/**
 * Pings every socket each `interval` ms and ends those that gave no sign of life for 2 to 2.5 intervals, or that do not
 * read what they are sent: that are far behind, or behind for as long. Protocol pings (RFC 6455 §5.5.2) are answered by
 * the browser's network process, so a tab whose timers are throttled stays. Runs until `signal` aborts.
 *
 * Sweeps are counted, not clock time: after a pause of the whole process everybody has time to answer.
 */
export function startPulse(
  sockets: Iterable<PeerSocket>,
  interval: number,
  { signal, onSlow }: { signal: AbortSignal; onSlow: () => void },
): void {
  let pingIsDue = true;
  const sweep = () => {
    for (const socket of sockets) {
      socket.behindSweeps = socket.bufferedAmount > USUAL_BACKLOG ? socket.behindSweeps + 1 : 0;
      if (socket.bufferedAmount > LARGEST_BACKLOG || socket.behindSweeps > DEAD_AFTER_SWEEPS) {
        onSlow();
        socket.terminate();
        continue;
      }
      socket.quietSweeps += 1;
      if (socket.quietSweeps > DEAD_AFTER_SWEEPS) socket.terminate();
      else if (pingIsDue && socket.readyState === WebSocket.OPEN) socket.ping();
    }
    pingIsDue = !pingIsDue;
  };
  const timer = setInterval(sweep, interval / 2);
  signal.addEventListener('abort', () => clearInterval(timer), { once: true });
}
