// WebKitGTK for Web Test Runner: its own display, its own driver, both ended by the pid they were started with.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { webdriverLauncher } from '@web/test-runner-webdriver';
import { executable } from '../../scripts/browsers.mjs';

export async function webkitLauncher() {
  const [binary, driver, xvfb] = [await executable('webkit'), await executable('webkitDriver'), await executable('xvfb')];
  const display = await startDisplay(xvfb);
  const port = await freePort();
  await startDriver(driver, port, display);
  const launcher = webdriverLauncher({
    automationProtocol: 'webdriver',
    hostname: '127.0.0.1',
    port,
    path: '/',
    capabilities: {
      'wdio:enforceWebDriverClassic': true,
      browserName: 'MiniBrowser',
      'webkitgtk:browserOptions': {
        binary,
        args: ['--automation', '--enable-media-stream=true', '--enable-mock-capture-devices=true'],
      },
    },
  });
  const initialize = launcher.initialize.bind(launcher);
  launcher.initialize = async (config) => {
    await initialize(config);
    launcher.name = 'WebKitGTK';
  };
  return launcher;
}

function start(path, args, options) {
  const child = spawn(path, args, options);
  process.once('exit', () => child.kill());
  return child;
}

// Xvfb picks a free display itself and writes its number once it accepts clients.
async function startDisplay(xvfb) {
  const args = ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'];
  const child = start(xvfb, args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const [number] = await once(child.stdio[3], 'data');
  return `:${String(number).trim()}`;
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
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
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
