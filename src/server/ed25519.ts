import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** The two halves of an Ed25519 key (RFC 8032), each 32 bytes as base64url: the `x` and the `d` of a JWK (RFC 8037 §2). */
export interface KeyPair {
  readonly publicKey: string;
  /** The seed. */
  readonly privateKey: string;
}

// 32 bytes are 42 characters and two thirds: the last one can only be one of sixteen.
const KEY = /^[\w-]{42}[AEIMQUYcgkosw048]$/;

export function newKeyPair(): KeyPair {
  const { x = '', d = '' } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  return { publicKey: x, privateKey: d };
}

/** The two as a pair, or undefined when they are not the halves of one key. */
export function readKeyPair(publicKey: unknown, privateKey: unknown): KeyPair | undefined {
  if (!isKey(publicKey) || !isKey(privateKey)) return undefined;
  const pair = { publicKey, privateKey };
  return createPublicKey(privateKeyObject(pair)).export({ format: 'jwk' }).x === publicKey ? pair : undefined;
}

/** Signs the fields and answers the signature as base64url, 86 characters. */
export function signFields(fields: readonly string[], pair: KeyPair): string {
  return sign(null, fieldBytes(fields), privateKeyObject(pair)).toString('base64url');
}

/** Each field's UTF-8 bytes after their number, as four bytes, the highest first: no two lists have the same bytes. */
function fieldBytes(fields: readonly string[]): Buffer {
  return Buffer.concat(
    fields.flatMap((field) => {
      const bytes = Buffer.from(field);
      const length = Buffer.alloc(4);
      length.writeUInt32BE(bytes.length);
      return [length, bytes];
    }),
  );
}

function isKey(value: unknown): value is string {
  return typeof value === 'string' && KEY.test(value);
}

function privateKeyObject({ publicKey, privateKey }: KeyPair): KeyObject {
  return createPrivateKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey, d: privateKey }, format: 'jwk' });
}
