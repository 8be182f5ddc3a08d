import type { RtcErrorCode } from '../../src/core/errors.ts';
import { RtcError } from '../../src/core/errors.ts';
import type { TransferPhase, TransferState } from '../../src/features/files/transfer-state.ts';

let count = 0;

/** A file that Grace offers, unless said otherwise. */
export function transfer(change: Partial<TransferState> = {}): TransferState {
  const number = ++count;
  return {
    id: `transfer-${number}`,
    direction: 'in',
    group: `group-${number}`,
    peer: 'id-Grace',
    peerName: 'Grace',
    name: 'Report.pdf',
    size: 3_200_000,
    type: 'application/pdf',
    time: 0,
    phase: 'offered',
    transferred: 0,
    speed: 0,
    remaining: undefined,
    pausedBy: [],
    digest: '',
    file: undefined,
    error: undefined,
    endedBy: undefined,
    wasCleaned: false,
    ...change,
  };
}

/** As it is while half of it is there. */
export function running(change: Partial<TransferState> = {}): TransferState {
  return transfer({ phase: 'running', transferred: 1_600_000, speed: 800_000, remaining: 2, ...change });
}

export const digest = '0123456789abcdef'.repeat(4);

/** A picture, as small as one can be. */
export const png = Uint8Array.from(atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=='), (letter) => letter.charCodeAt(0));

/** A sound of nothing: eight samples. */
export const wav = Uint8Array.from(atob('UklGRiwAAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YQgAAACAgICAgICAgA=='), (letter) => letter.charCodeAt(0));

/** As it is when all of it came. */
export function done(name: string, type: string, parts: BlobPart[] = ['made up'], change: Partial<TransferState> = {}): TransferState {
  const file = new File(parts, name, { type });
  return transfer({ phase: 'done', name, type, size: file.size, transferred: file.size, digest, file, ...change });
}

export function failed(code: RtcErrorCode, change: Partial<TransferState> = {}): TransferState {
  return transfer({ phase: 'failed', error: new RtcError(code, 'Made up'), ...change });
}

/** One file to several, by what became of it with each. */
export function sentTo(phases: Readonly<Record<string, TransferPhase | TransferState>>): readonly TransferState[] {
  const group = `group-${++count}`;
  return Object.entries(phases).map(([peerName, phase]) => {
    const own = typeof phase === 'string' ? transfer({ phase }) : phase;
    return { ...own, direction: 'out', group, peer: `id-${peerName}`, peerName };
  });
}
