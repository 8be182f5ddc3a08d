import { expect } from 'chai';
import * as v from 'valibot';
import { idFrom, StreamDigest } from '../../src/core/crypto/digest.ts';
import { addressesOf } from '../../src/core/mailbox.ts';
import { jsonParser, parser } from '../../src/core/parser.ts';

const schema = v.strictObject({ word: v.string() });

describe('what came from outside', () => {
  it('is taken if it has exactly the shape', () => {
    expect(parser(schema)({ word: 'hello' })).to.deep.equal({ word: 'hello' });
    for (const input of [{ word: 1 }, { word: 'hello', more: 1 }, {}, null, undefined, 'hello']) expect(parser(schema)(input)).to.equal(undefined);
  });

  it('is taken as a text of JSON, and of nothing else', () => {
    const parse = jsonParser(schema);
    expect(parse('{"word":"hello"}')).to.deep.equal({ word: 'hello' });
    for (const input of ['{"word":1}', '{', '', { word: 'hello' }, undefined, ['{"word":"hello"}']]) expect(parse(input)).to.equal(undefined);
  });
});

describe('digests', () => {
  // FIPS 180-4, example of SHA-256 for "abc".
  const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

  it('are SHA-256, of what comes at once or bit by bit', () => {
    const digest = new StreamDigest();
    for (const letter of 'abc') digest.update(new TextEncoder().encode(letter));
    expect(digest.hex()).to.equal(abc);
    expect(idFrom('abc')).to.equal(abc.slice(0, 32));
  });
});

describe('the addresses of a family', () => {
  it('are sixteen, and have its tag and a number', () => {
    const addresses = addressesOf('desk');
    expect([addresses[0], addresses.at(-1), addresses.length, new Set(addresses).size]).to.deep.equal(['desk-0', 'desk-15', 16, 16]);
  });
});
