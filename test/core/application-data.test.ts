import { expect } from 'chai';
import { applicationData, dataLimits } from '../../src/core/application-data.ts';
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

  it('takes a buffer, and every view of one, as its bytes', () => {
    const { buffer } = Uint8Array.of(9, 1, 0, 2, 0, 9, 9, 9);
    for (const data of [buffer, new DataView(buffer), new Uint8ClampedArray(buffer), new Float64Array(buffer)]) {
      expect(decode(encode({ topic: 'topic', data }))?.data).to.deep.equal(new Uint8Array(buffer));
    }
    expect(decode(encode({ topic: 'topic', data: new DataView(buffer, 1, 4) }))?.data).to.deep.equal(Uint8Array.of(1, 0, 2, 0));
  });

  it('brings back the number of a message that may get lost, beside whatever it says', () => {
    for (const number of [0, 1, 2 ** 32 - 1]) {
      for (const data of [{ x: 1 }, Uint8Array.of(1, 2)]) {
        const message = { topic: 'Größe', data, number };
        expect(decode(encode(message))).to.deep.equal(message);
      }
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
    const deep = Array.from({ length: 100_000 }).reduce<unknown[]>((inside) => [inside], []);
    for (const data of [undefined, () => 1, Symbol('x'), 1n, circular, deep]) {
      expect(codeOf(() => encode({ topic: 'topic', data }))).to.equal('bad-message');
    }
  });

  it('refuses what JSON would make an empty object of, wherever it is', () => {
    for (const data of [new Blob(['x']), new Map([[1, 2]]), new Set([1]), new ArrayBuffer(1), Uint8Array.of(1)]) {
      expect(codeOf(() => encode({ topic: 'topic', data: { inside: [data] } })), data.constructor.name).to.equal('bad-message');
    }
    for (const data of [new Blob(['x']), new Map(), new Set()]) expect(codeOf(() => encode({ topic: 'topic', data }))).to.equal('bad-message');
  });

  it('holds as much data as was said, whatever the topic, and no more', () => {
    const { messageBytes, topicBytes } = dataLimits;
    for (const topic of ['t', 't'.repeat(topicBytes)]) {
      for (const number of [undefined, 7]) {
        const sent = (data: unknown) => encode({ topic, data, number });
        expect(sent(new Uint8Array(messageBytes)).length).to.be.at.most(65_536);
        expect(sent('x'.repeat(messageBytes - 2)).length).to.be.at.most(65_536);
        expect(codeOf(() => sent(new Uint8Array(messageBytes + 1)))).to.equal('too-large');
        expect(codeOf(() => sent('x'.repeat(messageBytes - 1)))).to.equal('too-large');
      }
    }
  });

  it('decodes nothing that has not its shape', () => {
    const letter = 't'.charCodeAt(0);
    const shapes = {
      empty: [],
      'only a kind': [0],
      'no topic': [0, 0, 49],
      'a topic that is cut off': [0, 2, letter],
      'a topic that is cut off, of bytes': [1, 2, letter],
      'an unknown kind': [4, 1, letter, 49],
      'a number that is cut off': [2, 1, 0, 0],
      'a number without a topic': [2, 1, 0, 0, 0, 7],
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

  it('has no key that could become a prototype where a page merges what it is sent', () => {
    for (const key of ['__proto__', '\\u005f_proto__', '__pr\\u006fto__']) {
      const json = `{"a":[{"${key}":{"admin":true},"b":1}],"${key}":{"admin":true}}`;
      const decoded = decode(Uint8Array.from([0, 1, 116, ...new TextEncoder().encode(json)]));
      expect(decoded?.data).to.deep.equal({ a: [{ b: 1 }] });
      expect(Object.assign({}, decoded?.data as { admin?: boolean }).admin).to.equal(undefined);
    }
  });

  it('keeps words that only look like such a key', () => {
    for (const data of ['__proto__', { text: '__proto__ \u0000' }, ['\ud800']]) expect(decode(encode({ topic: 'topic', data }))?.data).to.deep.equal(data);
  });
});
