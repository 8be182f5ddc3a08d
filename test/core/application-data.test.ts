import { expect } from 'chai';
import { applicationData } from '../../src/core/application-data.ts';
import { RtcError } from '../../src/core/errors.ts';

const { encode, decode } = applicationData;

function codeOf(action: () => unknown): string | undefined {
  try {
    action();
  } catch (error) {
    return RtcError.from(error).code;
  }
  return undefined;
}

describe('application data', () => {
  it('brings back what JSON can carry', () => {
    for (const data of ['words ☎', '', 0, -1.5, true, null, [], [1, [2]], {}, { a: { b: null } }]) {
      expect(decode(encode({ topic: 'topic', data }))).to.deep.equal({ topic: 'topic', data });
    }
  });

  it('brings back bytes as bytes of one\'s own', () => {
    for (const data of [new Uint8Array(), Uint8Array.of(0, 255, 128), new Uint8Array(60_000)]) {
      const message = encode({ topic: 'topic', data });
      const decoded = decode(message)?.data;
      message.fill(9);
      expect(decoded).to.be.an.instanceof(Uint8Array);
      expect(decoded).to.deep.equal(data);
    }
  });

  it('takes only the part of a buffer that it was given', () => {
    const whole = Uint8Array.of(1, 2, 3, 4);
    expect(decode(encode({ topic: 'topic', data: whole.subarray(1, 3) }))?.data).to.deep.equal(Uint8Array.of(2, 3));
  });

  it('keeps topics of any language, up to 255 bytes', () => {
    for (const topic of ['x', 'Größe/☎', 'a'.repeat(255)]) {
      expect(decode(encode({ topic, data: 1 }))?.topic).to.equal(topic);
    }
    expect(codeOf(() => encode({ topic: '', data: 1 }))).to.equal('bad-message');
    expect(codeOf(() => encode({ topic: 'a'.repeat(256), data: 1 }))).to.equal('bad-message');
    expect(codeOf(() => encode({ topic: '☎'.repeat(86), data: 1 }))).to.equal('bad-message');
  });

  it('refuses what JSON cannot carry', () => {
    const circular: Record<string, unknown> = {};
    circular['itself'] = circular;
    for (const data of [undefined, () => 1, Symbol('x'), 1n, circular]) {
      expect(codeOf(() => encode({ topic: 'topic', data }))).to.equal('bad-message');
    }
  });

  it('refuses what no message can hold', () => {
    expect(encode({ topic: 'topic', data: new Uint8Array(65_536 - 7) }).length).to.equal(65_536);
    expect(codeOf(() => encode({ topic: 'topic', data: new Uint8Array(65_536 - 6) }))).to.equal('too-large');
    expect(codeOf(() => encode({ topic: 'topic', data: 'x'.repeat(65_536) }))).to.equal('too-large');
  });

  it('decodes nothing that has not its shape', () => {
    const letter = 't'.charCodeAt(0);
    const shapes = {
      empty: [],
      'only a kind': [0],
      'no topic': [0, 0, 49],
      'a topic that is cut off': [0, 2, letter],
      'a topic that is cut off, of bytes': [1, 2, letter],
      'an unknown kind': [2, 1, letter, 49],
      'no JSON': [0, 1, letter],
      'half a JSON': [0, 1, letter, ...new TextEncoder().encode('{"a":')],
      'a topic that is not UTF-8': [0, 1, 0xff, 49],
      'JSON that is not UTF-8': [0, 1, letter, 34, 0xff, 34],
    };
    for (const [name, bytes] of Object.entries(shapes)) expect(decode(Uint8Array.from(bytes)), name).to.equal(undefined);
  });

  it('decodes nothing, or something, but never throws, whatever comes', () => {
    for (let round = 0; round < 2000; round++) {
      const bytes = crypto.getRandomValues(new Uint8Array(round % 40));
      bytes[0] = round % 3;
      expect(() => decode(bytes)).not.to.throw();
    }
  });

  it('is no prototype of anything: a key named __proto__ stays a key', () => {
    const decoded = decode(Uint8Array.from([0, 1, 116, ...new TextEncoder().encode('{"__proto__":{"admin":true}}')]));
    expect((decoded?.data as { admin?: boolean }).admin).to.equal(undefined);
    expect(({} as { admin?: boolean }).admin).to.equal(undefined);
  });
});
