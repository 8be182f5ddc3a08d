import { expect } from 'chai';
import { blame } from '../../../../src/transports/mesh/quality/blame.ts';
import { type Judgement, unjudged } from '../../../../src/transports/mesh/quality/judgement.ts';

const link = (quality: Judgement['quality'], cause: Judgement['cause'] = quality === 'good' ? '' : 'network'): Judgement => ({ ...unjudged, quality, cause });
const told = (links: Record<string, Judgement>) => {
  const { self, others } = blame(new Map(Object.entries(links)));
  return { self: `${self.quality} ${self.cause}`.trim(), ...Object.fromEntries([...others].map(([id, { quality, cause }]) => [id, `${quality} ${cause}`.trim()])) };
};

describe('whose network it is', () => {
  it('is nobody\'s while all is well, or unknown', () => {
    expect(told({ ada: link('good'), bob: link('good') })).to.deep.equal({ self: 'good', ada: 'good', bob: 'good' });
    expect(told({ ada: unjudged })).to.deep.equal({ self: 'unknown', ada: 'unknown' });
  });

  it('cannot be told from one link', () => {
    expect(told({ ada: link('poor') })).to.deep.equal({ self: 'good', ada: 'poor network' });
  });

  it('is theirs if another link is good', () => {
    expect(told({ ada: link('poor'), bob: link('good') })).to.deep.equal({ self: 'good', ada: 'poor their-network', bob: 'good' });
  });

  it('is one\'s own if all links are bad, as bad as the best of them', () => {
    const all = { ada: link('poor'), bob: link('fair') };
    expect(told(all)).to.deep.equal({ self: 'fair your-network', ada: 'poor your-network', bob: 'fair your-network' });
  });

  it('leaves a link out of which nothing is known', () => {
    expect(told({ ada: link('poor'), bob: unjudged })).to.deep.equal({ self: 'good', ada: 'poor network', bob: 'unknown' });
  });

  it('is not the network if a machine is too slow', () => {
    expect(told({ ada: link('fair', 'your-device'), bob: link('good') })).to.deep.equal({ self: 'fair your-device', ada: 'fair your-device', bob: 'good' });
    expect(told({ ada: link('fair', 'their-device') })).to.deep.equal({ self: 'good', ada: 'fair their-device' });
  });
});
