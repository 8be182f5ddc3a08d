import { expect } from 'chai';
import { base64Decode, base64Encode } from '../../../src/core/crypto/base64.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);

describe('base64url', () => {
  it('writes the test vectors of RFC 4648 §10, without padding', () => {
    const vectors = { '': '', f: 'Zg', fo: 'Zm8', foo: 'Zm9v', foob: 'Zm9vYg', fooba: 'Zm9vYmE', foobar: 'Zm9vYmFy' };
    for (const [text, encoded] of Object.entries(vectors)) {
      expect(base64Encode(bytesOf(text))).to.equal(encoded);
      expect(base64Decode(encoded)).to.deep.equal(bytesOf(text));
    }
  });

  it('uses the alphabet of addresses', () => {
    expect(base64Encode(Uint8Array.of(0xfb, 0xff, 0xfe))).to.equal('-__-');
    expect(base64Decode('-__-')).to.deep.equal(Uint8Array.of(0xfb, 0xff, 0xfe));
  });

  it('brings back any bytes', () => {
    for (let length = 0; length < 300; length++) {
      const bytes = crypto.getRandomValues(new Uint8Array(length));
      expect(base64Decode(base64Encode(bytes))).to.deep.equal(bytes);
    }
  });

  it('refuses anything else', () => {
    for (const text of ['Zg==', 'Zm9v Ym', 'Zm9v\n', '+//+', 'Z', 'Zm9v!', '☎']) {
      expect(() => base64Decode(text), text).to.throw(DOMException);
    }
  });
});
