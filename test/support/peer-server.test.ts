import { expect } from '@open-wc/testing';
import { Peer, type DataConnection } from 'peerjs';
import { startPeerServer, type PeerServer } from './peer-server.ts';

function open(server: PeerServer, id: string): Promise<Peer> {
  const { hostname, port } = new URL(server.url);
  const peer = new Peer(id, { host: hostname, port: Number(port), path: '/peer', config: { iceServers: [] } });
  return new Promise((resolve, reject) => {
    peer.once('open', () => {
      resolve(peer);
    });
    peer.once('error', reject);
  });
}

function hear(connection: DataConnection): Promise<unknown> {
  return new Promise((resolve) => {
    connection.once('data', resolve);
  });
}

describe('startPeerServer', () => {
  let server: PeerServer;

  beforeEach(async () => {
    server = await startPeerServer();
  });

  afterEach(() => server.stop());

  it('introduces two PeerJS peers to each other', async () => {
    const [alice, bob] = await Promise.all([open(server, 'alice'), open(server, 'bob')]);
    const heard = new Promise<unknown>((resolve) => {
      bob.once('connection', (connection) => {
        void hear(connection).then(resolve);
      });
    });

    const connection = alice.connect('bob', { serialization: 'raw', reliable: true });
    connection.once('open', () => void connection.send('good morning'));

    expect(await heard).to.equal('good morning');
    alice.destroy();
    bob.destroy();
  });

  it('comes back on the same port after a stop', async () => {
    const port = Number(new URL(server.url).port);
    const alice = await open(server, 'alice');
    const lost = new Promise((resolve) => alice.once('disconnected', resolve));
    await server.stop();
    await lost;

    server = await startPeerServer({ port });
    const back = new Promise((resolve) => alice.once('open', resolve));
    alice.reconnect();

    expect(await back).to.equal('alice');
    alice.destroy();
  });
});
