import { startWebKitDriver } from '../../support/webkit-driver.mjs';
import { idOf, patience, type WebDriver } from './web-driver.ts';

/** WebKitGTK, by WebDriver over HTTP. */
export async function openWebKit(): Promise<WebDriver> {
  const driver = await startWebKitDriver();
  let session = '';
  const send = async (method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<unknown> => {
    const answer = await fetch(`http://127.0.0.1:${driver.port}/session${session}${path}`, { method, body: body ? JSON.stringify(body) : null });
    const { value } = (await answer.json()) as { readonly value: unknown };
    if (!answer.ok) throw new Error(`WebKit: ${method} ${path}: ${JSON.stringify(value).slice(0, 400)}`);
    return value;
  };
  const { sessionId } = (await send('POST', '', { capabilities: { alwaysMatch: driver.capabilities } })) as { readonly sessionId: string };
  session = `/${sessionId}`;
  await send('POST', '/timeouts', { script: patience });
  return {
    goTo: (url) => send('POST', '/url', { url }),
    run: async <Answer>(script: string) => (await send('POST', '/execute/async', { script, args: [] })) as Answer,
    resize: (width, height) => send('POST', '/window/rect', { width, height }),
    roleOf: async (element) => String(await send('GET', `/element/${idOf(element)}/computedrole`)),
    nameOf: async (element) => String(await send('GET', `/element/${idOf(element)}/computedlabel`)),
    end: async () => {
      await send('DELETE', '');
      driver.end();
    },
  };
}
