import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { expect } from 'chai';
import { roomKeys, type RoomKeys, type RoomSecret } from '../../../src/core/crypto/room-keys.ts';
import { seal, unseal } from '../../../src/core/crypto/seal.ts';
import { rejection, rejectionCode } from '../../support/rejection.ts';

const open: RoomSecret = { kind: 'open' };
const link = (first = 0): RoomSecret => ({ kind: 'link', key: Uint8Array.from({ length: 16 }, (_, index) => first + index) });
const passphrase = (words: string): RoomSecret => ({ kind: 'passphrase', passphrase: words });

describe('room keys', () => {
  describe('derivation', () => {
    // RFC 5869, appendix A.1 to A.3.
    const vectors = [
      {
        secret: '0b'.repeat(22),
        salt: '000102030405060708090a0b0c',
        info: 'f0f1f2f3f4f5f6f7f8f9',
        okm: '3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865',
      },
      {
        secret: range(0x00, 0x4f),
        salt: range(0x60, 0xaf),
        info: range(0xb0, 0xff),
        okm: 'b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87',
      },
      {
        secret: '0b'.repeat(22),
        salt: '',
        info: '',
        okm: '8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8',
      },
    ];

    for (const [index, { secret, salt, info, okm }] of vectors.entries()) {
      it(`is compared with HKDF-SHA-256 as RFC 5869 has it, case ${index + 1}`, () => {
        expect(hex(hkdf(sha256, unhex(secret), unhex(salt), unhex(info), okm.length / 2))).to.equal(okm);
      });
    }

    it('of an open room is what another HKDF makes of the documented inputs', async () => {
      const { tag, mac, seal: sealKey } = await roomKeys('daily', open);
      const other = (purpose: string, length: number) => otherHkdf(utf8('open/daily'), 'rtc-elements/1/open', purpose, length);
      expect(tag).to.equal(hex(other('tag', 16)));
      expect(hex(mac)).to.equal(hex(other('mac', 32)));
      await expectSameSeal(sealKey, other('seal', 32));
    });

    it('of a link is what another HKDF makes of key and name', async () => {
      const { tag } = await roomKeys('daily', link());
      const root = Uint8Array.from([...Array(16).keys(), ...utf8('daily')]);
      expect(tag).to.equal(hex(otherHkdf(root, 'rtc-elements/1/link', 'tag', 16)));
    });

    // These keys are the protocol: a version that derives others meets nobody of this one.
    it('does not change', async () => {
      const tags = [open, link(), passphrase('correct horse')].map(async (secret) => (await roomKeys('daily', secret)).tag);
      expect(await Promise.all(tags)).to.deep.equal([
        'b1046935a4764b691125ac590a409bfd',
        'e11c7657dc3daba89ed7117c5f59aff5',
        'e798c7c8d4f8c705c06e1a9d2bfa7f5f',
      ]);
    });
  });

  it('are the same for the same name and secret', async () => {
    for (const secret of [open, link(), passphrase('correct horse')]) {
      const [one, other] = [await roomKeys('daily', secret), await roomKeys('daily', secret)];
      expect([one.tag, hex(one.mac)]).to.deep.equal([other.tag, hex(other.mac)]);
      expect(await unseal(other.seal, await seal(one.seal, 'Ada'))).to.equal('Ada');
    }
  });

  it('have a tag of 32 hex digits and a MAC key of 32 bytes', async () => {
    const { tag, mac } = await roomKeys('daily', open);
    expect(tag).to.match(/^[0-9a-f]{32}$/);
    expect(mac.length).to.equal(32);
  });

  it('never meet across names, secrets and kinds of secret', async () => {
    const rooms: [string, RoomSecret][] = [
      ['daily', open],
      ['weekly', open],
      ['', open],
      ['daily', link()],
      ['daily', link(1)],
      ['weekly', link()],
      ['daily', passphrase('correct horse')],
      ['daily', passphrase('Correct horse')],
      ['weekly', passphrase('correct horse')],
      // What an open room's secret is made of, as a passphrase.
      ['daily', passphrase('open/daily')],
    ];
    const all = await Promise.all(rooms.map(([room, secret]) => roomKeys(room, secret)));
    expect(new Set(all.map(({ tag }) => tag)).size).to.equal(rooms.length);
    expect(new Set(all.map(({ mac }) => hex(mac))).size).to.equal(rooms.length);
    await rejection(unseal(all[1]!.seal, await seal(all[0]!.seal, 'Ada')));
  });

  it('do not give each other away: tag, MAC key and seal have nothing in common', async () => {
    const { tag, mac, seal: sealKey }: RoomKeys = await roomKeys('daily', open);
    expect(hex(mac)).not.to.include(tag);
    const asSeal = await crypto.subtle.importKey('raw', mac as BufferSource, 'AES-GCM', false, ['decrypt']);
    await rejection(unseal(asSeal, await seal(sealKey, 'Ada')));
  });

  it('have a seal that leaves the browser\'s vault no more', async () => {
    const { seal: sealKey } = await roomKeys('daily', open);
    expect(sealKey.extractable).to.equal(false);
    await rejection(crypto.subtle.exportKey('raw', sealKey));
  });

  it('take a room as it reads, however its accents were typed', async () => {
    const [composed, decomposed] = await Promise.all(['caf\u00e9', 'cafe\u0301'].map((room) => roomKeys(room, { kind: 'open' })));
    expect(composed!.tag).to.equal(decomposed!.tag);
  });

  it('take a passphrase as it sounds, not as a keyboard composed it', async () => {
    const [composed, decomposed] = [await roomKeys('daily', passphrase('caf\u00e9')), await roomKeys('daily', passphrase('cafe\u0301'))];
    expect(composed.tag).to.equal(decomposed.tag);
  });

  it('are made of a link\'s 128 bits, not of fewer or more', async () => {
    for (const length of [0, 15, 17]) {
      expect(await rejectionCode(roomKeys('daily', { kind: 'link', key: new Uint8Array(length) }))).to.equal('bad-attribute');
    }
  });
});

function otherHkdf(root: Uint8Array, salt: string, info: string, length: number): Uint8Array {
  return hkdf(sha256, root, utf8(salt), utf8(info), length);
}

async function expectSameSeal(key: CryptoKey, raw: Uint8Array): Promise<void> {
  const native = await crypto.subtle.importKey('raw', raw as BufferSource, 'AES-GCM', false, ['decrypt']);
  expect(await unseal(native, await seal(key, 'Ada'))).to.equal('Ada');
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function unhex(digits: string): Uint8Array {
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** Hex of the bytes from `first` to `last`. */
function range(first: number, last: number): string {
  return hex(Uint8Array.from({ length: last - first + 1 }, (_, index) => first + index));
}
