import * as v from 'valibot';
import { base64Decode } from '../../core/crypto/base64.ts';
import { fieldBytes } from '../../core/crypto/mac.ts';

/** A public key of 32 bytes, or a signature of 64, in base64url. */
export const publicKey = v.pipe(v.string(), v.regex(/^[\w-]{43}$/));
const signature = v.pipe(v.string(), v.regex(/^[\w-]{86}$/));

/** The desk's word that somebody is its agent, until `expires`: seconds since the epoch. */
export const certificate = v.strictObject({
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(80)),
  publicKey,
  expires: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  signature,
});
export type Certificate = v.InferOutput<typeof certificate>;

/** Shows that whoever holds a line's key speaks for the desk. */
export const deskProof = v.strictObject({ signature, certificate: v.optional(certificate) });
export type DeskProof = v.InferOutput<typeof deskProof>;

/** What an agent signs: the two ends of one line, by the keys that were made for it alone. */
export function lineStatement(desk: string, visitor: string, agent: string): Uint8Array<ArrayBuffer> {
  return fieldBytes(['rtc-elements/1 desk', desk, visitor, agent]);
}

/** What a desk signs for its agent. */
export function agentStatement(desk: string, { publicKey, name, expires }: Omit<Certificate, 'signature'>): Uint8Array<ArrayBuffer> {
  return fieldBytes(['rtc-elements/1 agent', desk, publicKey, name, String(expires)]);
}

/** Whether `proof` shows that the line between two keys leads to the desk with this public key. */
export async function isProven(desk: string, visitor: string, agent: string, proof: DeskProof): Promise<boolean> {
  const { certificate } = proof;
  if (certificate) {
    if (certificate.expires * 1000 <= Date.now()) return false;
    if (!(await isSigned(desk, agentStatement(desk, certificate), certificate.signature))) return false;
  }
  return isSigned(certificate?.publicKey ?? desk, lineStatement(desk, visitor, agent), proof.signature);
}

/** Ed25519 (RFC 8032), natively (W3C Web Cryptography API level 2 §30). */
async function isSigned(by: string, statement: Uint8Array<ArrayBuffer>, signature: string): Promise<boolean> {
  try {
    const key = await crypto.subtle.importKey('raw', base64Decode(by), 'Ed25519', false, ['verify']);
    return await crypto.subtle.verify('Ed25519', key, base64Decode(signature), statement);
  } catch {
    // Not the bytes of a key.
    return false;
  }
}
