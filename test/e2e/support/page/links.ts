import { untilFound } from './waiting.ts';

const connections = new Set<RTCPeerConnection>();

/** Tells of the configuration of every connection that is made, and whenever it changes. */
export function noticeConnections(tell: (configuration: RTCConfiguration | undefined) => void): void {
  globalThis.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      tell(configuration);
      super(configuration);
      connections.add(this);
    }

    override setConfiguration(configuration?: RTCConfiguration): void {
      tell(configuration);
      super.setConfiguration(configuration);
    }
  };
}

/** Resolves once exactly this many connections of the page are up. `patience` in milliseconds. */
export async function isLinked(count: number, patience: number): Promise<void> {
  const states = () => [...connections].map(({ connectionState }) => connectionState);
  const what = () => `${count} links among: ${states().join(', ')}`;
  await untilFound(what, performance.now() + patience, () => states().filter((state) => state === 'connected').length === count);
}

/** Types of the candidates that the links in use have on this side, one for each (W3C webrtc-stats §8.13): of the pair in use. */
export async function linkCandidates(): Promise<string[]> {
  const open = [...connections].filter(({ connectionState }) => connectionState === 'connected');
  const reports = await Promise.all(open.map((connection) => connection.getStats()));
  return reports.flatMap((report) => {
    const all = [...report.values()] as { id: string; type: string; selected?: boolean; selectedCandidatePairId?: string; localCandidateId: string }[];
    const chosen = new Set(all.map(({ selectedCandidatePairId }) => selectedCandidatePairId));
    // Firefox marks the pair itself.
    const pairs = all.filter(({ id, type, selected }) => type === 'candidate-pair' && (selected ?? chosen.has(id)));
    return pairs.map(({ localCandidateId }) => (report.get(localCandidateId) as { candidateType: string }).candidateType);
  });
}

/** What this side knows of the others' candidates, on every link there ever was: type and address (W3C webrtc-stats §8.17). */
export async function remoteCandidates(): Promise<string[]> {
  const reports = await Promise.all([...connections].map((connection) => connection.getStats()));
  const all = reports.flatMap((report) => [...report.values()] as { type: string; candidateType: string; address?: string; ip?: string }[]);
  return all.filter(({ type }) => type === 'remote-candidate').map(({ candidateType, address, ip }) => `${candidateType} ${address ?? ip ?? ''}`);
}
