import { transport } from '../../src/transports/peerjs/peerjs-transport.ts';
import { acquainted, Guest, openRoom } from '../support/meeting.ts';
import { startPeerServer } from '../support/peer-server.ts';
import { startWires } from '../support/wires.ts';
import { RecordingListener } from '../support/recording-listener.ts';

const pcs: RTCPeerConnection[] = [];
const Native = RTCPeerConnection;
globalThis.RTCPeerConnection = class extends Native { constructor(c?: RTCConfiguration) { super(c); pcs.push(this); const log = ((this as any).log = [] as string[]); this.addEventListener('connectionstatechange', () => log.push(this.connectionState)); const orig = this.createDataChannel.bind(this); this.createDataChannel = (l: string, o: any) => { const ch = orig(l, o); if (o) { ch.addEventListener('open', () => log.push('open ' + l)); ch.addEventListener('message', (e) => log.push('msg ' + l + ' ' + (typeof e.data === 'string' ? e.data.slice(0, 60) : e.data.byteLength))); const send = ch.send.bind(ch); ch.send = (d: any) => { log.push('send ' + l + ' ' + (typeof d === 'string' ? d.slice(0, 60) : d.byteLength)); send(d); }; } return ch; }; } };

for (const kind of ['wires'] as const) describe('ff ' + kind, function () {
  this.timeout(120000);
  it('links two', async () => {
    const server = kind === 'direct' ? await startPeerServer() : await startWires({ server: { expireTimeout: 500 } });
    for (let i = 0; i < 120; i++) {
      pcs.length = 0;
      const keys = await openRoom();
      const enter = async (name: string) => {
        const end = new AbortController();
        const heard = new RecordingListener(6000);
        const room = await transport.enter(
          { keys, server: `${server.url}/peer`, iceServers: () => Promise.resolve([]), attributes: { name } }, heard, end.signal);
        return new Guest(room, heard, end);
      };
      const a = await enter('a');
      const b = await enter('b');
      await acquainted([a, b]);
      const t = performance.now();
      try {
        await a.say('x', 'hi'); await b.heard.hears('x');
        await b.say('y', 'hi'); await a.heard.hears('y');
      } catch (e) {
        console.log(kind, i, 'FAILED', String(e), performance.now() - t);
        for (const pc of pcs) {
          const s = [...(await pc.getStats()).values()] as any[];
          console.log(JSON.stringify({ log: (pc as any).log, c: pc.connectionState, i: pc.iceConnectionState, sctp: pc.sctp?.state, dtls: pc.sctp?.transport.state,
            pairs: s.filter((x) => x.type === 'candidate-pair').map((x) => [x.state, x.selected, x.nominated, x.bytesSent, x.bytesReceived, x.localCandidateId, x.remoteCandidateId]),
            cands: s.filter((x) => /candidate$/.test(x.type)).map((x) => [x.id, x.type, x.address, x.port, x.candidateType, x.protocol]),
            sdp: pc.localDescription?.sdp.match(/a=setup.*|a=group.*|a=sctp.*/g) }));
        }
      }
      a.leave(); b.leave();
    }
    await ('close' in server ? server.close() : server.stop());
  });
});
