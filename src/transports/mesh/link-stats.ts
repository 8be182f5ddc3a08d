import type { LinkStats } from '../../core/transport.ts';

/** The selected candidate pair (W3C webrtc-stats §8.13): named by the transport, or marked by Firefox. */
export function selectedPair(report: RTCStatsReport | undefined): RTCIceCandidatePairStats | undefined {
  const all = [...((report?.values() ?? []) as Iterable<RTCTransportStats & RTCIceCandidatePairStats & { selected?: boolean }>)];
  const id = all.find(({ type, selectedCandidatePairId }) => type === 'transport' && selectedCandidatePairId)?.selectedCandidatePairId;
  return all.find((stats) => (id ? stats.id === id : stats.type === 'candidate-pair' && stats.selected));
}

/** Figures about a link, of what its connection says of itself. */
export function linkStats(report: RTCStatsReport | undefined): LinkStats {
  const pair = selectedPair(report);
  const local = pair && (report?.get(pair.localCandidateId) as { candidateType?: string } | undefined);
  return {
    roundTripTime: pair?.currentRoundTripTime === undefined ? undefined : pair.currentRoundTripTime * 1000,
    relayed: local?.candidateType === 'relay',
    ...(report && { report }),
  };
}
