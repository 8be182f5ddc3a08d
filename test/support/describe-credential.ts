import { expect } from 'chai';
import { openCredential, proveLine } from '../../src/features/support/credential.ts';
import { isProven } from '../../src/features/support/desk-proof.ts';
import { RtcError } from '../../src/core/errors.ts';
import { certify, inSeconds, newSigningKey, type SigningKey } from './desk-credentials.ts';
import { rejection, rejectionCode } from './rejection.ts';

/** In every engine: whether two halves of a key belong together is the engine's word. */
export function describeCredential(): void {
  describe("an agent's credential", () => {
    const [visitor, agent] = ['v'.repeat(43), 'a'.repeat(43)];
    let [desk, own] = [] as unknown as [SigningKey, SigningKey];
    let keyFile: Record<string, unknown>;
    let certificateFile: Record<string, unknown>;

    beforeEach(async () => {
      [desk, own] = await Promise.all([newSigningKey(), newSigningKey()]);
      keyFile = { type: 'rtc-elements desk key', version: 1, publicKey: desk.publicKey, privateKey: desk.secret };
      const certificate = await certify(desk.publicKey, desk, own);
      certificateFile = { type: 'rtc-elements agent certificate', version: 1, desk: desk.publicKey, ...certificate, privateKey: own.secret };
    });

    const open = (file: object, of = desk.publicKey) => openCredential(JSON.stringify(file), of);

    it('of a key file speaks for the desk', async () => {
      const credential = await open(keyFile);
      const proof = await proveLine(credential, visitor, agent);
      expect(proof).to.have.all.keys('signature');
      expect(await isProven(desk.publicKey, visitor, agent, proof)).to.equal(true);
    });

    it('of a certificate speaks for the desk under a name', async () => {
      const credential = await open({ ...certificateFile, note: 'Ignored' });
      const proof = await proveLine(credential, visitor, agent);
      expect(proof.certificate).to.have.all.keys('name', 'publicKey', 'expires', 'signature');
      expect(proof.certificate?.name).to.equal('Ada');
      expect(await isProven(desk.publicKey, visitor, agent, proof)).to.equal(true);
    });

    it('keeps its private key to itself', async () => {
      for (const file of [keyFile, certificateFile]) {
        const { privateKey } = await open(file);
        expect(privateKey).to.include({ extractable: false, type: 'private' });
        expect(privateKey.usages).to.deep.equal(['sign']);
        for (const format of ['jwk', 'pkcs8'] as const) await rejection(crypto.subtle.exportKey(format as 'jwk', privateKey));
      }
    });

    const withoutSense = ['', '{', 'null', '[]', '7', '"text"', '{}', '['.repeat(5000)];
    for (const text of withoutSense) {
      it(`is none in ${text.slice(0, 8) || 'nothing'}`, async () => {
        expect(await rejectionCode(openCredential(text, desk.publicKey))).to.equal('untrusted-peer');
      });
    }

    const changes: Record<string, (key: SigningKey) => Record<string, unknown>> = {
      'another type': () => ({ type: 'rtc-elements room key' }),
      'a later version': () => ({ version: 2 }),
      'a public key that is too short': ({ publicKey }) => ({ publicKey: publicKey.slice(1) }),
      'a private key that is too short': ({ secret }) => ({ privateKey: secret.slice(1) }),
      'a private key of other characters': ({ secret }) => ({ privateKey: `!${secret.slice(1)}` }),
      'no private key': () => ({ privateKey: undefined }),
      "another's private key": () => ({ privateKey: 'A'.repeat(43) }),
      "another's public key": ({ secret }) => ({ publicKey: secret }),
    };
    for (const [what, change] of Object.entries(changes)) {
      it(`is none in a file with ${what}, which no message shows`, async () => {
        for (const [file, key] of [
          [keyFile, desk],
          [certificateFile, own],
        ] as const) {
          const error = (await rejection(open({ ...file, ...change(key) }))) as RtcError;
          expect(error).to.be.instanceOf(RtcError);
          expect(error.code).to.equal('untrusted-peer');
          expect(error.cause).to.equal(undefined);
          expect(`${error.message} ${error.stack ?? ''}`).not.to.include(key.secret.slice(1, 20));
        }
      });
    }

    it('is none in a certificate without a name, an end or a signature', async () => {
      for (const part of ['name', 'expires', 'signature', 'desk']) {
        expect(await rejectionCode(open({ ...certificateFile, [part]: undefined })), part).to.equal('untrusted-peer');
      }
      for (const name of ['', 'x'.repeat(81)]) expect(await rejectionCode(open({ ...certificateFile, name }))).to.equal('untrusted-peer');
      for (const expires of [-1, 1.5, '9999999999', 2 ** 60]) {
        expect(await rejectionCode(open({ ...certificateFile, expires })), String(expires)).to.equal('untrusted-peer');
      }
    });

    it('is none of another desk', async () => {
      for (const file of [keyFile, certificateFile]) {
        expect(await rejectionCode(open(file, own.publicKey))).to.equal('untrusted-peer');
        expect(await rejectionCode(open(file, ''))).to.equal('untrusted-peer');
      }
    });

    it('is none after it expired', async () => {
      const certificate = await certify(desk.publicKey, desk, own, { expires: inSeconds(-1) });
      const error = (await rejection(open({ ...certificateFile, ...certificate }))) as RtcError;
      expect(error.message).to.include('expired');
    });

    it('is none if the desk never signed it', async () => {
      const certificate = await certify(desk.publicKey, own, own);
      expect(await rejectionCode(open({ ...certificateFile, ...certificate }))).to.equal('untrusted-peer');
    });
  });
}
