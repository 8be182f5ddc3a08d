import { expect } from 'chai';
import { RtcError } from '../../src/core/errors.ts';

describe('RtcError', () => {
  it('has a code, a message, a name and the cause', () => {
    const cause = new Error('socket closed');
    const error = new RtcError('server-lost', 'No connection', { cause });
    expect(error).to.be.an.instanceof(Error);
    expect([error.name, error.code, error.message, error.cause]).to.deep.equal(['RtcError', 'server-lost', 'No connection', cause]);
  });

  it('made from an RtcError is that error', () => {
    const error = new RtcError('room-full', 'All seats are taken');
    expect(RtcError.from(error)).to.equal(error);
  });

  it('made from anything else is internal, with the words and the cause', () => {
    for (const [thrown, words] of [[new TypeError('oops'), 'oops'], ['just words', 'just words'], [undefined, 'undefined']] as const) {
      const error = RtcError.from(thrown);
      expect([error.code, error.message, error.cause]).to.deep.equal(['internal', words, thrown]);
    }
  });
});
