import { expect } from 'chai';
import { base64Decode, base64Encode } from '../../src/core/crypto/base64.ts';
import { type KeptEnd, LineEnd } from '../../src/features/support/secret-line.ts';
import { rejection } from './rejection.ts';

const ones = 'f'.repeat(60);
/** Points of Curve25519 whose order divides eight (https://cr.yp.to/ecdh.html#validate): 0, 1, two of order eight, p - 1, p and p + 1. */
const smallOrder = [
  '0'.repeat(64),
  `01${'0'.repeat(62)}`,
  'e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800',
  '5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157',
  `ec${ones}7f`,
  `ed${ones}7f`,
  `ee${ones}7f`,
];

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
}

/** In every engine: whether its X25519 refuses what it should is the engine's word. */
export function describeSecretLine(): void {
  describe('a secret line', () => {
    let [visitor, agent] = [] as unknown as [LineEnd, LineEnd];

    beforeEach(async () => {
      [visitor, agent] = await Promise.all([LineEnd.make('visitor'), LineEnd.make('agent')]);
    });

    const lines = () => Promise.all([visitor.lineTo(agent.publicKey), agent.lineTo(visitor.publicKey)]);

    it('carries words both ways', async () => {
      const [there, back] = await lines();
      expect(await back.unseal(await there.seal('Grüße 😀'))).to.equal('Grüße 😀');
      expect(await there.unseal(await back.seal(''))).to.equal('');
    });

    it('takes nothing back that it sent itself', async () => {
      const [there, back] = await lines();
      await rejection(there.unseal(await there.seal('hello')));
      await rejection(back.unseal(await back.seal('hello')));
    });

    it('takes nothing of which a bit was changed, or an end cut off', async () => {
      const [there, back] = await lines();
      const bytes = base64Decode(await there.seal('hello'));
      for (let index = 0; index < bytes.length; index++) {
        const changed = bytes.slice();
        changed[index]! ^= 1;
        await rejection(back.unseal(base64Encode(changed)));
      }
      for (const box of ['', '-', 'A', base64Encode(bytes.slice(0, -1)), base64Encode(bytes.slice(0, 11))]) await rejection(back.unseal(box));
    });

    it('is another for every pair of ends, and for who is who', async () => {
      const [there] = await lines();
      const box = await there.seal('hello');
      const [otherVisitor, otherAgent, twin] = await Promise.all([LineEnd.make('visitor'), LineEnd.make('agent'), LineEnd.make('visitor')]);
      await rejection((await otherAgent.lineTo(visitor.publicKey)).unseal(box));
      await rejection((await agent.lineTo(otherVisitor.publicKey)).unseal(box));
      // Two visitors have the same secret, and no line.
      const [one, other] = await Promise.all([visitor.lineTo(twin.publicKey), twin.lineTo(visitor.publicKey)]);
      await rejection(other.unseal(await one.seal('hello')));
    });

    it('is another for another spelling of the same key', async () => {
      const [there, back] = await lines();
      const bytes = base64Decode(agent.publicKey);
      // The highest bit does not count (RFC 7748 §5): the same secret, by another name.
      bytes[31]! ^= 0x80;
      const respelled = await visitor.lineTo(base64Encode(bytes));
      await rejection(back.unseal(await respelled.seal('hello')));
      expect(await back.unseal(await there.seal('hello'))).to.equal('hello');
    });

    it('has a key that is new for every end, and 32 bytes long', async () => {
      expect(visitor.publicKey).not.to.equal((await LineEnd.make('visitor')).publicKey);
      expect(base64Decode(visitor.publicKey)).to.have.length(32);
    });

    it('goes on from what was kept of an end', async () => {
      const before = await LineEnd.make('visitor', true);
      const kept = await before.keep();
      const after = await LineEnd.restore('visitor', JSON.parse(JSON.stringify(kept)) as KeptEnd);
      expect(after.publicKey).to.equal(before.publicKey);
      const [old, there, back] = await Promise.all([before.lineTo(agent.publicKey), after.lineTo(agent.publicKey), agent.lineTo(before.publicKey)]);
      expect(await back.unseal(await there.seal('still me'))).to.equal('still me');
      expect(await there.unseal(await back.seal('still you'))).to.equal('still you');
      expect(await back.unseal(await old.seal('as before'))).to.equal('as before');
      expect(await after.keep()).to.deep.equal(kept);
    });

    it('is the line of one end only: the other end, with the same halves, has none', async () => {
      const kept = (await (await LineEnd.make('visitor', true)).keep())!;
      const posing = await LineEnd.restore('agent', kept);
      const back = await agent.lineTo(kept.publicKey);
      await rejection(back.unseal(await (await posing.lineTo(agent.publicKey)).seal('hello')));
    });

    it('leaves nothing of an end that was not made to be kept', async () => {
      expect(await visitor.keep()).to.equal(undefined);
    });

    it('is not taken up with what is no key', async () => {
      const { publicKey, privateKey } = (await (await LineEnd.make('visitor', true)).keep())!;
      for (const wrong of ['', 'AAAA', '!'.repeat(64), publicKey, privateKey.slice(0, -4)]) await rejection(LineEnd.restore('visitor', { publicKey, privateKey: wrong }));
    });

    for (const point of smallOrder) {
      it(`leads to nobody with a key of small order: ${point.slice(0, 8)}…`, async () => {
        const bytes = bytesOf(point);
        await rejection(visitor.lineTo(base64Encode(bytes)));
        // The highest bit does not count (RFC 7748 §5).
        bytes[31]! |= 0x80;
        await rejection(visitor.lineTo(base64Encode(bytes)));
      });
    }

    it('leads to nobody with what is no key', async () => {
      for (const key of ['', 'AAAA', base64Encode(new Uint8Array(31).fill(9)), base64Encode(new Uint8Array(33).fill(9)), '!'.repeat(43)]) {
        await rejection(visitor.lineTo(key));
      }
    });
  });
}
