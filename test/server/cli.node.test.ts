import { expect } from 'chai';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { startServer, stopServers } from './running-server.ts';
import { deadClient, refusal, SignallingClient, socketUrl } from './signalling-client.ts';

const children: ChildProcess[] = [];

function run(words: string[], environment: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/server/cli.ts', ...words], {
    env: { ...process.env, ...environment },
  });
  children.push(child);
  const said = { out: '', err: '' };
  child.stdout.on('data', (data: Buffer) => (said.out += data.toString()));
  child.stderr.on('data', (data: Buffer) => (said.err += data.toString()));
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, ...said }));
  return { child, ended };
}

/** Starts the command on a free port and waits for its first two lines. */
async function runServe(words: string[] = ['--port', '0'], environment: NodeJS.ProcessEnv = {}) {
  const { child, ended } = run(['serve', ...words], environment);
  const lines: string[] = [];
  for await (const line of createInterface(child.stdout)) {
    lines.push(line);
    if (lines.length === 2) break;
  }
  // Reading on keeps the pipe open for whatever the command still says.
  child.stdout.resume();
  const url = /http:\/\/[^/]+/.exec(lines[0] ?? '')?.[0] ?? '';
  return { child, ended, lines, server: { url, stop: () => Promise.resolve() } };
}

describe('rtc-elements', function () {
  // Each starts a Node of its own.
  this.timeout(15_000);

  afterEach(async () => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    await stopServers();
  });

  it('serves, and says first where the demos are and what may fail', async () => {
    const { lines, server } = await runServe();

    expect(lines[0]).to.match(/http:\/\/127\.0\.0\.1:\d+\/demo\/$/);
    expect(lines[1]).to.match(/STUN or TURN.*NATs.*may fail/);
    expect((await fetch(`${server.url}/health`)).status).to.equal(200);
    await SignallingClient.open(server, 'alice');
  });

  it('takes its options from the environment too', async () => {
    const { server } = await runServe([], {
      RTC_PORT: '0',
      RTC_HOST: '::1',
      RTC_ALLOW_ORIGIN: 'https://a.example, https://shop.example/',
    });
    const url = socketUrl(server, { id: 'mallory', token: 't', key: 'peerjs' });

    expect(server.url).to.match(/^http:\/\/\[::1\]:/);
    await SignallingClient.open(server, 'alice', 'token', { origin: 'https://shop.example' });
    expect(await refusal(url, { origin: 'https://elsewhere.example' })).to.equal(403);
  });

  it('lets an option win over the environment', async () => {
    const { server } = await runServe(['--port', '0', '--allow-origin', 'https://b.example'], {
      RTC_PORT: 'none',
      RTC_ALLOW_ORIGIN: 'https://a.example',
    });

    await SignallingClient.open(server, 'alice', 'token', { origin: 'https://b.example' });
  });

  it('takes the limits of an address from an option and from the environment', async () => {
    const { server } = await runServe(['--port', '0', '--sockets-per-address', '2'], { RTC_TRUST_PROXY: '1', RTC_MESSAGES_PER_ADDRESS: '1' });
    const from = (address: string) => ({ headers: { 'X-Forwarded-For': address } });
    const flooder = await SignallingClient.open(server, 'alice', 'token', from('192.0.2.1'));
    await SignallingClient.open(server, 'bob', 'token', from('192.0.2.1'));
    await SignallingClient.open(server, 'carol', 'token', from('192.0.2.2'));

    expect(await refusal(socketUrl(server, { id: 'mallory', token: 't', key: 'peerjs' }), from('192.0.2.1'))).to.equal(429);
    for (let sent = 0; sent < 20; sent += 1) flooder.send({ type: 'HEARTBEAT' });
    expect(await flooder.closed).to.equal(1008);
  });

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    it(`closes its sockets and exits with 0 on ${signal}`, async () => {
      const { child, ended, server } = await runServe();
      const alice = await SignallingClient.open(server, 'alice');

      child.kill(signal);

      expect(await alice.closed).to.equal(1001);
      expect((await ended).code).to.equal(0);
    });
  }

  it('takes the same signal twice in a moment for one, as npm passes Ctrl-C on', async () => {
    const { child, ended, server } = await runServe();
    await deadClient(server, 'slow');

    child.kill('SIGINT');
    expect((await fetch(`${server.url}/health`)).status).to.be.oneOf([200, 503]);
    child.kill('SIGINT');

    expect((await ended).code).to.equal(0);
  });

  it('exits at once on a second signal', async () => {
    const { child, ended, server } = await runServe();
    await deadClient(server, 'slow');
    child.kill('SIGTERM');
    const askedAt = performance.now();

    // While it waits for the slow one it still answers; asking paces the signals.
    while (child.exitCode === null) {
      await fetch(`${server.url}/health`).catch(() => ended);
      child.kill('SIGTERM');
    }

    expect((await ended).code).to.equal(143);
    expect(performance.now() - askedAt).to.be.below(1500);
  });

  it('says clearly that the port is in use', async () => {
    const { port } = new URL((await startServer()).url);

    const { code, err } = await run(['serve', '--port', port]).ended;

    expect(code).to.equal(1);
    expect(err).to.equal(`rtc-elements: port ${port} of 127.0.0.1 is in use; choose another with --port\n`);
  });

  const misuse: [string[], RegExp][] = [
    [[], /command is needed/],
    [['dance'], /Unknown command 'dance'/],
    [['serve', 'now'], /Unexpected 'now'/],
    [['serve', '--colour', 'red'], /Unknown option '--colour'/],
    [['serve', '--port'], /--port/],
    [['serve', '--port', '65536'], /'65536' is not a port/],
    [['serve', '--port', '0x50'], /'0x50' is not a port/],
    [['serve', '--sockets-per-address', '0'], /'0' is not a number of sockets: a number from 1/],
    [['serve', '--messages-per-address', '1e3'], /'1e3' is not a number of messages/],
    [['serve', '--trust-proxy', 'yes'], /'yes' is not a number of proxies: a number from 0 to 9/],
    [['serve', '--allow-origin', 'shop.example'], /'shop.example' is not an origin/],
    [['serve', '--allow-origin', 'https://shop.example/basket'], /is not an origin/],
  ];
  for (const [words, message] of misuse) {
    it(`refuses '${['rtc-elements', ...words].join(' ')}'`, async () => {
      const { code, out, err } = await run(words).ended;

      expect(code).to.equal(2);
      expect(out).to.equal('');
      expect(err).to.match(message).and.to.match(/--help/);
    });
  }

  it('explains itself', async () => {
    const { code, out } = await run(['--help']).ended;

    expect(code).to.equal(0);
    expect(out).to.match(/--port[^]*RTC_PORT[^]*--host[^]*RTC_HOST[^]*--allow-origin[^]*RTC_ALLOW_ORIGIN/);
    expect(out).to.match(/RTC_SOCKETS_PER_ADDRESS[^]*RTC_MESSAGES_PER_ADDRESS[^]*RTC_TRUST_PROXY/);
  });

  it('knows its version', async () => {
    const { code, out } = await run(['--version']).ended;

    expect(code).to.equal(0);
    expect(out).to.match(/^\d+\.\d+\.\d+/);
  });
});
