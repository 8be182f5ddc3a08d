// What WebCrypto does with AES-GCM, done before it is asked how long that takes.
import { createCipheriv, createDecipheriv, KeyObject } from 'node:crypto';

const tagLength = 16;

export function encrypt({ iv }: AesGcmParams, key: CryptoKey, text: Uint8Array): Promise<ArrayBuffer> {
  const cipher = createCipheriv('aes-256-gcm', KeyObject.from(key), iv as Uint8Array);
  const sealed = Buffer.concat([cipher.update(text), cipher.final(), cipher.getAuthTag()]);
  return Promise.resolve(new Uint8Array(sealed).buffer);
}

export async function decrypt({ iv }: AesGcmParams, key: CryptoKey, sealed: Uint8Array): Promise<ArrayBuffer> {
  const decipher = createDecipheriv('aes-256-gcm', KeyObject.from(key), iv as Uint8Array);
  decipher.setAuthTag(sealed.subarray(-tagLength));
  return new Uint8Array(Buffer.concat([decipher.update(sealed.subarray(0, -tagLength)), decipher.final()])).buffer;
}
