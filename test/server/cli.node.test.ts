import { expect } from 'chai';
import { createHmac } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { IceServer } from '../../src/server/ice.ts';
import { endCommands, run } from './command.ts';
import { startServer, stopServers } from './running-server.ts';
import { deadClient, refusal, SignallingClient, socketUrl } from './signalling-client.ts';

/** Starts the command on a free port and waits for its first lines. */
async function runServe(words: string[] = ['--port', '0'], environment: NodeJS.ProcessEnv = {}) {
  const { child, ended } = run(['serve', ...words], environment);
  const lines: string[] = [];
  for await (const line of createInterface(child.stdout)) {
    lines.push(line);
    if (lines.length === 4) break;
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
    endCommands();
    await stopServers();
  });

  it('serves, and says first where the demos are and what may fail', async () => {
    const { lines, server } = await runServe();

    expect(lines[0]).to.match(/http:\/\/127\.0\.0\.1:\d+\/demo\/$/);
    expect(lines[1]).to.match(/STUN or TURN.*NATs.*may fail/);
    expect(lines[2]).to.match(/^A shop .*\/demo\/shop\.html$/);
    expect(lines[3]).to.match(/\/demo\/desk\.html$/);
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

  it('issues credentials of a TURN server, says that there is one, and its secret nowhere', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'rtc-secret-'));
    const file = join(folder, 'secret');
    await writeFile(file, ' of two servers\n', { mode: 0o600 });
    const { child, ended, lines, server } = await runServe(
      ['--port', '0', '--turn-url', 'turn:turn.example.org:3478?transport=udp', '--turn-url', 'turns:[2001:db8::1]:5349', '--turn-secret-file', file],
      { RTC_TURN_LIFETIME: '90', RTC_STUN_URL: 'stun:turn.example.org', RTC_TURN_SECRET: 'of something else' },
    );
    await rm(folder, { recursive: true });
    const answer = await fetch(`${server.url}/ice`);
    const [stun, turn] = (await answer.json()) as IceServer[];
    child.kill('SIGTERM');
    const { out, err } = await ended;

    expect(stun).to.deep.equal({ urls: ['stun:turn.example.org'] });
    expect(turn?.urls).to.deep.equal(['turn:turn.example.org:3478?transport=udp', 'turns:[2001:db8::1]:5349']);
    expect(turn?.credential).to.equal(createHmac('sha1', 'of two servers').update(turn?.username ?? '').digest('base64'));
    expect(answer.headers.get('cache-control')).to.contain('max-age=90');
    expect(lines[1]).to.equal('TURN: turn:turn.example.org:3478?transport=udp, turns:[2001:db8::1]:5349');
    expect(lines.join('\n') + out + err).not.to.contain('of two servers');
  });

  it('takes the secret from the environment, and says what follows of STUN alone', async () => {
    const { lines, server } = await runServe([], { RTC_PORT: '0', RTC_TURN_URL: 'turn:a.example,turn:b.example', RTC_TURN_SECRET: 'x' });
    const [turn] = (await (await fetch(`${server.url}/ice`)).json()) as IceServer[];
    expect(turn?.urls).to.deep.equal(['turn:a.example', 'turn:b.example']);
    expect(lines[1]).to.equal('TURN: turn:a.example, turn:b.example');

    const direct = await runServe(['--port', '0', '--stun-url', 'stun:a.example']);
    expect(direct.lines[1]).to.match(/STUN, but no TURN.*may fail/);
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
    [['serve', '--agent', 'Ann'], /'--agent' is no option of serve/],
    [['serve', '--port'], /--port/],
    [['serve', '--port', '65536'], /'65536' is not a port/],
    [['serve', '--port', '0x50'], /'0x50' is not a port/],
    [['serve', '--sockets-per-address', '0'], /'0' is not a number of sockets: a number from 1/],
    [['serve', '--messages-per-address', '1e3'], /'1e3' is not a number of messages/],
    [['serve', '--trust-proxy', 'yes'], /'yes' is not a number of proxies: a number from 0 to 9/],
    [['serve', '--turn-url', 'turn:a.example'], /--turn-url needs --turn-secret-file, or RTC_TURN_SECRET/],
    [['serve', '--turn-url', 'https://a.example', '--turn-secret-file', 'package.json'], /'https:\/\/a.example' is not a TURN server/],
    [['serve', '--turn-url', 'turn:user@a.example', '--turn-secret-file', 'package.json'], /is not a TURN server/],
    [['serve', '--turn-url', 'turn:a.example', '--turn-secret-file', 'none/such'], /'none\/such' cannot be read: no such file/],
    [['serve', '--turn-url', 'turn:a.example', '--turn-secret-file', '/dev/null'], /'\/dev\/null' is empty/],
    [['serve', '--turn-url', 'turn:a.example', '--turn-secret-file', 'package.json', '--turn-lifetime', '59'], /'59' is not a lifetime in seconds: a number from 60/],
    [['serve', '--turn-secret-file', 'package.json'], /--turn-url, which is missing/],
    [['serve', '--stun-url', 'stun:a.example?transport=udp'], /is not a STUN server/],
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
    expect(out).to.match(/desk-key <file>[^]*\/presence\/[^]*--agent[^]*--with[^]*--days/);
    expect(out).to.match(/RTC_TURN_URL[^]*RTC_TURN_SECRET_FILE, or RTC_TURN_SECRET[^]*RTC_TURN_LIFETIME[^]*RTC_STUN_URL/);
    expect(out).to.match(/RTC_SOCKETS_PER_ADDRESS[^]*RTC_MESSAGES_PER_ADDRESS[^]*RTC_TRUST_PROXY/);
  });

  it('knows its version', async () => {
    const { code, out } = await run(['--version']).ended;

    expect(code).to.equal(0);
    expect(out).to.match(/^\d+\.\d+\.\d+/);
  });
});
