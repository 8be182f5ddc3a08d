import { expect } from 'chai';
import { macOf, sameMac } from '../../../src/core/crypto/mac.ts';

const key = Uint8Array.from({ length: 32 }, (_, index) => index);

describe('macOf', () => {
  it('is HMAC-SHA-256 over the fields, each behind its length in four bytes', async () => {
    const message = Uint8Array.from([0, 0, 0, 5, ...text('offer'), 0, 0, 0, 1, ...text('7'), 0, 0, 0, 0]);
    const native = await crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
    const expected = new Uint8Array(await crypto.subtle.sign('HMAC', native, message));
    expect(macOf(key, ['offer', 7, ''])).to.equal(hex(expected));
  });

  it('depends on the key', () => {
    expect(macOf(key, ['x'])).not.to.equal(macOf(key.map((byte) => byte ^ 1), ['x']));
  });

  it('is another for every list of fields', () => {
    const lists = [
      [], [''], ['', ''], ['', '', ''], ['a'], ['b'], ['ab'], ['a', 'b'], ['b', 'a'], ['', 'ab'], ['ab', ''], ['a', '', 'b'],
      ['\0'], ['\0\0\0\0'], ['\0\0\0\u0001a'], ['a\0\0\0\u0001b'], ['A'], ['ä'], ['a\u0308'], ['1', '2'], ['12'], ['1 2'], ['1,2'],
    ];
    expect(new Set(lists.map((list) => macOf(key, list))).size).to.equal(lists.length);
  });
});

describe('sameMac', () => {
  const mac = macOf(key, ['x']);

  it('knows a MAC again', () => {
    expect(sameMac(mac, macOf(key, ['x']))).to.equal(true);
  });

  it('knows it from every other, wherever they differ', () => {
    for (let index = 0; index < mac.length; index++) {
      const other = `${mac.slice(0, index)}${mac[index] === '0' ? '1' : '0'}${mac.slice(index + 1)}`;
      expect(sameMac(mac, other)).to.equal(false);
    }
    for (const other of ['', mac.slice(1), `${mac}0`, mac.toUpperCase()]) expect(sameMac(mac, other)).to.equal(false);
  });
});

function text(words: string): Uint8Array {
  return new TextEncoder().encode(words);
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
