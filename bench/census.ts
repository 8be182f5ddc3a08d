import type { CDPSession, Page } from 'puppeteer';

/** How much there is of what a page could leave behind. */
export type Census = Readonly<Record<string, number>>;

/** Classes whose instances are counted, wherever they are still reachable from. */
const classes = [
  'RTCPeerConnection',
  'RTCDataChannel',
  'MediaStreamTrack',
  'MediaStream',
  'WebSocket',
  'AudioContext',
  'AbortSignal',
  'HTMLVideoElement',
  'HTMLAudioElement',
] as const;

/** The one name whose count is in bytes. */
export const heap = 'bytes of heap';

/** The browser's own counters (Chrome DevTools Protocol, Performance.getMetrics). */
const counters: Readonly<Record<string, string>> = {
  RTCPeerConnections: 'connections held by the browser',
  JSEventListeners: 'event listeners',
  Nodes: 'DOM nodes',
  AudioHandlers: 'audio nodes',
  JSHeapUsedSize: heap,
};

/**
 * Chromium itself keeps a stopped camera's tracks for some seconds, and now and then the nodes of a call that was just
 * removed; longer than this, somebody else does. Milliseconds.
 */
const patience = 20_000;

/** Counts after everything unreachable is gone: until the count `pleases`, or patience ends. `inCall`: tracks there have to be. */
export async function takeCensus(page: Page, pleases: (census: Census) => boolean, inCall = false): Promise<Census> {
  const since = Date.now();
  for (;;) {
    const census = await count(page);
    if (((inCall || census['MediaStreamTrack'] === 0) && pleases(census)) || Date.now() - since > patience) return census;
  }
}

async function count(page: Page): Promise<Census> {
  const session = await page.createCDPSession();
  await Promise.all([session.send('Performance.enable'), session.send('HeapProfiler.enable')]);
  // Some objects need more than one: their finalizers let go of others.
  for (let round = 0; round < 4; round++) await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const counted = metrics.flatMap(({ name, value }) => (counters[name] ? [[counters[name], value] as const] : []));
  const instances: (readonly [string, number])[] = [];
  for (const name of classes) instances.push([name, await countInstances(session, name)]);
  await session.detach();
  return Object.fromEntries([...instances, ...counted]);
}

async function countInstances(session: CDPSession, name: string): Promise<number> {
  const objectGroup = 'census';
  const { result: prototype } = await session.send('Runtime.evaluate', { expression: `${name}.prototype`, objectGroup });
  const { objects } = await session.send('Runtime.queryObjects', { prototypeObjectId: prototype.objectId ?? '', objectGroup });
  const { result } = await session.send('Runtime.callFunctionOn', {
    objectId: objects.objectId ?? '',
    functionDeclaration: 'function () { return this.length; }',
    returnByValue: true,
  });
  await session.send('Runtime.releaseObjectGroup', { objectGroup });
  return result.value as number;
}
