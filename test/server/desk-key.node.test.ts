import { expect } from 'chai';
import { createPrivateKey, createPublicKey, verify } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endCommands, run } from './command.ts';

const KEY = /^[\w-]{43}$/;
const YEAR = 365 * 24 * 60 * 60;

interface DeskKey {
  type: string;
  version: number;
  publicKey: string;
  privateKey: string;
}

interface Certificate extends DeskKey {
  desk: string;
  name: string;
  expires: number;
  signature: string;
}

/** What a reader of the documentation would verify. */
function isSigned({ desk, publicKey, name, expires, signature }: Certificate): boolean {
  const bytes = ['rtc-elements/1 agent', desk, publicKey, name, String(expires)].flatMap((field) => {
    const text = new TextEncoder().encode(field);
    return [0, 0, text.length >> 8, text.length & 255, ...text];
  });
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: desk }, format: 'jwk' });
  return verify(null, Uint8Array.from(bytes), key, Buffer.from(signature, 'base64url'));
}

/** The public half that belongs to a seed, by way of another encoding (RFC 8410 §7). */
function publicOf(seed: string): string | undefined {
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.from(seed, 'base64url')]);
  return createPublicKey(createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })).export({ format: 'jwk' }).x;
}

function nextLetter(letter: string): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return letters[letters.indexOf(letter) + 1]!;
}

describe('rtc-elements desk-key', function () {
  // Each starts a Node of its own.
  this.timeout(15_000);

  let folder: string;
  let deskFile: string;
  let agentFile: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rtc-desk-'));
    deskFile = join(folder, 'desk.json');
    agentFile = join(folder, 'agent.json');
  });

  afterEach(async () => {
    endCommands();
    await rm(folder, { recursive: true });
  });

  const deskKey = (...words: string[]) => run(['desk-key', ...words]).ended;
  const read = async <T>(file: string) => JSON.parse(await readFile(file, 'utf8')) as T;

  async function makeDesk(): Promise<DeskKey> {
    expect((await deskKey(deskFile)).code).to.equal(0);
    return read(deskFile);
  }

  it('writes a key for its owner’s eyes only, and prints its public half', async () => {
    const { code, out, err } = await deskKey(deskFile);
    const { type, version, publicKey, privateKey, ...rest } = await read<DeskKey>(deskFile);

    expect(code).to.equal(0);
    expect({ type, version, rest }).to.deep.equal({ type: 'rtc-elements desk key', version: 1, rest: {} });
    expect((await stat(deskFile)).mode & 0o777).to.equal(0o600);
    expect(privateKey).to.match(KEY);
    expect(publicOf(privateKey)).to.equal(publicKey);
    expect(await readFile(deskFile, 'utf8')).to.match(/^\{\n {2}"type"[^]*\}\n$/);
    expect(out).to.equal(`${publicKey}\n`);
    expect(err).to.equal(`Keep ${deskFile} secret: whoever has it is the desk. The public key, for desk-key="…":\n`);
  });

  it('makes another key each time', async () => {
    expect((await deskKey(deskFile)).out).not.to.equal((await deskKey(agentFile)).out);
  });

  it('never overwrites a file', async () => {
    await writeFile(deskFile, 'the only copy');

    const { code, out, err } = await deskKey(deskFile);

    expect({ code, out }).to.deep.equal({ code: 1, out: '' });
    expect(err).to.equal(`rtc-elements: '${deskFile}' exists and is not overwritten\n`);
    expect(await readFile(deskFile, 'utf8')).to.equal('the only copy');
  });

  it('says so when the file cannot be written', async () => {
    const { code, err } = await deskKey(join(folder, 'nowhere', 'desk.json'));

    expect(code).to.equal(1);
    expect(err).to.match(/cannot be written: no such file or directory\n$/);
  });

  describe('--agent', () => {
    it('writes a certificate that the desk has signed, and prints whose it is, until when', async () => {
      const desk = await makeDesk();
      const before = Math.floor(Date.now() / 1000);

      const { code, out, err } = await deskKey(agentFile, '--agent', '  Zoë 🦊 ', '--with', deskFile);
      const certificate = await read<Certificate>(agentFile);

      expect(code).to.equal(0);
      expect(Object.keys(certificate)).to.deep.equal(['type', 'version', 'desk', 'name', 'expires', 'publicKey', 'signature', 'privateKey']);
      expect(certificate).to.include({ type: 'rtc-elements agent certificate', version: 1, desk: desk.publicKey, name: 'Zoë 🦊' });
      expect(certificate.expires).to.be.within(before + YEAR, before + YEAR + 15);
      expect(certificate.signature).to.match(/^[\w-]{86}$/);
      expect(isSigned(certificate)).to.equal(true);
      expect(publicOf(certificate.privateKey)).to.equal(certificate.publicKey);
      expect(certificate.publicKey).not.to.equal(desk.publicKey);
      expect((await stat(agentFile)).mode & 0o777).to.equal(0o600);
      expect(out).to.equal(`${certificate.publicKey}\n`);
      expect(err).to.contain('Zoë 🦊').and.to.match(/until \d{1,2} [A-Z][a-z]+ \d{4}\./);
      for (const secret of [desk.privateKey, certificate.privateKey]) expect(out + err).not.to.contain(secret);
    });

    it('lets --days say how long it holds', async () => {
      await makeDesk();

      await deskKey(agentFile, '--agent', 'x'.repeat(80), '--with', deskFile, '--days', '3650');
      const certificate = await read<Certificate>(agentFile);

      expect(certificate.expires - Date.now() / 1000).to.be.within(10 * YEAR - 15, 10 * YEAR);
      expect(isSigned(certificate)).to.equal(true);
      expect(isSigned({ ...certificate, expires: certificate.expires + 1 })).to.equal(false);
    });

    it('never overwrites a file, the desk’s own key least of all', async () => {
      const desk = await makeDesk();

      const { code, out, err } = await deskKey(deskFile, '--agent', 'Ann', '--with', deskFile);

      expect({ code, out }).to.deep.equal({ code: 1, out: '' });
      expect(err).to.match(/exists and is not overwritten/);
      expect(await read(deskFile)).to.deep.equal(desk);
    });

    const damaged: Record<string, (desk: DeskKey) => unknown> = {
      'what is not JSON': ({ privateKey }) => privateKey,
      'a list': ({ privateKey }) => [privateKey],
      'an agent’s certificate': (desk) => ({ ...desk, type: 'rtc-elements agent certificate' }),
      'a key of another version': (desk) => ({ ...desk, version: 2 }),
      'a key without its private half': ({ privateKey: _, ...rest }) => rest,
      'a key with a letter too many': (desk) => ({ ...desk, privateKey: `${desk.privateKey}A` }),
      'a key in another spelling of the same bytes': (desk) => ({ ...desk, privateKey: desk.privateKey.replace(/.$/, nextLetter) }),
      'two halves that do not belong together': (desk) => ({ ...desk, publicKey: desk.publicKey.replace(/^./, (first) => (first === 'A' ? 'B' : 'A')) }),
    };
    for (const [what, damage] of Object.entries(damaged)) {
      it(`refuses ${what} without quoting it`, async () => {
        const desk = await makeDesk();
        const content = damage(desk);
        await writeFile(deskFile, typeof content === 'string' ? content : JSON.stringify(content));

        const { code, out, err } = await deskKey(agentFile, '--agent', 'Ann', '--with', deskFile);

        expect({ code, out }).to.deep.equal({ code: 1, out: '' });
        expect(err).to.match(/^rtc-elements: '.*desk\.json' is (no desk key|a damaged desk key|a desk key of another version)\n$/);
        expect(err).not.to.contain(desk.privateKey.slice(0, 5));
        expect(await readFile(agentFile, 'utf8').catch(() => 'not written')).to.equal('not written');
      });
    }

    it('says so when the desk’s key cannot be read', async () => {
      const missing = await deskKey(agentFile, '--agent', 'Ann', '--with', deskFile);
      const directory = await deskKey(agentFile, '--agent', 'Ann', '--with', folder);

      expect(missing).to.include({ code: 1, err: `rtc-elements: '${deskFile}' cannot be read: no such file or directory\n` });
      expect(directory).to.include({ code: 1, err: `rtc-elements: '${folder}' cannot be read: it is a directory\n` });
    });
  });

  const misuse: [string[], RegExp][] = [
    [[], /A file to write is needed/],
    [[''], /A file to write is needed/],
    [['a.json', 'b.json'], /Unexpected 'b.json'/],
    [['a.json', '--port', '1'], /'--port' is no option of desk-key/],
    [['a.json', '--with', 'desk.json'], /need --agent/],
    [['a.json', '--days', '7'], /need --agent/],
    [['a.json', '--agent', 'Ann'], /--agent needs --with/],
    [['a.json', '--agent', ' ', '--with', 'desk.json'], /1 to 80 characters/],
    [['a.json', '--agent', 'x'.repeat(81), '--with', 'desk.json'], /1 to 80 characters/],
    [['a.json', '--agent', 'A\u0007nn', '--with', 'desk.json'], /no control characters/],
    [['a.json', '--agent', 'Ann', '--with', 'desk.json', '--days', '0'], /'0' is not a number of days: a number from 1 to 3650/],
    [['a.json', '--agent', 'Ann', '--with', 'desk.json', '--days', '3651'], /'3651' is not a number of days/],
    [['a.json', '--agent', 'Ann', '--with', 'desk.json', '--days', '1.5'], /'1.5' is not a number of days/],
  ];
  for (const [words, message] of misuse) {
    it(`refuses '${JSON.stringify(words).slice(1, -1)}'`, async () => {
      const { code, out, err } = await deskKey(...words);

      expect({ code, out }).to.deep.equal({ code: 2, out: '' });
      expect(err).to.match(message).and.to.match(/--help/);
    });
  }
});
