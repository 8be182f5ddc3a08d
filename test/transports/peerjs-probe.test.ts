import { expect } from '@open-wc/testing';
import type { Claim, FrontDesk } from '../../src/transports/mesh/signaller.ts';
import { peerjsSignaller } from '../../src/transports/peerjs/peerjs-signaller.ts';
import { type PeerServer, startPeerServer } from '../support/peer-server.ts';
import { type Frame, honest, Wiretap } from '../support/wiretap.ts';

const desk: FrontDesk = { greeted: () => undefined, absent: () => undefined, offered: () => undefined };

describe('a claim at a PeerServer whose answer is late', function () {
  this.timeout(20_000);
  let server: PeerServer;
  let tap: Wiretap;
  let end: AbortController;
  let claim: Claim;
  /** Echoes that the server sent, and that have not arrived. */
  let held: Frame[];

  beforeEach(async () => {
    server = await startPeerServer();
    tap = new Wiretap(15_000);
    end = new AbortController();
    held = [];
    tap.tamper = (frame) => {
      if (frame.direction === 'up' || frame.message.payload?.rtc?.kind !== 'echo') return honest(frame);
      held.push(frame);
      return [];
    };
    const options = { server: `${server.url}/peer`, token: 'hers', configuration: {}, timeLimit: 5000, desk };
    claim = (await peerjsSignaller.claim('alice', options, end.signal)) as Claim;
  });

  afterEach(async () => {
    end.abort();
    tap.remove();
    await server.stop();
  });

  const lost = () => new Promise((resolve) => claim.lost.addEventListener('abort', resolve));

  it('is given up after a second and a half', async () => {
    const since = performance.now();
    claim.probe(() => false);
    await lost();
    expect(performance.now() - since).to.be.within(1450, 2500);
  });

  it('is kept where answers are slow in coming, until there is one', async () => {
    let asked = 0;
    await new Promise<void>((resolve) => {
      claim.probe(() => {
        if (++asked === 2) resolve();
        return true;
      });
    });
    expect(claim.lost.aborted).to.equal(false);
    for (const { socket, message } of held) socket.hear(message);
    // The next question is another one.
    claim.probe(() => false);
    await lost();
    expect(asked).to.equal(2);
  });

  it('is not kept for ever where none comes', async () => {
    let asked = 0;
    const since = performance.now();
    claim.probe(() => ++asked > 0);
    await lost();
    expect(asked).to.equal(3);
    expect(performance.now() - since).to.be.within(5900, 7500);
  });
});
