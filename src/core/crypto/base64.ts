/** Base64url without padding (RFC 4648 §5). */
export function base64Encode(bytes: Uint8Array): string {
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** @throws DOMException `InvalidCharacterError` for anything else. */
export function base64Decode(text: string): Uint8Array<ArrayBuffer> {
  // `atob` would also take white space and padding.
  if (!/^[\w-]*$/.test(text)) throw new DOMException('Not base64url', 'InvalidCharacterError');
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
