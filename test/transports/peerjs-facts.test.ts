import { expect } from '@open-wc/testing';
import type { DataConnection } from 'peerjs';
import { type ConnectionInternals, optionsOf, serialization } from '../../src/transports/peerjs/peerjs-internals.ts';
import { barePeer, type BarePeer, openPeer } from '../support/bare-peer.ts';
import { type PeerServer, startPeerServer } from '../support/peer-server.ts';
import { type Frame, type Message, Wiretap } from '../support/wiretap.ts';

/** Everything of PeerJS that the library stands on and its documentation does not promise. */
describe('PeerJS 1.5.5', () => {
  let server: PeerServer;
  let tap: Wiretap;
  const peers: BarePeer[] = [];
  const connections: DataConnection[] = [];

  beforeEach(async () => {
    server = await startPeerServer();
    tap = new Wiretap(5000);
  });

  afterEach(async () => {
    // Ours do not end with their Peer.
    for (const { peerConnection } of connections.splice(0)) peerConnection.close();
    for (const peer of peers.splice(0)) peer.destroy();
    tap.remove();
    await server.stop();
  });

  async function open(id: string, options?: Parameters<typeof barePeer>[2]): Promise<BarePeer> {
    const peer = await openPeer(server, id, options);
    peers.push(peer);
    peer.on('connection', (connection) => connections.push(connection));
    return peer;
  }

  function connect(from: BarePeer, to: string, options: Partial<ConnectionInternals> & { metadata?: unknown } = {}): DataConnection {
    const connection = from.connect(to, { serialization, reliable: true, ...options });
    connections.push(connection);
    return connection;
  }

  const said = (type: string) => ({ direction, message }: Frame) => direction === 'up' && message.type === type;
  const first = async (type: string): Promise<Message> => (await tap.untilFrames(type, said(type)))[0]!.message;

  const addFour = (connection: RTCPeerConnection) => {
    for (const kind of ['audio', 'video', 'video', 'audio']) connection.addTransceiver(kind, { direction: 'sendrecv' });
  };

  it('is the version that was read, and no other', async () => {
    await open('alice');
    expect(new URL(tap.sockets[0]!.url).searchParams.get('version')).to.equal('1.5.5');
    const { devDependencies } = (await (await fetch('/package.json')).json()) as { devDependencies: Record<string, string> };
    expect(devDependencies['peerjs'], 'a version, not a range').to.equal('1.5.5');
  });

  it('has no ICE servers of its own', async () => {
    const alice = await open('alice', {});

    expect(connect(alice, 'bob').peerConnection.getConfiguration().iceServers).to.deep.equal([]);
  });

  it('leaves the WebRTC of the page as it is', () => {
    for (const { prototype } of [RTCPeerConnection, RTCRtpSender, RTCRtpTransceiver, RTCDataChannel, MediaStream]) {
      for (const [name, { value, get, set }] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
        for (const part of [value, get, set] as unknown[]) {
          if (typeof part === 'function') expect(Function.prototype.toString.call(part), name).to.include('[native code]');
        }
      }
    }
  });

  it('asks nothing by HTTP when it is given an id', async () => {
    performance.clearResourceTimings();
    await open('alice');
    const requests = performance.getEntriesByType('resource').filter(({ name }) => name.startsWith(server.url));
    expect(requests).to.deep.equal([]);
  });

  it('hands every message of the server to `_handleMessage` as it is at that moment', async () => {
    const [alice] = [await open('alice'), await open('bob')];
    const handle = alice._handleMessage.bind(alice);
    const handled: unknown[] = [];
    alice._handleMessage = (message) => {
      handled.push(message);
      handle(message);
    };
    const heard = tap.frames.length;
    connect(alice, 'bob');
    const toAlice = ({ direction, socket }: Frame) => direction === 'down' && socket.address === 'alice';
    await tap.untilFrames('a candidate', (frame) => toAlice(frame) && frame.message.type === 'CANDIDATE');

    expect(handled).to.deep.equal(tap.frames.slice(heard).filter(toAlice).map(({ message }) => message));
  });

  it('prepares a connection before it offers: the first offer has all that was added', async () => {
    const alice = await open('alice');
    const { peerConnection } = connect(alice, 'bob', { prepare: addFour });
    const { payload } = await first('OFFER');

    expect(payload?.sdp?.sdp.match(/(?<=^m=)\w+/gm)).to.deep.equal(['audio', 'video', 'video', 'audio', 'application']);
    expect(peerConnection.getTransceivers().map(({ mid }) => mid)).to.deep.equal(['0', '1', '2', '3']);
  });

  it('prepares a connection once, though the other side opens channels', async () => {
    const [alice, bob] = [await open('alice'), await open('bob')];
    let prepared = 0;
    const called = new Promise<DataConnection>((resolve) => bob.once('connection', resolve));
    const { peerConnection } = connect(alice, 'bob', { prepare: () => prepared++ });
    const opened = new Promise((resolve) => peerConnection.addEventListener('datachannel', resolve));
    (await called).peerConnection.createDataChannel('another');
    await opened;

    expect(prepared).to.equal(1);
  });

  it('gives an offer to `sdpTransform` before it is sent, with the metadata as it is then', async () => {
    const alice = await open('alice');
    const metadata: Record<string, string> = {};
    const transformed: string[] = [];
    const sdpTransform = (sdp: string) => {
      transformed.push(sdp);
      metadata['ticket'] = 'of this offer';
      expect(tap.frames.filter(said('OFFER'))).to.have.length(0);
      return sdp;
    };
    connect(alice, 'bob', { metadata, sdpTransform });
    const { payload } = await first('OFFER');

    expect(transformed).to.deep.equal([payload?.sdp?.sdp]);
    expect(payload?.metadata).to.deep.equal({ ticket: 'of this offer' });
  });

  it('gives an answer to the `sdpTransform` that a called connection was given after it was made', async () => {
    const [alice, bob] = [await open('alice'), await open('bob')];
    const transformed: string[] = [];
    bob.on('connection', (connection) => {
      optionsOf(connection).sdpTransform = (sdp) => {
        transformed.push(sdp);
        bob.socket.send({ type: 'CANDIDATE', dst: 'alice', payload: { rtc: { kind: 'accept' } } });
        return sdp;
      };
    });
    connect(alice, 'bob', { prepare: addFour });
    const { payload } = await first('ANSWER');

    expect(transformed).to.deep.equal([payload?.sdp?.sdp]);
    const fromBob = tap.frames.filter(({ direction, socket }) => direction === 'up' && socket.address === 'bob');
    expect(fromBob[0]?.message.payload?.rtc?.kind, 'what is sent meanwhile comes first').to.equal('accept');
    expect(fromBob[1]?.message.type).to.equal('ANSWER');
  });

  it('sends descriptions without candidates, and candidates after them', async () => {
    const [alice] = [await open('alice'), await open('bob')];
    connect(alice, 'bob');
    for (const [address, type] of [['alice', 'OFFER'], ['bob', 'ANSWER']] as const) {
      const isTheirs = ({ direction, socket }: Frame) => direction === 'up' && socket.address === address;
      await tap.untilFrames('a candidate', (frame) => isTheirs(frame) && frame.message.type === 'CANDIDATE');
      const [description] = tap.frames.filter((frame) => isTheirs(frame) && frame.message.type !== 'HEARTBEAT');
      expect(description?.message.type).to.equal(type);
      expect(description?.message.payload?.sdp?.sdp).not.to.include('a=candidate');
    }
  });

  it('names a connection as it is told to', async () => {
    const alice = await open('alice');
    const connection = connect(alice, 'bob', { connectionId: 'ours' });

    expect((await first('OFFER')).payload?.connectionId).to.equal('ours');
    expect(alice.getConnection('bob', 'ours')).to.equal(connection);
    alice._removeConnection(connection);
    expect(alice.getConnection('bob', 'ours')).to.equal(null);
  });

  it('reads the configuration when it makes a connection, not before', async () => {
    const config: RTCConfiguration = { iceServers: [] };
    const alice = await open('alice', { config });
    config.iceTransportPolicy = 'relay';

    expect(connect(alice, 'bob').peerConnection.getConfiguration().iceTransportPolicy).to.equal('relay');
  });

  it('tells by an error of its own type that an id is taken', async () => {
    await open('alice', { token: 'hers' });
    const second = barePeer(server, 'alice', { token: 'another' });
    const { type } = await new Promise<{ type: string }>((resolve) => second.once('error', resolve));

    expect(type).to.equal('unavailable-id');
  });

  it('says `disconnected` when the server goes', async () => {
    const alice = await open('alice');
    const disconnected = new Promise((resolve) => alice.once('disconnected', resolve));
    await server.stop();
    await disconnected;
  });
});
