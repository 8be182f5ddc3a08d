import { expect } from 'chai';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { startServer, stopServers } from './running-server.ts';
import { deadClient, refusal, SignallingClient, socketUrl } from './signalling-client.ts';

describe('RunningServer.stop', function () {
  // Two seconds of grace are part of it.
  this.timeout(10_000);

  afterEach(stopServers);

  it('tells every socket that the server goes away, and frees the port', async () => {
    const server = await startServer();
    const alice = await SignallingClient.open(server, 'alice');

    await server.stop();

    expect(await alice.closed).to.equal(1001);
    await startServer({ port: Number(new URL(server.url).port) });
  });

  it('may be called twice', async () => {
    const server = await startServer();

    await Promise.all([server.stop(), server.stop()]);
    await server.stop();
  });

  it('says so at /health, and opens no more sockets, while it waits for the slow', async () => {
    const server = await startServer();
    await deadClient(server, 'slow');

    const stopped = server.stop();
    const health = await fetch(`${server.url}/health`);

    expect(health.status).to.equal(503);
    expect(await health.json()).to.include({ status: 'stopping', sockets: 1 });
    expect(await refusal(socketUrl(server, { id: 'late', token: 't', key: 'peerjs' }))).to.equal(503);
    await stopped;
  });

  it('does not wait for the dead for ever', async () => {
    const server = await startServer();
    const dead = await deadClient(server, 'dead');
    const askedAt = performance.now();

    await server.stop();

    expect(performance.now() - askedAt).to.be.below(4500);
    dead.resume();
    if (!dead.closed) await once(dead, 'close');
  });

  it('leaves nothing that keeps the process alive', async () => {
    const script = `
      import { serve } from './src/server/serve.ts';
      const server = await serve({ port: 0 });
      await fetch(server.url + '/health');
      await server.stop();
      await serve({ port: 0, host: '192.0.2.1' }).catch(() => console.log('stopped, and refused'));`;
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script]);
    let said = '';
    child.stdout.on('data', (data: Buffer) => (said += data.toString()));

    // Reported, and ended, by the time limit otherwise.
    const ended = once(child, 'exit', { signal: AbortSignal.timeout(8000) });
    const [code] = (await ended.finally(() => child.kill('SIGKILL'))) as [number | null];

    expect(said).to.equal('stopped, and refused\n');
    expect(code).to.equal(0);
  });
});
