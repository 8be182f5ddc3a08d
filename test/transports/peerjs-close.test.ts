import { expect } from '@open-wc/testing';
import type { Claim, FrontDesk, Line } from '../../src/transports/mesh/signaller.ts';
import { peerjsSignaller } from '../../src/transports/peerjs/peerjs-signaller.ts';
import { type PeerServer, startPeerServer } from '../support/peer-server.ts';

const desk: FrontDesk = { greeted: () => undefined, absent: () => undefined, offered: () => undefined };

describe('a connection that is closed while it is being made', () => {
  let server: PeerServer;
  let end: AbortController;
  let claim: Claim;

  beforeEach(async () => {
    server = await startPeerServer();
    end = new AbortController();
    const options = { server: `${server.url}/peer`, token: 'hers', configuration: {}, timeLimit: 5000, desk };
    claim = (await peerjsSignaller.claim('alice', options, end.signal)) as Claim;
  });

  afterEach(async () => {
    end.abort();
    await server.stop();
  });

  function dial(): Line {
    const nothing = { prepare: () => undefined, ticketFor: () => ({}), isAnsweredBy: () => true, closed: () => undefined };
    return claim.dial({ ...nothing, to: 'nobody', connectionId: 'ours' })!;
  }

  it('is closed at once before anything was described', () => {
    const line = dial();
    line.close();
    expect(line.connection.signalingState).to.equal('closed');
  });

  it('may first say that it gathers candidates: Chromium never lets go of it else', async () => {
    const line = dial();
    const { connection } = line;
    await new Promise((resolve) => connection.addEventListener('signalingstatechange', resolve, { once: true }));
    line.close();
    expect(connection.signalingState).to.equal('have-local-offer');
    await new Promise((resolve) => connection.addEventListener('icegatheringstatechange', resolve, { once: true }));
    expect(connection.signalingState).to.equal('closed');
  });
});
