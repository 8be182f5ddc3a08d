import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { RtcError } from '../errors.ts';

/** What lets somebody into a room. */
export type RoomSecret =
  /** Whoever knows the room's name is in. */
  | { readonly kind: 'open' }
  /** Whoever knows the words is in; stretched, because the server sees what it is derived into. */
  | { readonly kind: 'passphrase'; readonly passphrase: string }
  /** Whoever has the link is in: 128 random bits that live in the page's fragment. */
  | { readonly kind: 'link'; readonly key: Uint8Array };

/** Everything a room's secret is turned into. None of it can be turned back. */
export interface RoomKeys {
  /** 32 hex digits: the public name of the room at the signalling server. */
  readonly tag: string;
  /** Authenticates greetings, offers and answers (HMAC-SHA-256). */
  readonly mac: Uint8Array;
  /** Hides from the signalling server what participants say of themselves (AES-256-GCM). */
  readonly seal: CryptoKey;
  /**
   * 32 hex digits that only those in the room know, and its server does not: names the room where a browser keeps what was said
   * in it, and in what is signed.
   */
  readonly log: string;
}

/** Bytes of a link's key: what fits into a fragment and cannot be guessed. */
const linkKeyLength = 16;
/** OWASP's figure of 2023 for PBKDF2-HMAC-SHA-256; about 0.2 s, natively, once per call. */
const passphraseRounds = 600_000;
const version = 'rtc-elements/1';

/**
 * Derives the keys of a room from its name and secret (HKDF, RFC 5869).
 * @throws RtcError `insecure-context` where the page has no WebCrypto.
 */
export async function roomKeys(room: string, secret: RoomSecret): Promise<RoomKeys> {
  // WebCrypto exists in secure contexts only, as do camera and microphone.
  if (!globalThis.crypto?.subtle) {
    throw new RtcError('insecure-context', 'Calls need a secure context: https:, or http: on localhost');
  }
  // However its accents were typed, it is the same room.
  const root = await rootSecret(room.normalize('NFC'), secret);
  const source = await crypto.subtle.importKey('raw', root as BufferSource, 'HKDF', false, ['deriveBits', 'deriveKey']);
  const from = (purpose: string) => {
    const [salt, info] = [utf8ToBytes(`${version}/${secret.kind}`) as BufferSource, utf8ToBytes(purpose) as BufferSource];
    return { name: 'HKDF', hash: 'SHA-256', salt, info };
  };
  const [tag, mac, seal, log] = await Promise.all([
    crypto.subtle.deriveBits(from('tag'), source, 128),
    crypto.subtle.deriveBits(from('mac'), source, 256),
    crypto.subtle.deriveKey(from('seal'), source, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']),
    crypto.subtle.deriveBits(from('log'), source, 128),
  ]);
  return { tag: bytesToHex(new Uint8Array(tag)), mac: new Uint8Array(mac), seal, log: bytesToHex(new Uint8Array(log)) };
}

async function rootSecret(room: string, secret: RoomSecret): Promise<Uint8Array> {
  switch (secret.kind) {
    case 'open':
      return utf8ToBytes(`open/${room}`);
    case 'link':
      // Of another length, the end of the key could pass for the beginning of the name.
      if (secret.key.length !== linkKeyLength) throw new RtcError('bad-attribute', `A link's key has ${linkKeyLength} bytes`);
      return Uint8Array.from([...secret.key, ...utf8ToBytes(room)]);
    case 'passphrase':
      return stretch(secret.passphrase.normalize('NFKC'), `${version}/passphrase/${room}`);
  }
}

/** PBKDF2 (RFC 8018 §5.2): makes each guess at a passphrase slow. */
async function stretch(passphrase: string, salt: string): Promise<Uint8Array> {
  const words = await crypto.subtle.importKey('raw', utf8ToBytes(passphrase) as BufferSource, 'PBKDF2', false, ['deriveBits']);
  const bits = await crypto.subtle.deriveBits(
    { name: 'PBKDF2', hash: 'SHA-256', iterations: passphraseRounds, salt: utf8ToBytes(salt) as BufferSource },
    words,
    256,
  );
  return new Uint8Array(bits);
}
