import { ip, ipNow } from './ip-command.ts';

/** Begins the name of every network namespace of ours; the process that made it follows. */
const family = 'rtc';

const ours = new Set<string>();
let isTidiedAtTheEnd = false;

/** Makes a network namespace with its loopback up; its name is another in every process. */
export async function createNamespace(name: string): Promise<string> {
  const namespace = `${family}-${process.pid}-${name}`;
  if (!isTidiedAtTheEnd) process.once('exit', removeOurs);
  isTidiedAtTheEnd = true;
  ours.add(namespace);
  await ip('netns', 'add', namespace);
  await ip('netns', 'exec', namespace, 'sh', '-c', quietStart);
  return namespace;
}

/** IPv4 only: whoever looks for addresses finds exactly one. */
const quietStart = [
  'for each in all default; do [ ! -e /proc/sys/net/ipv6 ] || echo 1 > /proc/sys/net/ipv6/conf/$each/disable_ipv6; done',
  'ip link set lo up',
].join('; ');

/** Ends whatever runs in it, and with it whatever it was wired with. */
export async function removeNamespace(namespace: string): Promise<void> {
  ours.delete(namespace);
  endAll(await ip('netns', 'pids', namespace));
  await ip('netns', 'del', namespace);
}

/** Whoever was killed could not tidy up; the next one does it for them. */
export async function removeLeftovers(): Promise<void> {
  const names = (await ip('netns', 'list')).split('\n').flatMap((line) => line.split(' ')[0] ?? []);
  const orphans = names.filter((name) => {
    const [first, pid] = name.split('-');
    return first === family && Number(pid) > 0 && !isRunning(Number(pid));
  });
  // Another process may be at it too.
  await Promise.all(orphans.map((name) => removeNamespace(name).catch(() => undefined)));
}

function removeOurs(): void {
  for (const namespace of ours) {
    try {
      endAll(ipNow('netns', 'pids', namespace));
      ipNow('netns', 'del', namespace);
    } catch {
      // One that was never made. The next process looks again.
    }
  }
}

function endAll(pids: string): void {
  for (const pid of pids.split('\n').filter(Boolean)) {
    try {
      process.kill(Number(pid), 'SIGKILL');
    } catch {
      // Gone by itself.
    }
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
