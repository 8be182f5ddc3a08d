import { expect } from 'chai';
import { once } from 'node:events';
import { Agent } from 'node:http';
import { text } from 'node:stream/consumers';
import { PresenceReader } from './presence-reader.ts';
import { startServer, stopServers } from './running-server.ts';
import { deadClient, SignallingClient } from './signalling-client.ts';

describe('GET /presence/<family> when the server stops', function () {
  afterEach(stopServers);

  // Two seconds of grace are part of it.
  this.timeout(10_000);

  it('ends at once, without the news that the agents lost their sockets', async () => {
    const server = await startServer();
    await SignallingClient.open(server, 'desk-0');
    const reader = await PresenceReader.ask(server, 'desk');
    expect(await reader.next()).to.equal(1);
    const askedAt = performance.now();

    await server.stop();

    expect(await reader.next()).to.equal(undefined);
    expect(performance.now() - askedAt).to.be.below(1500);
  });

  it('ends streams over connections that are kept alive', async () => {
    const server = await startServer();
    const agent = new Agent({ keepAlive: true });
    const reader = await PresenceReader.ask(server, 'desk', { agent });
    expect(await reader.next()).to.equal(0);
    const askedAt = performance.now();

    await server.stop();

    expect(performance.now() - askedAt).to.be.below(1500);
    agent.destroy();
  });

  it('ends what is asked for meanwhile as a lost stream, for which browsers come back', async () => {
    const server = await startServer();
    await deadClient(server, 'slow');
    const stopped = server.stop();

    const answer = await fetch(`${server.url}/presence/desk`);

    expect(answer.status).to.equal(200);
    expect(await answer.text()).to.equal('retry: 2000\n');
    await stopped;
  });

  it('does not count what has ended, though its connection lives on', async () => {
    const server = await startServer({ socketsPerAddress: 1 });
    await deadClient(server, 'slow');
    const stopped = server.stop();
    const options = { agent: new Agent({ keepAlive: true }), localAddress: '127.0.1.1' };

    const isFree = once(options.agent, 'free');
    const first = await PresenceReader.ask(server, 'desk', options);
    expect(await first.next()).to.equal(undefined);
    await isFree;
    const second = await PresenceReader.ask(server, 'desk', options);

    expect(second.connection).to.equal(first.connection);
    // None is open any more: it is the other limit, for two in a moment.
    expect(await text(second.response)).to.equal('Too many new sockets from this address\n');
    await stopped;
  });
});
