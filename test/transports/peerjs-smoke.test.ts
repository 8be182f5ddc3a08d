import { expect } from '@open-wc/testing';
import { transport } from '../../src/transports/peerjs/peerjs-transport.ts';
import { acquainted, Guest, openRoom } from '../support/meeting.ts';
import { startPeerServer } from '../support/peer-server.ts';
import { RecordingListener } from '../support/recording-listener.ts';

describe('PeerJS smoke', () => {
  it('links two', async () => {
    const server = await startPeerServer();
    const keys = await openRoom();
    const t0 = performance.now();
    const enter = async (name: string) => {
      const end = new AbortController();
      const heard = new RecordingListener(15000);
      const room = await transport.enter(
        { keys, server: `${server.url}/peer`, iceServers: () => Promise.resolve([]), attributes: { name } }, heard, end.signal);
      return new Guest(room, heard, end);
    };
    const a = await enter('a');
    console.log('a in', performance.now() - t0);
    const b = await enter('b');
    console.log('b in', performance.now() - t0);
    await acquainted([a, b]);
    console.log('acquainted', performance.now() - t0);
    await a.say('x', 'hi');
    await b.heard.hears('x');
    console.log('heard', performance.now() - t0);
    a.leave();
    expect(1).to.equal(1);
    b.leave();
    await server.stop();
  });
});
