import { base64Decode, base64Encode } from './base64.ts';

/** Bytes of the random nonce that AES-GCM wants (NIST SP 800-38D §8.2.2). */
const nonceLength = 12;

/** Encrypts a text for those who hold the key, and know the context: what it is for. */
export async function seal(key: CryptoKey, text: string, context = ''): Promise<string> {
  const nonce = crypto.getRandomValues(new Uint8Array(nonceLength));
  const sealed = await crypto.subtle.encrypt(parameters(nonce, context), key, new TextEncoder().encode(text));
  const bytes = new Uint8Array(nonceLength + sealed.byteLength);
  bytes.set(nonce);
  bytes.set(new Uint8Array(sealed), nonceLength);
  return base64Encode(bytes);
}

/** Decrypts what {@link seal} made. Rejects if the key or the context is another or a bit was changed. */
export async function unseal(key: CryptoKey, sealed: string, context = ''): Promise<string> {
  const bytes = base64Decode(sealed);
  const nonce = bytes.slice(0, nonceLength);
  const text = await crypto.subtle.decrypt(parameters(nonce, context), key, bytes.slice(nonceLength));
  return new TextDecoder().decode(text);
}

function parameters(iv: Uint8Array<ArrayBuffer>, context: string): AesGcmParams {
  return { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(context) };
}
