import { base64Encode } from '../../core/crypto/base64.ts';
import type { KeptTransfer } from './shelf.ts';
import type { TransferState } from './transfer-state.ts';

/** A transfer that nobody has answered yet. */
export function begun(direction: 'in' | 'out', facts: Omit<KeptTransfer, 'time' | 'digest'>): TransferState {
  return {
    ...facts, direction, time: Date.now(), phase: 'offered', transferred: 0, speed: 0, remaining: undefined, pausedBy: [], digest: '', file: undefined, error: undefined, endedBy: undefined,
  };
}

export function newId(): string {
  return base64Encode(crypto.getRandomValues(new Uint8Array(16)));
}

/** As it can be sent: empty for what is no media type. */
export function plainType(type: string): string {
  return /^[\w!#$&^.+-]{1,50}\/[\w!#$&^.+-]{1,49}$/.test(type) ? type : '';
}
