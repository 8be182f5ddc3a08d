import type { ParticipantId, Quality, QualityCause } from '../../../core/transport.ts';
import type { Judgement } from './judgement.ts';

export interface Verdict {
  readonly quality: Quality;
  readonly cause: QualityCause;
}

const order: readonly Quality[] = ['poor', 'fair', 'good'];

/**
 * Whose fault it is. Of one bad link nobody can tell which end it is; of several links, what all have is this end's,
 * what one has is that other's. `self` is what all links have in common.
 */
export function blame(links: ReadonlyMap<ParticipantId, Judgement>): { self: Verdict; others: Map<ParticipantId, Verdict> } {
  const judged = [...links.values()].filter(({ quality }) => quality !== 'unknown');
  const bad = judged.filter(({ cause }) => cause === 'network');
  const isOwn = judged.length > 1 && bad.length === judged.length;
  const network: QualityCause = isOwn ? 'your-network' : judged.length > 1 ? 'their-network' : 'network';
  const others = new Map([...links].map(([id, { quality, cause }]) => [id, { quality, cause: cause === 'network' ? network : cause }]));
  return { self: ownVerdict(judged, isOwn), others };
}

function ownVerdict(judged: readonly Judgement[], isOwn: boolean): Verdict {
  if (judged.length === 0) return { quality: 'unknown', cause: '' };
  const best = judged.map(({ quality }) => quality).sort((a, b) => order.indexOf(b) - order.indexOf(a))[0] ?? 'unknown';
  if (isOwn) return { quality: best, cause: 'your-network' };
  const isBusy = judged.some(({ cause }) => cause === 'your-device');
  return isBusy ? { quality: 'fair', cause: 'your-device' } : { quality: 'good', cause: '' };
}
