import { expect } from 'chai';
import { base64Encode } from '../../../src/core/crypto/base64.ts';
import { awayTag, deskTag, isDeskKey } from '../../../src/features/support/desk-name.ts';
import { isSendable, parseAgentWord, parseLetter, parseVisitorWord } from '../../../src/features/support/letters.ts';
import { newSigningKey } from '../../support/desk-credentials.ts';
import { request } from '../../support/desk-model.ts';

const key = 'k'.repeat(43);
const signature = 's'.repeat(86);
const certificate = { name: 'Ada', publicKey: key, expires: 1, signature };
const ask = { kind: 'ask', visitor: key };
const desk = { kind: 'desk', visitor: key, agent: key, proof: { signature }, box: 'box' };
const word = { kind: 'word', from: key, box: 'box' };
const visitorWord = { number: 1, heard: 0, phase: 'waiting', waited: 0, request, room: null, by: '', rating: null };
const agentWord = { number: 1, heard: 0, name: 'Ada', availability: 'free', phase: 'listening', ahead: null };

const noLetters: unknown[] = [
  undefined,
  null,
  7,
  'ask',
  [],
  [ask],
  {},
  { kind: 'greeting' },
  { ...ask, visitor: `${key}k` },
  { ...ask, visitor: key.slice(1) },
  { ...ask, visitor: `${key.slice(1)}+` },
  { ...ask, visitor: [key] },
  { ...ask, name: 'Vera' },
  { ...ask, visitor: `${key}\n` },
  { ...desk, proof: undefined },
  { ...desk, proof: {} },
  { ...desk, proof: { signature: signature.slice(1) } },
  { ...desk, proof: { signature, certificate: { ...certificate, name: '' } } },
  { ...desk, proof: { signature, certificate: { ...certificate, name: 'x'.repeat(81) } } },
  { ...desk, proof: { signature, certificate: { ...certificate, expires: 1.5 } } },
  { ...desk, proof: { signature, certificate: { ...certificate, role: 'admin' } } },
  { ...desk, proof: { signature, certificate: null } },
  { ...word, box: '' },
  { ...word, box: 'b'.repeat(40_001) },
  { ...word, box: 'b+/=' },
  { ...word, box: { length: 3 } },
  { ...word, to: key },
];

const noVisitorWords: object[] = [
  { number: -1 },
  { number: 1.5 },
  { number: 2 ** 53 },
  { number: '1' },
  { heard: undefined },
  { phase: 'answering' },
  { waited: -1 },
  { waited: null },
  { request: undefined },
  { request: { ...request, mode: 'fax' } },
  { request: { ...request, topic: 'x'.repeat(201) } },
  { request: { ...request, name: 'x'.repeat(201) } },
  { request: { ...request, context: 'x'.repeat(8193) } },
  { request: { ...request, context: {} } },
  { request: { ...request, fields: { a: 'x'.repeat(2001) } } },
  { request: { ...request, fields: { ['x'.repeat(65)]: '' } } },
  { request: { ...request, fields: Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`field ${index}`, ''])) } },
  { request: { ...request, fields: ['a', 7] } },
  { request: { ...request, extra: 1 } },
  { room: 'r'.repeat(21) },
  { room: 'r'.repeat(23) },
  { room: '!'.repeat(22) },
  { by: 'x'.repeat(81) },
  { rating: { stars: 0, comment: '' } },
  { rating: { stars: 6, comment: '' } },
  { rating: { stars: 4.5, comment: '' } },
  { rating: { stars: 5, comment: 'x'.repeat(2001) } },
  { extra: 1 },
];

const noAgentWords: object[] = [{ name: 'x'.repeat(81) }, { name: null }, { availability: 'lazy' }, { phase: 'waiting' }, { ahead: -1 }, { ahead: 0.5 }, { number: -1 }, { extra: 1 }];

describe('letters and words', () => {
  it('are taken as they should be', () => {
    for (const letter of [ask, desk, word, { ...desk, proof: null }, { ...desk, proof: { signature, certificate } }, { ...word, box: 'b'.repeat(40_000) }]) {
      expect(parseLetter(letter)).to.deep.equal(letter);
    }
    expect(parseVisitorWord(JSON.stringify(visitorWord))).to.deep.equal(visitorWord);
    expect(parseAgentWord(JSON.stringify(agentWord))).to.deep.equal(agentWord);
  });

  for (const letter of noLetters) {
    it(`are none: ${(JSON.stringify(letter) ?? 'undefined').slice(0, 70)}`, () => expect(parseLetter(letter)).to.equal(undefined));
  }

  for (const change of noVisitorWords) {
    it(`are none of a visitor with ${JSON.stringify(change).slice(0, 60)}`, () => {
      expect(parseVisitorWord(JSON.stringify({ ...visitorWord, ...change }))).to.equal(undefined);
    });
  }

  for (const change of noAgentWords) {
    it(`are none of an agent with ${JSON.stringify(change).slice(0, 40)}`, () => {
      expect(parseAgentWord(JSON.stringify({ ...agentWord, ...change }))).to.equal(undefined);
    });
  }

  it('are no other end’s, nor a text without sense', () => {
    expect(parseVisitorWord(JSON.stringify(agentWord))).to.equal(undefined);
    expect(parseAgentWord(JSON.stringify(visitorWord))).to.equal(undefined);
    for (const text of ['', '{', 'null', '[]', visitorWord]) expect(parseVisitorWord(text)).to.equal(undefined);
  });

  it('bring no prototype along', () => {
    const text = JSON.stringify(visitorWord).replace('"fields":{}', '"fields":{"__proto__":"admin","a":"b"}');
    const { fields } = parseVisitorWord(text)?.request ?? {};
    expect(Object.keys(fields ?? {})).to.deep.equal(['a']);
  });

  it('carry a request only within every limit, and within a letter as a whole', () => {
    expect(isSendable(request)).to.equal(true);
    expect(isSendable({ ...request, context: 'x'.repeat(8192), fields: { a: 'x'.repeat(2000) } })).to.equal(true);
    expect(isSendable({ ...request, name: 'x'.repeat(201) })).to.equal(false);
    // 27,000 characters that take three bytes each.
    const fields = Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`field ${index}`, '漢'.repeat(2000)]));
    expect(isSendable({ ...request, fields })).to.equal(false);
  });
});

describe('the name of a desk', () => {
  it('is a key of 32 bytes, in base64url as it should be', async () => {
    const { publicKey } = await newSigningKey();
    expect(isDeskKey(publicKey)).to.equal(true);
    expect(isDeskKey(base64Encode(new Uint8Array(32).fill(255)))).to.equal(true);
    for (const text of ['', publicKey.slice(1), `${publicKey}A`, `${publicKey.slice(0, 42)}B`, `${publicKey.slice(0, 42)}=`, `+${publicKey.slice(1)}`, `${publicKey}\n`]) {
      expect(isDeskKey(text), text).to.equal(false);
    }
  });

  it('is a public tag that says nothing of the label, and is the same for whoever has the same key', async () => {
    const { publicKey } = await newSigningKey();
    const tag = await deskTag({ label: 'Acme', key: publicKey });
    expect(tag).to.match(/^[0-9a-f]{32}$/);
    expect(await deskTag({ label: 'Renamed', key: publicKey })).to.equal(tag);
    expect(await deskTag({ label: 'Acme', key: '' })).not.to.equal(tag);
    expect(awayTag(tag)).to.equal(`${tag}-away`);
  });

  it('is its label without a key, however its letters are put together, and never the tag of a key', async () => {
    const tag = (label: string, key = '') => deskTag({ label, key });
    expect(await tag('Café')).to.equal(await tag('Cafe\u0301'));
    expect(await tag('Acme')).not.to.equal(await tag('acme'));
    const { publicKey } = await newSigningKey();
    expect(await tag(publicKey)).not.to.equal(await tag('', publicKey));
    // Where its agents are is part of what is written into pages: it may never change.
    expect(await tag('Acme')).to.equal('0a8eae1b41d22df66673f8c06f8aa1d9');
  });
});
