import { base64Encode } from '../../src/core/crypto/base64.ts';
import type { Credential } from '../../src/features/support/credential.ts';
import { agentStatement, type Certificate } from '../../src/features/support/desk-proof.ts';

/** An Ed25519 pair, and its halves as the files of rtc-elements have them. */
export interface SigningKey {
  readonly publicKey: string;
  readonly secret: string;
  readonly privateKey: CryptoKey;
}

export async function newSigningKey(): Promise<SigningKey> {
  const pair = await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify']);
  const publicKey = base64Encode(new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)));
  const { d = '' } = await crypto.subtle.exportKey('jwk', pair.privateKey);
  return { publicKey, secret: d, privateKey: pair.privateKey };
}

/** Seconds since the epoch, from now. */
export function inSeconds(seconds: number): number {
  return Math.floor(Date.now() / 1000) + seconds;
}

/** The word of `desk`, signed by `by`, that `agent` is its agent. */
export async function certify(desk: string, by: SigningKey, agent: SigningKey, { name = 'Ada', expires = inSeconds(3600) } = {}): Promise<Certificate> {
  const claims = { name, publicKey: agent.publicKey, expires };
  const signature = await crypto.subtle.sign('Ed25519', by.privateKey, agentStatement(desk, claims));
  return { ...claims, signature: base64Encode(new Uint8Array(signature)) };
}

/** What an agent with a certificate brings along. */
export async function certified(desk: string, by: SigningKey, options: { name?: string; expires?: number } = {}): Promise<Credential> {
  const agent = await newSigningKey();
  return { desk, privateKey: agent.privateKey, certificate: await certify(desk, by, agent, options) };
}
