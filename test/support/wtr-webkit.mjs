// WebKitGTK for Web Test Runner.
import { webdriverLauncher } from '@web/test-runner-webdriver';
import { startWebKitDriver } from './webkit-driver.mjs';

export async function webkitLauncher() {
  const { port, capabilities } = await startWebKitDriver();
  const launcher = webdriverLauncher({
    automationProtocol: 'webdriver',
    hostname: '127.0.0.1',
    port,
    path: '/',
    capabilities: { 'wdio:enforceWebDriverClassic': true, ...capabilities },
  });
  const initialize = launcher.initialize.bind(launcher);
  launcher.initialize = async (config) => {
    await initialize(config);
    launcher.name = 'WebKitGTK';
  };
  return launcher;
}
