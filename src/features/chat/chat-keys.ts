import { base64Decode, base64Encode } from '../../core/crypto/base64.ts';
import { fieldBytes } from '../../core/crypto/mac.ts';
import { RtcError } from '../../core/errors.ts';

/** Who one is in a chat (Ed25519, RFC 8032). The private half cannot be taken out. */
export interface ChatKeys {
  /** In base64url. */
  readonly publicKey: string;
  readonly privateKey: CryptoKey;
}

/** @throws RtcError `unsupported-browser` without Ed25519. */
export async function makeKeys(): Promise<ChatKeys> {
  try {
    const { publicKey, privateKey } = (await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify']));
    return { publicKey: base64Encode(new Uint8Array(await crypto.subtle.exportKey('raw', publicKey))), privateKey };
  } catch (cause) {
    throw new RtcError('unsupported-browser', 'This browser has no Ed25519', { cause });
  }
}

/** Signs and checks what is said in one room. */
export class Notary {
  readonly #room: string;
  readonly #keys: ChatKeys;
  readonly #known = new Map<string, Promise<CryptoKey>>();

  /** `room`: as `RoomKeys.log`; what is signed in one room says nothing in another. */
  constructor(room: string, keys: ChatKeys) {
    this.#room = room;
    this.#keys = keys;
  }

  signPost(body: string): Promise<string> {
    return this.#sign(postStatement(this.#room, body));
  }

  isPost(author: string, body: string, signature: string): Promise<boolean> {
    return this.#verify(author, postStatement(this.#room, body), signature);
  }

  /** That this key is `from`’s, said to nobody but `to`: both are ids of participants. */
  signHello(from: string, to: string): Promise<string> {
    return this.#sign(helloStatement(this.#room, from, to));
  }

  isHello(author: string, from: string, to: string, signature: string): Promise<boolean> {
    return this.#verify(author, helloStatement(this.#room, from, to), signature);
  }

  async #sign(statement: Uint8Array<ArrayBuffer>): Promise<string> {
    return base64Encode(new Uint8Array(await crypto.subtle.sign('Ed25519', this.#keys.privateKey, statement)));
  }

  async #verify(author: string, statement: Uint8Array<ArrayBuffer>, signature: string): Promise<boolean> {
    try {
      return await crypto.subtle.verify('Ed25519', await this.#key(author), base64Decode(signature), statement);
    } catch {
      // Not a key.
      return false;
    }
  }

  #key(author: string): Promise<CryptoKey> {
    const known = this.#known.get(author) ?? crypto.subtle.importKey('raw', base64Decode(author), 'Ed25519', false, ['verify']);
    // Whoever makes up authors makes up many.
    if (this.#known.size >= mostKeys) this.#known.clear();
    this.#known.set(author, known);
    return known;
  }
}

const mostKeys = 500;

function postStatement(room: string, body: string): Uint8Array<ArrayBuffer> {
  return fieldBytes(['rtc-elements/1 chat post', room, body]);
}

function helloStatement(room: string, from: string, to: string): Uint8Array<ArrayBuffer> {
  return fieldBytes(['rtc-elements/1 chat hello', room, from, to]);
}
