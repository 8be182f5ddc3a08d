import { after, childController, onAbort } from '../../../src/core/abort.ts';
import { RtcError } from '../../../src/core/errors.ts';
import type { Claim, ClaimOptions, Signaller } from '../../../src/transports/mesh/signaller.ts';
import { ModelClaim } from './model-claim.ts';
import type { ModelPage } from './model-page.ts';
import type { ModelServer } from './model-server.ts';

/** Between two questions whether a socket that says nothing is open, in milliseconds. */
const askAgain = 400;
/** PeerJS says that often that it is there, in milliseconds. */
const heartbeat = 5000;

/** What PeerJS and its gate make of a PeerServer, over the server of a model. */
export function modelSignaller(server: ModelServer, page: ModelPage): Signaller {
  return {
    claim(address, { token, desk, configuration, timeLimit }: ClaimOptions, signal) {
      const attempt = childController(signal);
      const claim = new ModelClaim(address, desk, configuration);
      return new Promise<Claim | 'taken'>((resolve, reject) => {
        const fail = () => {
          claim.close();
          reject(new RtcError('server-unreachable', 'No answer'));
        };
        const socket = server.connect(
          page,
          (message) => {
            if (message.type !== 'ID-TAKEN') return claim.judge(message);
            resolve('taken');
            claim.close();
          },
          () => claim.close(),
        );
        claim.use(socket);
        socket.open(address, token);
        onAbort(signal, fail);
        after(timeLimit, attempt.signal, fail);
        onAbort(claim.lost, fail);
        const ask = () => {
          claim.ask();
          after(askAgain, attempt.signal, ask);
        };
        after(askAgain, attempt.signal, ask);
        const beat = () => {
          socket.send({ type: 'HEARTBEAT' });
          after(heartbeat, claim.lost, beat);
        };
        after(heartbeat, claim.lost, beat);
        claim.open.addEventListener('abort', () => resolve(claim), { once: true });
      }).finally(() => attempt.abort());
    },
    isThere: (_server, signal) =>
      new Promise((resolve) => {
        onAbort(signal, () => resolve(false));
        server.ask(page, (isThere) => page.run(() => resolve(isThere)));
      }),
  };
}

