import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** The first 128 bits of the SHA-256 (FIPS 180-4) of a text, in hex: the same for everybody who knows the text. */
export function idFrom(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)).subarray(0, 16));
}

/** SHA-256 (FIPS 180-4) of what comes bit by bit; `crypto.subtle` would have to have all of it at once. */
export class StreamDigest {
  readonly #hash = sha256.create();

  update(bytes: Uint8Array): void {
    this.#hash.update(bytes);
  }

  /** Nothing can be added after it. */
  hex(): string {
    return bytesToHex(this.#hash.digest());
  }
}
