import { expect } from 'chai';
import { base64Decode, base64Encode } from '../../src/core/crypto/base64.ts';
import { isWaitedFor, openTicket, sealTicket } from '../../src/core/page-ticket.ts';
import { movingTime } from '../../src/core/transport.ts';

const newKey = () => crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
const content = { id: 'Ada', wishes: [true, false] };
const realNow = Date.now;

describe('a ticket for the next page', () => {
  let key: CryptoKey;

  before(async () => {
    key = await newKey();
  });

  afterEach(() => {
    Date.now = realNow;
  });

  it('brings what it was given', async () => {
    expect(await openTicket(key, await sealTicket(key, content, 'call 1'), 'call 1')).to.deep.equal(content);
  });

  it('shows nothing of it', async () => {
    const sealed = new TextDecoder('latin1').decode(base64Decode(await sealTicket(key, content, 'call 1')));
    expect(sealed).not.to.include('Ada');
    expect(sealed).not.to.include('call 1');
  });

  it('is opened for nothing else than what it was made for', async () => {
    expect(await openTicket(key, await sealTicket(key, content, 'call 1'), 'call 2')).to.equal(undefined);
  });

  it('is opened by no other origin', async () => {
    expect(await openTicket(await newKey(), await sealTicket(key, content, 'call 1'), 'call 1')).to.equal(undefined);
  });

  it('is nothing once a bit of it was changed, or when it is none', async () => {
    const bytes = base64Decode(await sealTicket(key, content, 'call 1'));
    for (let bit = 0; bit < bytes.length * 8; bit += 5) {
      const tampered = bytes.slice();
      tampered[bit >> 3]! ^= 1 << (bit & 7);
      expect(await openTicket(key, base64Encode(tampered), 'call 1')).to.equal(undefined);
    }
    for (const text of ['', 'no ticket', 'AAAA']) expect(await openTicket(key, text, 'call 1')).to.equal(undefined);
  });

  for (const [age, isGood] of [[0, true], [movingTime - 1, true], [movingTime, false], [-5000, true], [-60_000, false], [Number.NaN, false]] as const) {
    it(`is ${isGood ? 'good' : 'nothing'} ${age / 1000} s after the page was left`, () => {
      const now = realNow();
      Date.now = () => now;
      expect(isWaitedFor(now - age)).to.equal(isGood);
    });
  }
});
