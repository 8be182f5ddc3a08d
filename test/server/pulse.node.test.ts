import { expect } from 'chai';
import { WebSocket } from 'ws';
import type { PeerSocket } from '../../src/server/peer-socket.ts';
import { startPulse } from '../../src/server/pulse.ts';

const INTERVAL = 10;
const BEHIND = 100 * 1024;

/** Answers every ping, and reads as `backlog` says; `pinged` and `ended` tell what happened to it. */
class Reader {
  readonly readyState = WebSocket.OPEN;
  quietSweeps = 0;
  behindSweeps = 0;
  pinged = 0;
  readonly ended: Promise<string>;
  readonly #backlog: (pinged: number) => number;
  #end: (why: string) => void = () => {};

  constructor(backlog: (pinged: number) => number) {
    this.#backlog = backlog;
    this.ended = new Promise((resolve) => (this.#end = resolve));
  }

  get bufferedAmount(): number {
    return this.#backlog(this.pinged);
  }

  ping(): void {
    this.pinged += 1;
    this.quietSweeps = 0;
    if (this.pinged === 20) this.#end('nobody');
  }

  terminate(): void {
    this.#end('pulse');
  }
}

describe('signalling: who reads what it is sent', () => {
  async function pulse(reader: Reader) {
    const over = new AbortController();
    let slow = 0;
    startPulse([reader as unknown as PeerSocket], INTERVAL, { signal: over.signal, onSlow: () => (slow += 1) });
    const endedBy = await reader.ended;
    over.abort();
    return { endedBy, slow, pinged: reader.pinged };
  }

  it('is given up when it stays behind for more than two pings, however alive it looks', async () => {
    expect(await pulse(new Reader(() => BEHIND))).to.deep.equal({ endedBy: 'pulse', slow: 1, pinged: 2 });
  });

  it('stays when it catches up now and then', async () => {
    expect(await pulse(new Reader((pinged) => (pinged % 2 ? BEHIND : 0)))).to.deep.include({ endedBy: 'nobody', slow: 0 });
  });

  it('stays when little waits for it all the time, as on a thin line', async () => {
    expect(await pulse(new Reader(() => BEHIND / 2))).to.deep.include({ endedBy: 'nobody', slow: 0 });
  });
});
