import { expect } from 'chai';
import { EventEmitter } from 'node:events';
import { base64Encode } from '../../src/core/crypto/base64.ts';
import { addressesOf } from '../../src/core/mailbox.ts';
import { Agent } from '../../src/features/support/agent.ts';
import { deskTag } from '../../src/features/support/desk-name.ts';
import { Visitor } from '../../src/features/support/visitor.ts';
import type { RunningServer } from '../../src/server/serve.ts';
import { newDeskKey, request } from '../support/desk-model.ts';
import { DeskPost } from './desk-post.ts';
import { healthOf, startServer, stopServers } from './running-server.ts';
import { SignallingClient } from './signalling-client.ts';

EventEmitter.defaultMaxListeners = 0;

const strangers = 1000;

describe('a desk at a real server', function () {
  this.timeout(90_000);
  let server: RunningServer;
  let end: AbortController;

  beforeEach(async () => {
    end = new AbortController();
    server = await startServer();
  });

  afterEach(async () => {
    end.abort();
    await stopServers();
  });

  /** From 50 addresses of this machine. */
  async function crowd(): Promise<SignallingClient[]> {
    const sockets: SignallingClient[] = [];
    for (let opened = 0; opened < strangers; opened += 100) {
      const open = (_: unknown, index: number) =>
        SignallingClient.open(server, `stranger-${opened + index}`, 'token', { localAddress: `127.0.2.${index % 50}` });
      sockets.push(...(await Promise.all(Array.from({ length: 100 }, open))));
    }
    return sockets;
  }

  function until<Found>(store: Visitor['store'] | Agent['store'], find: () => Found | undefined | false): Promise<Found> {
    return new Promise((resolve) => {
      const found = new AbortController();
      const look = () => {
        const value = find();
        if (value === undefined || value === false) return;
        found.abort();
        resolve(value);
      };
      (store as Visitor['store']).watch(look, found.signal);
      look();
    });
  }

  const key = () => base64Encode(crypto.getRandomValues(new Uint8Array(32)));
  const crowds: Record<string, () => object> = {
    ask: () => ({ kind: 'ask', visitor: key() }),
    'write what makes no sense': () => ({ kind: 'word', from: key(), box: 'A'.repeat(500) }),
  };
  for (const [what, letter] of Object.entries(crowds)) {
    it(`with 1,000 strangers who ${what} again and again serves an honest visitor`, async () => {
      const { desk, credential } = await newDeskKey();
      const agent = new Agent({ mailboxes: new DeskPost(server), server: server.url, desk, credential, name: 'Ada' }, end.signal);
      await agent.open();
      const [address = ''] = addressesOf(await deskTag(desk));
      const sockets = await crowd();
      // Each asks once a second: a thousand letters a second for one agent.
      let sent = 0;
      let isUnderWay: () => void = () => undefined;
      const underWay = new Promise<void>((resolve) => (isUnderWay = resolve));
      const timer = setInterval(() => {
        for (let each = 0; each < 20; each++) sockets[sent++ % strangers]!.send({ type: 'CANDIDATE', dst: address, payload: { rtc: letter() } });
        if (sent >= 2 * strangers) isUnderWay();
      }, 20);
      end.signal.addEventListener('abort', () => clearInterval(timer));
      await until(agent.store, () => agent.store.state.phase === 'open');
      await underWay;

      const visitor = new Visitor({ mailboxes: new DeskPost(server, '127.0.3.1'), server: server.url, desk }, end.signal);
      await visitor.look();
      const rang = performance.now();
      visitor.ring(request);
      const { id } = await until(agent.store, () => agent.store.state.waiting.find(({ request: { name } }) => name === 'Vera'));
      const listed = performance.now() - rang;
      agent.answer(id);
      await until(visitor.store, () => visitor.store.state.visit.phase === 'called');
      console.log(`      ${sent} letters by strangers: listed after ${Math.round(listed)} ms, called ${Math.round(performance.now() - rang - listed)} ms later`);
      clearInterval(timer);
      // Neither was ended for sending too much.
      expect(visitor.store.state.server).to.equal('connected');
      expect(agent.store.state.server).to.equal('connected');
      expect((await healthOf(server)).dropped).to.include({ flooding: 0, malformed: 0, slow: 0 });
      for (const { socket } of sockets) socket.terminate();
    });
  }
});
