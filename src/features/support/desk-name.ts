/** A desk, as a page names it. */
export interface DeskName {
  /** What people read. */
  readonly label: string;
  /** Its public key (Ed25519, RFC 8032) in base64url: its identity. Empty: whoever knows the label can be the desk. */
  readonly key: string;
}

/** Whether a text can be a desk's public key: 32 bytes in base64url. */
export function isDeskKey(text: string): boolean {
  return /^[\w-]{42}[AEIMQUYcgkosw048]$/.test(text);
}

/** The public tag of the addresses that the desk's agents take: 32 hex digits. */
export async function deskTag({ label, key }: DeskName): Promise<string> {
  const name = `rtc-elements/1/desk/${key || `open/${label.normalize('NFC')}`}`;
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(name));
  return Array.from(new Uint8Array(digest, 0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Agents who are there and take nobody hold their addresses under this one. */
export function awayTag(tag: string): string {
  return `${tag}-away`;
}
