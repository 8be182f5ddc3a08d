import { expect } from 'chai';
import { base64Decode, base64Encode } from '../../../src/core/crypto/base64.ts';
import { roomKeys } from '../../../src/core/crypto/room-keys.ts';
import { seal, unseal } from '../../../src/core/crypto/seal.ts';
import { rejection } from '../../support/rejection.ts';

describe('seal', () => {
  let key: CryptoKey;

  before(async () => {
    ({ seal: key } = await roomKeys('daily', { kind: 'open' }));
  });

  it('brings back the text to whoever holds the key', async () => {
    for (const text of ['', 'Ada ☎ Lovelace', 'x'.repeat(4096)]) expect(await unseal(key, await seal(key, text))).to.equal(text);
  });

  it('never looks the same twice', async () => {
    expect(await seal(key, 'Ada')).not.to.equal(await seal(key, 'Ada'));
  });

  it('shows nothing of the text', async () => {
    const sealed = new TextDecoder('latin1').decode(base64Decode(await seal(key, 'Ada Lovelace')));
    expect(sealed).not.to.include('Ada');
  });

  it('is opened by no other key', async () => {
    const { seal: other } = await roomKeys('weekly', { kind: 'open' });
    await rejection(unseal(other, await seal(key, 'Ada')));
  });

  it('is broken by any bit that was changed', async () => {
    const bytes = base64Decode(await seal(key, 'Ada'));
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const tampered = bytes.slice();
      tampered[bit >> 3]! ^= 1 << (bit & 7);
      await rejection(unseal(key, base64Encode(tampered)));
    }
  });

  it('is broken by any cut', async () => {
    const bytes = base64Decode(await seal(key, 'Ada'));
    for (let length = 0; length < bytes.length; length++) await rejection(unseal(key, base64Encode(bytes.subarray(0, length))));
  });

  it('is broken when it is not even base64', async () => {
    await rejection(unseal(key, 'not sealed at all!'));
  });
});
