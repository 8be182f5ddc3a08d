import { expect } from '@open-wc/testing';
import { peerjsSignaller } from '../../src/transports/peerjs/peerjs-signaller.ts';
import { type PeerServer, startPeerServer } from '../support/peer-server.ts';

describe('whether a PeerServer is there', () => {
  let server: PeerServer;
  let end: AbortController;

  beforeEach(async () => {
    server = await startPeerServer();
    end = new AbortController();
  });

  afterEach(() => server.stop());

  const isThere = () => peerjsSignaller.isThere(server.url, end.signal);

  it('is known without a socket', async () => {
    expect(await isThere()).to.equal(true);
    await server.stop();
    expect(await isThere()).to.equal(false);
  });

  it('is not waited for once nobody wants to know', async () => {
    end.abort();
    expect(await isThere()).to.equal(false);
  });

  it('is taken for granted where the page may not ask: a socket may be another matter', async () => {
    await server.stop();
    // A real policy could not be taken back; the browser's word for it is the same.
    const asked = isThere();
    globalThis.dispatchEvent(new Event('securitypolicyviolation'));
    expect(await asked).to.equal(true);
  });
});
