import { expect } from '@open-wc/testing';
import { randomHex } from '../../src/core/crypto/random.ts';
import { addressesOf } from '../../src/core/mailbox.ts';
import { mailboxes } from '../../src/transports/peerjs/peerjs-transport.ts';
import { AttackerConnection } from '../support/attacker-connection.ts';
import { AttackerSocket } from '../support/attacker-socket.ts';
import { ConnectionCensus } from '../support/connection-census.ts';
import { describeMailboxes, TestMailbox, type TestPost } from '../support/describe-mailboxes.ts';
import { type PeerServer, startPeerServer } from '../support/peer-server.ts';

const patience = 15_000;

/** Letters over a real server, on a port that it keeps. */
async function peerjsPost(): Promise<TestPost> {
  let server: PeerServer = await startPeerServer({ expireTimeout: 2000 });
  const port = Number(new URL(server.url).port);
  return {
    mailboxes,
    server: `${server.url}/peer`,
    stopServer: () => server.stop(),
    startServer: async () => {
      server = await startPeerServer({ port, expireTimeout: 2000 });
    },
    close: () => server.stop(),
  };
}

describe('PeerJS carries letters without a connection:', () => {
  const census = { current: undefined as ConnectionCensus | undefined };

  beforeEach(() => {
    census.current = new ConnectionCensus();
  });

  afterEach(() => {
    const made = census.current?.all.length;
    census.current?.end();
    expect(made, 'RTCPeerConnections made').to.equal(0);
  });

  describeMailboxes('PeerJS', peerjsPost, { patience });

  describe('attacked', function () {
    this.timeout(patience * 2);
    let post: TestPost;
    let bob: TestMailbox;
    let mallory: AttackerSocket;

    beforeEach(async () => {
      post = await peerjsPost();
      bob = new TestMailbox(post, randomHex(16), patience);
      await bob.is('connected');
      mallory = await AttackerSocket.claim(post.server, randomHex(16), patience);
    });

    afterEach(async () => {
      bob.close();
      mallory.close();
      await post.close();
    });

    const toBob = (type: string, payload: unknown) => {
      for (const dst of addressesOf(bob.tag)) mallory.say({ type, dst, payload });
    };

    it('an offer makes none, nor do candidates, an answer or a LEAVE', async () => {
      const stranger = new AttackerConnection();
      const sdp = { type: 'offer', sdp: await stranger.offer() };
      toBob('OFFER', { sdp, type: 'data', connectionId: 'dc_1', label: 'rtc', serialization: 'rtc', reliable: true, metadata: {} });
      toBob('OFFER', { sdp, type: 'media', connectionId: 'mc_1', metadata: {} });
      toBob('CANDIDATE', { candidate: { candidate: 'candidate:1 1 udp 1 192.0.2.1 9 typ host', sdpMid: '0' }, connectionId: 'dc_1', type: 'data' });
      toBob('ANSWER', { sdp: { ...sdp, type: 'answer' }, connectionId: 'dc_1', type: 'data' });
      toBob('LEAVE', {});
      toBob('CANDIDATE', { rtc: { text: 'after' } });
      expect((await bob.hears('after')).from).to.equal(mallory.id);
      stranger.close();
      expect(mallory.heard.filter(({ type }) => type === 'ANSWER')).to.deep.equal([]);
      expect(bob.states).to.deep.equal(['connected']);
    });

    it('what is no letter is not handed on', async () => {
      for (const payload of [null, 7, 'text', [], {}, { rtc: null }, { rtc: 'text' }, { rtc: 7 }]) toBob('CANDIDATE', payload);
      toBob('CANDIDATE', { rtc: { text: 'after' } });
      await bob.hears('after');
      expect(bob.letters).to.have.length(1);
    });
  });
});
