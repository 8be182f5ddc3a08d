import { type Source, sources } from '../../src/core/transport.ts';

interface SentVideo {
  /** Such as `VP8`; empty before anything was sent. */
  readonly codec: string;
  readonly height: number | undefined;
  readonly frames: number;
}

/** What a connection sends, by its own figures. */
export async function sentBy(connection: RTCPeerConnection, source: Source = 'camera'): Promise<SentVideo> {
  const report = await connection.getStats();
  const all = [...report.values()] as (RTCOutboundRtpStreamStats & { mid?: string })[];
  const outbound = all.find(({ type, mid }) => type === 'outbound-rtp' && mid === String(sources.indexOf(source)));
  const codec = outbound?.codecId ? (report.get(outbound.codecId) as { mimeType?: string } | undefined) : undefined;
  return { codec: codec?.mimeType?.split('/')[1] ?? '', height: outbound?.frameHeight, frames: outbound?.framesEncoded ?? 0 };
}

/** Resolves when it is so. Figures tell nobody that they have changed: they are looked at again and again. */
export async function sending(what: string, isSo: () => boolean | Promise<boolean>, patience = 10_000): Promise<void> {
  const end = performance.now() + patience;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(`Waited in vain for ${what}`);
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}
