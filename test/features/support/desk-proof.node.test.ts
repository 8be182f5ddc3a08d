import { expect } from 'chai';
import { openCredential, proveLine } from '../../../src/features/support/credential.ts';
import { type Certificate, type DeskProof, isProven } from '../../../src/features/support/desk-proof.ts';
import { LineEnd } from '../../../src/features/support/secret-line.ts';
import { certified, certify, inSeconds, newSigningKey, type SigningKey } from '../../support/desk-credentials.ts';

describe("a desk's proof", () => {
  let desk: SigningKey;
  let [visitor, agent] = ['', ''];

  beforeEach(async () => {
    desk = await newSigningKey();
    [visitor, agent] = (await Promise.all([LineEnd.make('visitor'), LineEnd.make('agent')])).map(({ publicKey }) => publicKey) as [string, string];
  });

  const own = () => ({ desk: desk.publicKey, privateKey: desk.privateKey });
  const holds = (proof: DeskProof) => isProven(desk.publicKey, visitor, agent, proof);

  it('is the signature of the desk on the line', async () => {
    expect(await holds(await proveLine(own(), visitor, agent))).to.equal(true);
  });

  it('is none of another desk', async () => {
    const other = await newSigningKey();
    expect(await holds(await proveLine({ desk: other.publicKey, privateKey: other.privateKey }, visitor, agent))).to.equal(false);
    expect(await holds(await proveLine({ desk: desk.publicKey, privateKey: other.privateKey }, visitor, agent))).to.equal(false);
    const proof = await proveLine(own(), visitor, agent);
    expect(await isProven(other.publicKey, visitor, agent, proof)).to.equal(false);
  });

  it("is none for another's line, nor the other way round", async () => {
    const stranger = (await LineEnd.make('visitor')).publicKey;
    expect(await holds(await proveLine(own(), stranger, agent))).to.equal(false);
    expect(await holds(await proveLine(own(), visitor, stranger))).to.equal(false);
    expect(await holds(await proveLine(own(), agent, visitor))).to.equal(false);
    // No way to cut the two keys differently.
    expect(await isProven(desk.publicKey, visitor + agent, '', await proveLine(own(), visitor, agent))).to.equal(false);
  });

  it('is none of whoever changes a letter of it', async () => {
    const { signature } = await proveLine(own(), visitor, agent);
    for (const index of [0, 42, 60]) {
      const changed = signature[index] === 'A' ? 'B' : 'A';
      expect(await holds({ signature: signature.slice(0, index) + changed + signature.slice(index + 1) })).to.equal(false);
    }
  });

  it('is a certified agent’s, until the certificate expires', async () => {
    expect(await holds(await proveLine(await certified(desk.publicKey, desk), visitor, agent))).to.equal(true);
    for (const seconds of [0, -1, -1e6]) {
      const expired = await certified(desk.publicKey, desk, { expires: inSeconds(seconds) });
      expect(await holds(await proveLine(expired, visitor, agent)), `${seconds}`).to.equal(false);
    }
  });

  it('is none with the certificate of another desk', async () => {
    const other = await newSigningKey();
    expect(await holds(await proveLine(await certified(other.publicKey, other), visitor, agent))).to.equal(false);
    expect(await holds(await proveLine(await certified(desk.publicKey, other), visitor, agent))).to.equal(false);
    expect(await holds(await proveLine(await certified(other.publicKey, desk), visitor, agent))).to.equal(false);
  });

  it('is none with a certificate in which anything was changed', async () => {
    const credential = await certified(desk.publicKey, desk);
    const proof = await proveLine(credential, visitor, agent);
    const certificate = proof.certificate as Certificate;
    const mallory = await newSigningKey();
    const changes: Partial<Certificate>[] = [
      { name: 'Eve' },
      { name: `${certificate.name} ` },
      { expires: certificate.expires + 1 },
      { publicKey: mallory.publicKey },
      { publicKey: desk.publicKey },
      { signature: proof.signature },
    ];
    for (const change of changes) {
      expect(await holds({ ...proof, certificate: { ...certificate, ...change } }), JSON.stringify(change)).to.equal(false);
    }
    // A true certificate, and the line signed by somebody else; or by the agent, and shown without it.
    const { signature } = await proveLine({ desk: desk.publicKey, privateKey: mallory.privateKey }, visitor, agent);
    expect(await holds({ signature, certificate })).to.equal(false);
    expect(await holds({ signature: proof.signature })).to.equal(false);
  });

  it('is none by a certificate that an agent issues', async () => {
    const [ada, eve] = await Promise.all([newSigningKey(), newSigningKey()]);
    const certificate = await certify(desk.publicKey, ada, eve);
    expect(await holds(await proveLine({ desk: desk.publicKey, privateKey: eve.privateKey, certificate }, visitor, agent))).to.equal(false);
  });

  it('of a line is no certificate, whatever it says', async () => {
    // The statements have different first words: what signs lines all day never signs an agent.
    const file = JSON.stringify({ type: 'rtc-elements desk key', version: 1, publicKey: desk.publicKey, privateKey: desk.secret });
    const credential = await openCredential(file, desk.publicKey);
    const mallory = await newSigningKey();
    const { signature } = await proveLine(credential, mallory.publicKey, 'Eve');
    const certificate = { name: 'Eve', publicKey: mallory.publicKey, expires: inSeconds(60), signature };
    expect(await holds(await proveLine({ desk: desk.publicKey, privateKey: mallory.privateKey, certificate }, visitor, agent))).to.equal(false);
  });

  it('is none by what is no key', async () => {
    const proof = await proveLine(own(), visitor, agent);
    for (const key of ['', 'A', 'A'.repeat(43), '!'.repeat(43)]) expect(await isProven(key, visitor, agent, proof)).to.equal(false);
  });
});
