import { expect } from '@open-wc/testing';
import { barePeer, type BarePeer, openPeer } from '../support/bare-peer.ts';
import { type PeerServer, startPeerServer } from '../support/peer-server.ts';
import { type Frame, type TappedSocket, Wiretap } from '../support/wiretap.ts';

/** What the mesh takes for granted of a stock PeerServer. */
describe('PeerServer 1.0.2', () => {
  let server: PeerServer;
  let tap: Wiretap;
  const peers: BarePeer[] = [];

  beforeEach(async () => {
    server = await startPeerServer({ expireTimeout: 500 });
    tap = new Wiretap(5000);
  });

  afterEach(async () => {
    for (const peer of peers.splice(0)) peer.destroy();
    tap.remove();
    await server.stop();
  });

  async function open(id: string, token: string): Promise<BarePeer> {
    const peer = await openPeer(server, id, { token });
    peers.push(peer);
    return peer;
  }

  const envelope = (dst: string, kind: string) => ({ type: 'CANDIDATE', dst, payload: { rtc: { kind } } });
  const heard = (address: string, kind: string) => ({ direction, socket, message }: Frame) =>
    direction === 'down' && socket.address === address && message.payload?.rtc?.kind === kind;

  it('gives an id again to the same token without a word, and carries envelopes to oneself', async () => {
    await open('alice', 'hers');
    const again = barePeer(server, 'alice', { token: 'hers' });
    peers.push(again);
    await opened(tap.sockets.at(-1)!);
    again.socket.send(envelope('alice', 'echo'));
    const [echo] = await tap.untilFrames('an echo', heard('alice', 'echo'));

    const words = tap.frames.filter(({ direction, socket }) => direction === 'down' && socket === echo!.socket);
    expect(echo!.socket).to.equal(tap.sockets.at(-1));
    expect(words.map(({ message }) => message.type), 'no OPEN').to.deep.equal(['CANDIDATE']);
    expect(echo!.message.src).to.equal('alice');
  });

  it('keeps what is said to an absent id for whoever claims it soon', async () => {
    const alice = await open('alice', 'hers');
    alice.socket.send(envelope('bob', 'early'));
    await open('bob', 'his');
    const [early] = await tap.untilFrames('the envelope', heard('bob', 'early'));

    expect(early!.message).to.deep.include({ type: 'CANDIDATE', src: 'alice', payload: { rtc: { kind: 'early' } } });
  });

  it('says EXPIRE in the name of an absent id that nobody claims', async () => {
    const alice = await open('alice', 'hers');
    alice.socket.send(envelope('bob', 'in vain'));
    const [expired] = await tap.untilFrames('EXPIRE', ({ message }) => message.type === 'EXPIRE');

    expect(expired!.socket.address).to.equal('alice');
    expect(expired!.message.src).to.equal('bob');
  });

  it('puts in the sender itself, whatever the sender says', async () => {
    const [alice] = [await open('alice', 'hers'), await open('bob', 'his')];
    alice.socket.send({ ...envelope('bob', 'forged'), src: 'carol' });
    const [forged] = await tap.untilFrames('the envelope', heard('bob', 'forged'));

    expect(forged!.message.src).to.equal('alice');
  });
});

async function opened(socket: TappedSocket): Promise<void> {
  if (socket.readyState === WebSocket.OPEN) return;
  await new Promise((resolve) => socket.addEventListener('open', resolve, { once: true }));
}
