import { expect } from 'chai';
import express from 'express';
import { EventEmitter, once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { Presence } from '../../src/server/presence.ts';
import { PresenceStreams } from '../../src/server/presence-streams.ts';
import type { RunningServer } from '../../src/server/serve.ts';
import { PresenceReader } from './presence-reader.ts';
import { healthOf, startServer, stopServers, until } from './running-server.ts';
import { deadClient, SignallingClient, refusal, socketUrl, textFrame } from './signalling-client.ts';

/** Tells when nobody watches any more. */
class WatchedPresence extends Presence {
  readonly events = new EventEmitter();

  override watch(family: string, tell: (count: number) => void): () => void {
    const unwatch = super.watch(family, tell);
    return () => {
      unwatch();
      this.events.emit('unwatched');
    };
  }
}

/** What comes over one connection until the server ends it. */
async function exchange({ url }: RunningServer, requests: string): Promise<string> {
  const { port, hostname } = new URL(url);
  const socket = connect(Number(port), hostname);
  let said = '';
  socket.on('data', (data: Buffer) => (said += data.toString()));
  socket.write(requests);
  await once(socket, 'close');
  return said;
}

async function open(server: RunningServer, family = 'desk'): Promise<PresenceReader> {
  const reader = await PresenceReader.ask(server, family);
  expect(reader.response.statusCode).to.equal(200);
  return reader;
}

describe('GET /presence/<family>', () => {
  afterEach(stopServers);

  it('tells at once how many addresses are taken, and when to come back', async () => {
    const server = await startServer();
    await SignallingClient.open(server, 'desk-0');
    await SignallingClient.open(server, 'desk-15');

    const reader = await open(server);

    expect(await reader.block()).to.deep.equal(['retry: 2000', 'data: 2']);
    expect(reader.response.headers).to.include({
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      'access-control-allow-origin': '*',
    });
  });

  it('tells an agent who comes and, a second later, one who goes', async () => {
    const server = await startServer();
    const reader = await open(server);
    expect(await reader.next()).to.equal(0);

    const agent = await SignallingClient.open(server, 'desk-3');
    expect(await reader.block()).to.deep.equal(['data: 1']);
    agent.socket.close();
    const since = performance.now();

    expect(await reader.next()).to.equal(0);
    expect(performance.now() - since).to.be.within(900, 4000);
  });

  it('tells of an agent who says LEAVE, once, though the socket ends later', async () => {
    const server = await startServer();
    const leaver = await deadClient(server, 'desk-0');
    const reader = await open(server);
    expect(await reader.next()).to.equal(1);

    leaver.write(textFrame('{"type":"LEAVE"}'));
    expect(await reader.next()).to.equal(0);
    leaver.destroy();
    await until(() => healthOf(server), ({ sockets }) => sockets === 0);
    await SignallingClient.open(server, 'desk-0');

    expect(await reader.next()).to.equal(1);
  });

  it('tells of an agent whose machine has died', async () => {
    const server = await startServer({ pingInterval: 50 });
    await deadClient(server, 'desk-0');
    const reader = await open(server);

    expect([await reader.next(), await reader.next()]).to.deep.equal([1, 0]);
  });

  it('says nothing of an agent who comes back with the same token', async () => {
    const server = await startServer();
    const old = await SignallingClient.open(server, 'desk-0', 'secret');
    const reader = await open(server);
    expect(await reader.next()).to.equal(1);

    const back = await SignallingClient.connect(server, 'desk-0', 'secret');
    await old.closed;
    await SignallingClient.open(server, 'desk-1');
    expect(await reader.next()).to.equal(2);
    back.socket.close();

    expect(await reader.next()).to.equal(1);
  });

  it('says nothing of whom the PeerServer refused', async () => {
    const server = await startServer();
    await SignallingClient.open(server, 'desk-0', 'secret');
    const reader = await open(server);
    expect(await reader.next()).to.equal(1);

    const stranger = await SignallingClient.connect(server, 'desk-0', 'guess');
    stranger.socket.close();
    await stranger.closed;
    await SignallingClient.open(server, 'desk-1');

    expect(await reader.next()).to.equal(2);
  });

  for (const family of ['desk', 'a', 'a-1-B2', 'x'.repeat(60)]) {
    it(`knows the family ${family}`, async () => {
      const server = await startServer();
      await SignallingClient.open(server, `${family}-0`);

      expect(await (await open(server, family)).next()).to.equal(1);
    });
  }

  for (const family of ['', 'x'.repeat(61), 'a_b', 'a--b', '-a', 'a-', 'a%20b', 'a/b', 'd%C3%A9sk', 'desk.js']) {
    it(`says 404 to /presence/${family}`, async () => {
      const answer = await fetch(`${(await startServer()).url}/presence/${family}`);

      expect(answer.status).to.equal(404);
      expect(answer.headers.get('content-type')).to.match(/^text\/plain/);
      expect(await answer.text()).to.equal('Not found\n');
    });
  }

  it('is for pages of the allowed origins, as /ice is', async () => {
    const server = await startServer({ allowOrigin: ['https://shop.example'] });
    const ask = async (Origin: string) => (await PresenceReader.ask(server, 'desk', { headers: { Origin } })).response;

    expect((await ask('https://shop.example')).headers).to.include({ 'access-control-allow-origin': 'https://shop.example', vary: 'Origin' });
    expect((await ask('https://elsewhere.example')).headers).to.not.have.property('access-control-allow-origin');
  });

  it('stops watching for a reader who has gone', async () => {
    const presence = new WatchedPresence();
    const streams = new PresenceStreams({ presence, refuse: () => undefined, count: () => {} });
    const server = createServer(express().get('/presence/:family', streams.handler)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const reader = await PresenceReader.ask({ url, stop: () => Promise.resolve() }, 'desk');
    expect(await reader.next()).to.equal(0);

    const unwatched = once(presence.events, 'unwatched');
    reader.response.destroy();
    await unwatched;

    server.close();
  });

  it('answers HEAD without staying', async () => {
    const answer = await fetch(`${(await startServer()).url}/presence/desk`, { method: 'HEAD' });

    expect(answer.headers.get('content-type')).to.equal('text/event-stream');
    expect(await answer.text()).to.equal('');
  });

  describe('counts streams as sockets of their address', () => {
    it('refuses and counts what is beyond', async () => {
      const server = await startServer({ socketsPerAddress: 2 });
      await SignallingClient.open(server, 'alice');
      await open(server);

      const answer = await fetch(`${server.url}/presence/desk`);

      expect(answer.status).to.equal(429);
      expect(await answer.text()).to.equal('Too many sockets from this address\n');
      expect(await refusal(socketUrl(server, { id: 'bob', token: 't', key: 'peerjs' }))).to.equal(429);
      expect((await healthOf(server)).dropped.crowded).to.equal(2);
      expect((await PresenceReader.ask(server, 'desk', { localAddress: '127.0.1.2' })).response.statusCode).to.equal(200);
    });

    it('has room again once a stream has closed', async () => {
      const server = await startServer({ socketsPerAddress: 20 });
      const readers = await Promise.all(Array.from({ length: 20 }, () => open(server)));

      readers[0]?.response.destroy();

      await until(() => PresenceReader.ask(server, 'desk'), ({ response }) => response.statusCode === 200);
    });

    it('answers one that is asked for behind another on the same connection without opening it', async () => {
      const server = await startServer({ socketsPerAddress: 3 });
      const ask = (path: string, more = '') => `GET ${path} HTTP/1.1\r\nHost: ${new URL(server.url).host}\r\n${more}\r\n`;
      const stream = ask('/presence/desk');
      // A file is read from the disk only after the requests behind it have arrived.
      const answers = await exchange(server, `${ask('/demo/')}${stream}${stream}${ask('/presence/desk', 'Connection: close\r\n')}`);

      expect(answers.match(/HTTP\/1\.1 \d+/g)).to.deep.equal(['HTTP/1.1 200', 'HTTP/1.1 400', 'HTTP/1.1 400', 'HTTP/1.1 400']);
      expect((await PresenceReader.ask(server, 'desk')).response.statusCode).to.equal(200);
    });

    it('notices a proxy that nobody has told it of', async () => {
      const lines: string[] = [];
      const server = await startServer({ log: (line) => lines.push(line) });

      await PresenceReader.ask(server, 'desk', { headers: { 'X-Forwarded-For': '192.0.2.1' } });

      expect(lines.join()).to.match(/X-Forwarded-For without --trust-proxy/);
    });
  });
});
