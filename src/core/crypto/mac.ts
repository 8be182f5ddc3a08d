import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';

/**
 * HMAC-SHA-256 (RFC 2104) over a list of fields, in hex. Synchronous, because an offer must be judged before an
 * RTCPeerConnection exists for it. Each field is preceded by its length: no two lists look alike.
 */
export function macOf(key: Uint8Array, fields: readonly (string | number)[]): string {
  return bytesToHex(hmac(sha256, key, fieldBytes(fields)));
}

/** A list of fields as bytes: each in UTF-8, preceded by its length in four bytes, the highest first. */
export function fieldBytes(fields: readonly (string | number)[]): Uint8Array<ArrayBuffer> {
  const parts = fields.flatMap((field) => {
    const bytes = utf8ToBytes(String(field));
    return [lengthPrefix(bytes.length), bytes];
  });
  return concatBytes(...parts);
}

/** Compares in a time that does not depend on where the two differ. */
export function sameMac(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let index = 0; index < a.length; index++) difference |= a.charCodeAt(index) ^ b.charCodeAt(index);
  return difference === 0;
}

function lengthPrefix(length: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, length);
  return bytes;
}
