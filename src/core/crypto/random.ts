import { bytesToHex } from '@noble/hashes/utils.js';

/** Unguessable, in hex: two digits a byte. */
export function randomHex(bytes: number): string {
  return bytesToHex(crypto.getRandomValues(new Uint8Array(bytes)));
}
