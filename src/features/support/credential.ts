import * as v from 'valibot';
import { base64Encode } from '../../core/crypto/base64.ts';
import { RtcError } from '../../core/errors.ts';
import { jsonParser } from '../../core/parser.ts';
import { type Certificate, certificate, type DeskProof, isProven, lineStatement, publicKey } from './desk-proof.ts';

/** What lets an agent speak for a desk. The private key in it cannot be taken out again. */
export interface Credential {
  /** The desk's public key. */
  readonly desk: string;
  readonly privateKey: CryptoKey;
  /** Without one it is the desk's own key. */
  readonly certificate?: Certificate;
}

/** What is wrong with a file that lets nobody speak for a desk. `damaged`: its keys do not belong together, or its signature to them. */
export type CredentialFault = 'no-key-file' | 'other-desk' | 'expired' | 'damaged';

/** Says which, for whoever opened the file. */
export class CredentialError extends RtcError {
  readonly fault: CredentialFault;
  constructor(fault: CredentialFault, message: string) {
    super('untrusted-peer', message);
    this.fault = fault;
  }
}

const keyFile = v.object({
  type: v.literal('rtc-elements desk key'),
  version: v.literal(1),
  publicKey,
  privateKey: publicKey,
});
const certificateFile = v.object({
  type: v.literal('rtc-elements agent certificate'),
  version: v.literal(1),
  desk: publicKey,
  ...certificate.entries,
  privateKey: publicKey,
});
const parseFile = jsonParser(v.variant('type', [keyFile, certificateFile]));

/**
 * Reads the text of a key file, or of an agent's certificate file.
 * @throws CredentialError `untrusted-peer` if it is neither, is of another desk than `desk`, or has expired; RtcError `unsupported-browser`
 * without Ed25519.
 */
export async function openCredential(text: string, desk: string): Promise<Credential> {
  const content = parseFile(text);
  if (!content) throw new CredentialError('no-key-file', 'Not a key file of rtc-elements');
  const isKey = content.type === 'rtc-elements desk key';
  if ((isKey ? content.publicKey : content.desk) !== desk) throw new CredentialError('other-desk', 'This file is for another desk');
  const privateKey = await importPrivateKey(content.publicKey, content.privateKey);
  if (isKey) return believable({ desk, privateKey });
  const { name, publicKey, expires, signature } = content;
  if (expires * 1000 <= Date.now()) throw new CredentialError('expired', 'This certificate has expired');
  return believable({ desk, privateKey, certificate: { name, publicKey, expires, signature } });
}

/** Else its agent would sit at the desk unknown to every visitor. Firefox imports halves of two keys as one. */
async function believable(credential: Credential): Promise<Credential> {
  if (await isProven(credential.desk, '', '', await proveLine(credential, '', ''))) return credential;
  throw new CredentialError('damaged', 'The keys in this file do not belong together, or the desk has not signed it');
}

/** Signs that the line between two keys leads to the desk. */
export async function proveLine({ desk, privateKey, certificate }: Credential, visitor: string, agent: string): Promise<DeskProof> {
  const signature = await crypto.subtle.sign('Ed25519', privateKey, lineStatement(desk, visitor, agent));
  return { signature: base64Encode(new Uint8Array(signature)), ...(certificate && { certificate }) };
}

async function importPrivateKey(x: string, d: string): Promise<CryptoKey> {
  try {
    return await crypto.subtle.importKey('jwk', { kty: 'OKP', crv: 'Ed25519', x, d }, 'Ed25519', false, ['sign']);
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'NotSupportedError') {
      throw new RtcError('unsupported-browser', 'This browser has no Ed25519', { cause });
    }
    // No cause: it may quote the key.
    throw new CredentialError('damaged', 'The keys in this file do not belong together');
  }
}
