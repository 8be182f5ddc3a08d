import { after, childController, onAbort } from '../../core/abort.ts';
import { RtcError } from '../../core/errors.ts';
import type { Claim, ClaimOptions, Signaller } from '../mesh/signaller.ts';
import { type Hear, PeerClaim } from './peer-claim.ts';
import { newPeer } from './peerjs-internals.ts';

/** Between two questions whether a socket that says nothing is open, in milliseconds. */
const askAgain = 400;

/** A PeerServer as a signalling service: one Peer per claim, thrown away with it. `hear`: hears all that comes in first. */
export const signallerThat = (hear?: Hear): Signaller => ({
  claim(address, options, signal): Promise<Claim | 'taken'> {
    const attempt = childController(signal);
    const peer = newPeer(address, peerOptions(options));
    const claim = new PeerClaim(peer, address, options.desk, hear);
    return new Promise<Claim | 'taken'>((resolve, reject) => {
      const fail = (cause?: unknown) => {
        claim.close();
        reject(new RtcError('server-unreachable', `No answer from ${options.server}`, { cause }));
      };
      // Later, too: the caller's signal ends a claim that is held.
      onAbort(signal, () => fail(signal.reason));
      after(options.timeLimit, attempt.signal, fail);
      peer.on('error', (error) => {
        if (error.type !== 'unavailable-id') return;
        resolve('taken');
        claim.close();
      });
      onAbort(claim.lost, () => fail());
      // To a returner the server says nothing: an envelope to oneself that comes back says as much as OPEN.
      const ask = () => {
        claim.ask();
        after(askAgain, attempt.signal, ask);
      };
      after(askAgain, attempt.signal, ask);
      claim.open.addEventListener('abort', () => resolve(claim), { once: true });
    }).finally(() => attempt.abort());
  },

  async isThere(server, signal) {
    const asked = childController(signal);
    let isForbidden = false;
    globalThis.addEventListener?.('securitypolicyviolation', () => (isForbidden = true), { signal: asked.signal });
    try {
      // Whatever it says, it is there: of other origins nothing else could be read.
      await fetch(server, { mode: 'no-cors', cache: 'no-store', credentials: 'omit', signal });
      return true;
    } catch {
      // A page may allow its sockets and nothing else; that is told a moment later. Then only trying tells.
      await new Promise((resolve) => setTimeout(resolve));
      return isForbidden && !signal.aborted;
    } finally {
      asked.abort();
    }
  },
});

export const peerjsSignaller = signallerThat();

function peerOptions({ server, token, configuration }: ClaimOptions): Parameters<typeof newPeer>[1] {
  const url = new URL(server);
  const secure = url.protocol === 'https:' || url.protocol === 'wss:';
  return {
    host: url.hostname,
    port: Number(url.port) || (secure ? 443 : 80),
    path: url.pathname,
    secure,
    token,
    config: configuration,
    debug: 0,
  };
}
