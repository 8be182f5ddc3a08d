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
  'PermissionStatus',
  'HTMLVideoElement',
  'HTMLAudioElement',
] as const;

/**
 * The one name whose count is in bytes: of everything that a script makes. What the engine compiles it to is not counted: that grows for as long as
 * it finds something to optimize, and is given back when it is needed.
 */
export const heap = 'bytes of heap';

/** Of a heap snapshot's nodes, those that are no objects of a script (V8, `HeapSnapshot`'s node types). */
const notOurs = ['code', 'native', 'hidden', 'synthetic', 'object shape'];

/** The browser's own counters (Chrome DevTools Protocol, Performance.getMetrics). */
const counters: Readonly<Record<string, string>> = {
  RTCPeerConnections: 'connections held by the browser',
  JSEventListeners: 'event listeners',
  Nodes: 'DOM nodes',
  AudioHandlers: 'audio nodes',
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
  const bytes = await bytesOfObjects(session);
  await session.detach();
  return { ...Object.fromEntries([...instances, ...counted]), [heap]: bytes };
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

interface Snapshot {
  readonly snapshot: { readonly meta: { readonly node_fields: readonly string[]; readonly node_types: readonly [readonly string[]] } };
  readonly nodes: readonly number[];
}

async function bytesOfObjects(session: CDPSession): Promise<number> {
  const chunks: string[] = [];
  const hear = ({ chunk }: { chunk: string }) => chunks.push(chunk);
  session.on('HeapProfiler.addHeapSnapshotChunk', hear);
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  session.off('HeapProfiler.addHeapSnapshotChunk', hear);
  const { snapshot, nodes } = JSON.parse(chunks.join('')) as Snapshot;
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const [type, size] = [fields.indexOf('type'), fields.indexOf('self_size')];
  let bytes = 0;
  for (let node = 0; node < nodes.length; node += fields.length) {
    if (!notOurs.includes(types[0][nodes[node + type] ?? 0] ?? '')) bytes += nodes[node + size] ?? 0;
  }
  return bytes;
}
