// WebKitGTK under WebDriver: on a display of its own; both end by the pid they were started with.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { executable } from '../../scripts/browsers.mjs';
import { freePort } from './free-port.mjs';

/** Starts the driver; its port, what a session asks it for, and how to end it before this process ends. */
export async function startWebKitDriver() {
  const [binary, driver, xvfb] = [await executable('webkit'), await executable('webkitDriver'), await executable('xvfb')];
  const display = await startDisplay(xvfb);
  const port = await freePort();
  const child = await startDriver(driver, port, display.name);
  const capabilities = {
    browserName: 'MiniBrowser',
    'webkitgtk:browserOptions': {
      binary,
      args: ['--automation', '--enable-media-stream=true', '--enable-mock-capture-devices=true'],
    },
  };
  const end = () => [child, display.child].forEach((each) => each.kill());
  return { port, capabilities, end };
}

function start(path, args, options) {
  const child = spawn(path, args, options);
  const kill = () => child.kill();
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
  return child;
}

// Xvfb picks a free display itself and writes its number once it accepts clients.
async function startDisplay(xvfb) {
  const args = ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'];
  const child = start(xvfb, args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const [number] = await once(child.stdio[3], 'data');
  return { child, name: `:${String(number).trim()}` };
}

async function startDriver(driver, port, display) {
  const env = {
    ...process.env,
    DISPLAY: display,
    WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
    WEBKIT_DISABLE_COMPOSITING_MODE: '1',
  };
  const child = start(driver, [`--port=${port}`, '--host=127.0.0.1'], { env, stdio: 'ignore' });
  while (child.exitCode === null && !(await listens(port)));
  return child;
}

async function listens(port) {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
