import { expect } from '@open-wc/testing';
import type { FrontDesk, Line } from '../../src/transports/mesh/signaller.ts';
import { PeerClaim } from '../../src/transports/peerjs/peer-claim.ts';
import { serialization } from '../../src/transports/peerjs/peerjs-internals.ts';
import { type BarePeer, openPeer } from '../support/bare-peer.ts';
import { type PeerServer, startPeerServer } from '../support/peer-server.ts';
import { type Message, Wiretap } from '../support/wiretap.ts';

const connectionId = 'ours';

/** One end of a connection that PeerJS made, with a channel of its own. */
interface End {
  readonly peer: BarePeer;
  readonly line: Line;
  readonly channel: RTCDataChannel;
  /** The one that PeerJS made. */
  readonly ownChannel: Promise<RTCDataChannel>;
  /** How often PeerJS wanted to close it. */
  closed: number;
  /** Past the gate, which would let nothing of this through. */
  hear(message: Message & { msg?: string }): void;
}

describe('PeerJS 1.5.5 and a connection', () => {
  let server: PeerServer;
  let tap: Wiretap;
  let alice: End;
  let bob: End;

  beforeEach(async () => {
    server = await startPeerServer();
    tap = new Wiretap(5000);
    [alice, bob] = await connectedPair();
    for (const end of [alice, bob]) for (const channel of [end.channel, await end.ownChannel]) await opened(channel);
  });

  afterEach(async () => {
    for (const { line, peer } of [alice, bob]) {
      line.close();
      // One that an attack made.
      for (const id of ['alice', 'bob']) peer.getConnection(id, connectionId)?.peerConnection.close();
      peer.destroy();
    }
    tap.remove();
    await server.stop();
  });

  async function connectedPair(): Promise<[End, End]> {
    const [peer, other] = [await openPeer(server, 'alice'), await openPeer(server, 'bob')];
    const ends = { bob: undefined as End | undefined };
    const hears = [peer, other].map((one) => one._handleMessage.bind(one));
    const nothing = () => undefined;
    const desk: FrontDesk = { greeted: nothing, absent: nothing, offered: nothing };
    const openDesk: FrontDesk = {
      ...desk,
      offered: () => ({
        begun: (line) => {
          const { connection } = line;
          const ownChannel = happens(connection, 'datachannel').then((event) => (event as RTCDataChannelEvent).channel);
          ends.bob = { peer: other, line, channel: channelOf(connection), ownChannel, closed: 0, hear: hears[1]! };
        },
        ticketFor: () => ({}),
        closed: () => ends.bob!.closed++,
      }),
    };
    new PeerClaim(other, 'bob', openDesk);
    const channels: RTCDataChannel[] = [];
    const line = new PeerClaim(peer, 'alice', desk).dial({
      to: 'bob',
      connectionId,
      prepare: (connection) => channels.push(channelOf(connection)),
      ticketFor: () => ({}),
      isAnsweredBy: () => true,
      closed: () => end.closed++,
    });
    const ownChannel = Promise.resolve(peer.getConnection('bob', connectionId)!.dataChannel);
    const end: End = { peer, line: line!, channel: channels[0]!, ownChannel, closed: 0, hear: hears[0]! };
    await tap.untilFrames('an answer', ({ direction, message }) => direction === 'down' && message.type === 'ANSWER');
    return [end, ends.bob!];
  }

  /** Sends a word both ways. */
  async function talk(): Promise<void> {
    const words = [alice, bob].map(({ channel }) => happens(channel, 'message'));
    for (const { channel } of [alice, bob]) channel.send('good morning');
    await Promise.all(words);
  }

  const offer = () => tap.frames.find(({ message }) => message.type === 'OFFER')!.message;

  const attacks: Record<string, (end: End, other: End) => unknown> = {
    'LEAVE of the other': (end, { peer }) => end.hear({ type: 'LEAVE', src: peer.id }),
    'an OFFER with its name': (end, { peer }) =>
      end.hear({ ...offer(), src: peer.id, payload: { ...offer().payload, ...{ type: 'data', serialization } } }),
    'an ANSWER with its name': (end, { peer }) =>
      end.hear({ type: 'ANSWER', src: peer.id, payload: { connectionId, sdp: { type: 'answer', sdp: offer().payload!.sdp!.sdp } } }),
    'EXPIRE of the other': (end, { peer }) => end.hear({ type: 'EXPIRE', src: peer.id }),
    'ID-TAKEN': (end) => end.hear({ type: 'ID-TAKEN' }),
    'ERROR': (end) => end.hear({ type: 'ERROR', payload: {} }),
    'ID-TAKEN, then destroy()': (end) => {
      end.hear({ type: 'ID-TAKEN' });
      end.peer.destroy();
    },
    'destroy()': (end) => end.peer.destroy(),
    'the end of the server': () => server.stop(),
    'the end of PeerJS\'s own channel': async (end, other) => {
      const [here, there] = await Promise.all([end.ownChannel, other.ownChannel]);
      const closed = happens(here, 'close');
      there.close();
      await closed;
    },
  };

  for (const [attack, strike] of Object.entries(attacks)) {
    for (const side of ['dialling', 'dialled'] as const) {
      it(`that was detached survives ${attack}, on the ${side} side`, async () => {
        for (const { line } of [alice, bob]) line.detach();
        const [end, other] = side === 'dialling' ? [alice, bob] : [bob, alice];
        await strike(end, other);
        await talk();

        for (const { line, closed } of [alice, bob]) {
          expect(line.connection.connectionState).to.equal('connected');
          expect(closed).to.equal(0);
        }
      });
    }
  }

  for (const attack of ['LEAVE of the other', 'an OFFER with its name']) {
    it(`that was not would have been closed by ${attack}`, () => {
      attacks[attack]!(alice, bob);
      expect(alice.closed).to.equal(1);
    });
  }
});

/** Of its kind, as a link has them: with a number of ours, so that it needs no negotiation. */
function channelOf(connection: RTCPeerConnection): RTCDataChannel {
  return connection.createDataChannel('control', { negotiated: true, id: 100 });
}

async function opened(channel: RTCDataChannel): Promise<void> {
  if (channel.readyState === 'open') return;
  await happens(channel, 'open');
}

function happens(target: EventTarget, type: string): Promise<Event> {
  return new Promise((resolve) => target.addEventListener(type, resolve, { once: true }));
}
