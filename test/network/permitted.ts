import { accessSync, constants } from 'node:fs';
import { executable } from '../../scripts/browsers.mjs';
import { complaint, ip } from './ip-command.ts';

const tun = '/dev/net/tun';

/** Why this machine can have no {@link Lab}; undefined where it can. Installs what is missing if it may. */
export async function refusal(): Promise<string | undefined> {
  if (process.platform !== 'linux') return `network namespaces are Linux's, this is ${process.platform}`;
  if (process.getuid?.() !== 0) return 'not root';
  try {
    await Promise.all([executable('ip'), executable('python3')]);
  } catch (error) {
    return (error as Error).message;
  }
  try {
    accessSync(tun, constants.R_OK | constants.W_OK);
  } catch {
    return `no ${tun}`;
  }
  return namespacesRefused();
}

async function namespacesRefused(): Promise<string | undefined> {
  const name = `rtc-${process.pid}-probe`;
  try {
    await ip('netns', 'add', name);
    await ip('-n', name, 'link', 'set', 'lo', 'up');
    await ip('netns', 'del', name);
    return undefined;
  } catch (error) {
    return `network namespaces are not permitted: ${complaint(error)}`;
  }
}
