import { expect } from 'chai';
import { WebSocket } from 'ws';
import { startServer, stopServers } from './running-server.ts';
import { refusal, SignallingClient, socketUrl } from './signalling-client.ts';

const SHOP = 'https://shop.example';

describe('signalling: who may open a socket', () => {
  afterEach(stopServers);

  it('lets pages of any origin in by default', async () => {
    const server = await startServer();

    await SignallingClient.open(server, 'alice', 'token', { origin: SHOP });
  });

  it('lets only the listed origins in when there is a list', async () => {
    const server = await startServer({ allowOrigin: [SHOP] });
    const url = socketUrl(server, { id: 'mallory', token: 'token', key: 'peerjs' });

    await SignallingClient.open(server, 'alice', 'token', { origin: SHOP });

    expect(await refusal(url, { origin: 'https://elsewhere.example' })).to.equal(403);
    expect(await refusal(url)).to.equal(403);
  });

  const unreasonable: Record<string, Record<string, string> | string> = {
    'an id of 65 characters': { id: 'a'.repeat(65), token: 't', key: 'peerjs' },
    'an id PeerJS would not take': { id: '-alice', token: 't', key: 'peerjs' },
    'an id with markup': { id: '<b>', token: 't', key: 'peerjs' },
    'a token of 65 characters': { id: 'alice', token: 't'.repeat(65), key: 'peerjs' },
    'a strange key': { id: 'alice', token: 't', key: 'peer/js' },
    'no token': { id: 'alice', key: 'peerjs' },
    'a strange id behind a good one': 'id=alice&id=%3Cb%3E&token=t&key=peerjs',
  };
  for (const [what, parameters] of Object.entries(unreasonable)) {
    it(`refuses ${what}`, async () => {
      const server = await startServer();

      expect(await refusal(socketUrl(server, parameters))).to.equal(400);
    });
  }

  it('takes ids, tokens and keys of 64 characters, and tokens in base64url', async () => {
    const server = await startServer();

    await SignallingClient.open(server, 'a'.repeat(64), `-${'_'.repeat(63)}`);
  });

  it('leaves it to PeerServer to answer a wrong key', async () => {
    const server = await startServer();

    const client = new SignallingClient(new WebSocket(socketUrl(server, { id: 'a', token: 't', key: 'other' })));

    expect(await client.next()).to.deep.equal({ type: 'ERROR', payload: { msg: 'Invalid key provided' } });
  });

  it('opens no sockets beside /peer/peerjs', async () => {
    const server = await startServer();

    expect(await refusal(`${server.url.replace('http', 'ws')}/elsewhere?id=a&token=t&key=peerjs`)).to.equal(400);
  });
});
