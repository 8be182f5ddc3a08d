import { base64Decode, base64Encode } from '../../core/crypto/base64.ts';
import { fieldBytes } from '../../core/crypto/mac.ts';
import { seal, unseal } from '../../core/crypto/seal.ts';
import { RtcError } from '../../core/errors.ts';

export type End = 'visitor' | 'agent';

/** What two ends say to each other and nobody between them can read or change (AES-256-GCM). */
export interface SecretLine {
  seal(text: string): Promise<string>;
  /** Rejects for what the other end did not seal. */
  unseal(box: string): Promise<string>;
}

/** Both halves of an end, in base64url: with them the next page is the same end. */
export interface KeptEnd {
  readonly publicKey: string;
  readonly privateKey: string;
}

/**
 * One end of lines: a key pair (X25519, RFC 7748). It is made anew for every page, and its private half stays where it is;
 * unless it was made to be kept.
 */
export class LineEnd {
  readonly publicKey: string;
  readonly #end: End;
  readonly #privateKey: CryptoKey;

  private constructor(end: End, publicKey: string, privateKey: CryptoKey) {
    this.#end = end;
    this.publicKey = publicKey;
    this.#privateKey = privateKey;
  }

  /** @throws RtcError `insecure-context` without WebCrypto, `unsupported-browser` without X25519. */
  static async make(end: End, isKept = false): Promise<LineEnd> {
    if (!globalThis.crypto?.subtle) throw new RtcError('insecure-context', 'Support calls need a secure context: https:, or http: on localhost');
    try {
      const pair = await crypto.subtle.generateKey('X25519', isKept, ['deriveBits']);
      const publicKey = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
      return new LineEnd(end, base64Encode(publicKey), pair.privateKey);
    } catch (cause) {
      throw new RtcError('unsupported-browser', 'This browser has no X25519', { cause });
    }
  }

  /** The end that another page kept. */
  static async restore(end: End, { publicKey, privateKey }: KeptEnd): Promise<LineEnd> {
    const key = await crypto.subtle.importKey('pkcs8', base64Decode(privateKey), 'X25519', true, ['deriveBits']);
    return new LineEnd(end, publicKey, key);
  }

  /** Undefined for one that was not made to be kept. */
  async keep(): Promise<KeptEnd | undefined> {
    if (!this.#privateKey.extractable) return undefined;
    const privateKey = base64Encode(new Uint8Array(await crypto.subtle.exportKey('pkcs8', this.#privateKey)));
    return { publicKey: this.publicKey, privateKey };
  }

  /** The line to whoever has the private half of another end's key. Rejects for what is no key. */
  async lineTo(other: string): Promise<SecretLine> {
    const isVisitor = this.#end === 'visitor';
    const visitor = isVisitor ? this.publicKey : other;
    const agent = isVisitor ? other : this.publicKey;
    const theirs = await crypto.subtle.importKey('raw', base64Decode(other), 'X25519', false, []);
    // Rejects, too, where the secret would be all zeros: a key of small order (RFC 7748 §6.1).
    const secret = await crypto.subtle.deriveBits({ name: 'X25519', public: theirs }, this.#privateKey, 256);
    const root = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']);
    const keyFrom = (end: End) => {
      // Each direction has its own, so that nothing can be sent back to where it came from.
      const info = fieldBytes(['rtc-elements/1 line', visitor, agent, end]);
      const derivation = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(32), info };
      return crypto.subtle.deriveKey(derivation, root, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
    };
    const [own, their] = await Promise.all([keyFrom(this.#end), keyFrom(isVisitor ? 'agent' : 'visitor')]);
    return { seal: (text) => seal(own, text), unseal: (box) => unseal(their, box) };
  }
}
