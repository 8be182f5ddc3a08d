import { expect } from 'chai';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Socket } from 'node:net';
import type { Host } from './host.ts';
import { inLab } from './in-lab.ts';
import { removeLeftovers } from './namespaces.ts';

/** Whoever is cut off never hears that the other end is gone: both are ended here. */
const open = new Set<Socket>();

/** One connection between two machines, both ends in this process, until the test is over. */
async function wire(from: Host, to: Host): Promise<{ near: Socket; far: Socket }> {
  const server = await to.listen();
  const accepted = once(server, 'connection') as Promise<[Socket]>;
  const near = await from.connect((server.address() as { port: number }).port, to.address);
  const [far] = await accepted;
  server.close();
  near.setNoDelay(true);
  far.setNoDelay(true);
  far.on('data', (data) => far.write(data));
  for (const socket of [near, far]) open.add(socket.resume().on('error', () => undefined));
  return { near, far };
}

/** Milliseconds until what was said has come back. */
async function roundTrip(socket: Socket): Promise<number> {
  const start = performance.now();
  const back = once(socket, 'data');
  socket.write('x');
  await back;
  return performance.now() - start;
}

describe('a lab', () => {
  const lab = inLab();

  afterEach('end all connections', () => {
    for (const socket of open) socket.destroy();
    open.clear();
  });

  it('joins its machines, and nobody else', async () => {
    const [ada, bob] = await Promise.all([lab.host('ada'), lab.host('bob')]);
    const { near, far } = await wire(ada, bob);
    await roundTrip(near);
    expect(far.remoteAddress).to.equal(ada.address);
    const addresses = createInterface(ada.spawn('ip', ['-o', '-4', 'address'], { stdio: ['ignore', 'pipe', 'inherit'] }).stdout!);
    const lines: string[] = [];
    for await (const line of addresses) lines.push(line);
    expect(lines.map((line) => line.split(/\s+/)[3])).to.deep.equal(['127.0.0.1/8', `${ada.address}/24`]);
  });

  it('takes away what a process left that was killed', async () => {
    const script = `import { Lab } from './test/network/lab.ts'; await (await Lab.open()).host('ada', { shaped: true }); console.log('ready'); setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    const left = () => execFileSync('ip', ['netns', 'list'], { encoding: 'utf8' }).includes(`rtc-${child.pid}-`);
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
    expect(left()).to.equal(true);
    await removeLeftovers();
    expect(left()).to.equal(false);
  });

  it('cuts a machine off silently, and heals it', async () => {
    const [ada, bob] = await Promise.all([lab.host('ada'), lab.host('bob')]);
    const { near } = await wire(ada, bob);
    let answered = false;
    near.once('data', () => (answered = true));
    await ada.cut();
    near.write('x');
    await untilRetried(ada);
    expect([answered, near.destroyed]).to.deep.equal([false, false]);
    const back = once(near, 'data');
    await ada.heal();
    await back;
  });

  it('blocks two from each other and from nobody else', async () => {
    const [ada, bob, cyd] = await Promise.all([lab.host('ada'), lab.host('bob'), lab.host('cyd')]);
    const [blocked, well] = await Promise.all([wire(ada, bob), wire(ada, cyd)]);
    let answered = false;
    blocked.near.once('data', () => (answered = true));
    await ada.block(bob);
    blocked.near.write('x');
    await untilRetried(ada);
    await roundTrip(well.near);
    expect(answered).to.equal(false);
    const back = once(blocked.near, 'data');
    await ada.unblock(bob);
    await back;
  });

  it('comes back after its cable was out, and under another address', async () => {
    const [ada, bob] = await Promise.all([lab.host('ada'), lab.host('bob')]);
    await ada.unplug();
    await ada.plug();
    const before = ada.address;
    await wire(ada, bob);
    await ada.changeAddress();
    expect(ada.address).not.to.equal(before);
    const { near, far } = await wire(ada, bob);
    await roundTrip(near);
    expect(far.remoteAddress).to.equal(ada.address);
  });

  it('makes a shaped cable slow, and well again', async () => {
    const [ada, bob] = await Promise.all([lab.host('ada', { shaped: true }), lab.host('bob')]);
    const { near } = await wire(ada, bob);
    await roundTrip(near);
    await ada.condition({ delay: 100 });
    const slow = await roundTrip(near);
    await ada.condition({});
    const fast = await roundTrip(near);
    console.log(`      round trip at 2 × 100 ms: ${slow.toFixed(1)} ms; perfect: ${fast.toFixed(1)} ms`);
    expect(slow).to.be.within(200, 300);
    expect(fast).to.be.below(100);
  });

  it('limits what gets through', async () => {
    const [ada, bob] = await Promise.all([lab.host('ada', { shaped: true }), lab.host('bob')]);
    await ada.condition({ rate: 1000 });
    const { near, far } = await wire(ada, bob);
    const start = performance.now();
    const bytes = 125_000;
    let arrived = 0;
    near.write(Buffer.alloc(bytes));
    far.removeAllListeners('data');
    await new Promise<void>((resolve) => {
      far.on('data', (data: Buffer) => {
        arrived += data.length;
        if (arrived === bytes) resolve();
      });
    });
    const seconds = (performance.now() - start) / 1000;
    console.log(`      1 Mbit at 1 Mbit/s: ${seconds.toFixed(2)} s`);
    expect(seconds).to.be.within(0.9, 4);
  });
});

/** Resolves when the kernel of a machine has said something again that got no answer. */
async function untilRetried(host: Host): Promise<void> {
  const child = host.spawn('python3', ['-c', waitForRetransmission], { stdio: 'inherit' });
  await once(child, 'exit');
}

// The kernel tells nobody of what it counts: it is asked until it has counted two more.
const waitForRetransmission = `
import time
def count():
    names, values = [l.split() for l in open('/proc/net/snmp') if l.startswith('Tcp:')]
    return int(values[names.index('RetransSegs')])
before = count()
while count() < before + 2: time.sleep(0.05)
`;
