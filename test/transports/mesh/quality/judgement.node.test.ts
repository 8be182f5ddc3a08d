import { expect } from 'chai';
import type { LinkSample } from '../../../../src/transports/mesh/quality/link-sample.ts';
import { judge, type Judgement, unjudged } from '../../../../src/transports/mesh/quality/judgement.ts';
import { row } from './samples.ts';

const judged = (samples: readonly LinkSample[]) => samples.reduce(judge, unjudged);
/** How the quality went, each value once. */
const story = (samples: readonly LinkSample[]) => {
  let judgement: Judgement = unjudged;
  const values = samples.map((sample) => (judgement = judge(judgement, sample)).quality);
  return values.filter((value, index) => value !== values[index - 1]);
};

describe('the judgement of a link', () => {
  it('is unknown, then what the first sample says', () => {
    expect(unjudged.quality).to.equal('unknown');
    expect(judged(row([{}])).quality).to.equal('good');
    expect(judged(row([{ lossIn: 0.3 }])).quality).to.equal('poor');
  });

  const troubles: readonly [what: string, change: Partial<LinkSample>, Judgement['quality'], Judgement['cause']][] = [
    ['loss on the way here', { lossIn: 0.07 }, 'fair', 'network'],
    ['much loss on the way there', { lossOut: 0.2 }, 'poor', 'network'],
    ['sound that had to be made up', { concealed: 0.2 }, 'poor', 'network'],
    ['pictures that stand still', { frozen: 0.3 }, 'fair', 'network'],
    ['a long way', { roundTrip: 600 }, 'fair', 'network'],
    ['a narrow way', { estimate: 120 }, 'poor', 'network'],
    ['a machine that cannot encode it all', { busy: 0.8 }, 'fair', 'your-device'],
    ['a page at the other end that does not answer', { deaf: true }, 'fair', 'their-device'],
  ];
  for (const [what, change, quality, cause] of troubles) {
    it(`of ${what}: ${quality}, ${cause}`, () => {
      expect(judged(row([{}, 5], [change, 3]))).to.include({ quality, cause });
    });
  }

  it('is good where sound alone is sent, of which no browser finds out how much more there could be', () => {
    expect(judged(row([{ estimate: 130, sent: 85 }, 5]))).to.include({ quality: 'good' });
  });

  it('does not follow what is over in a moment', () => {
    expect(story(row([{}, 3], [{ lossIn: 0.4 }], [{}, 3], [{ frozen: 0.9 }], [{}, 3]))).to.deep.equal(['good']);
  });

  it('does not flap on a link at the limit', () => {
    const flapping = Array.from({ length: 20 }, () => row([{ lossIn: 0.08 }, 2], [{ lossIn: 0.02 }, 2])).flat();
    expect(story([...row([{}]), ...flapping])).to.deep.equal(['good', 'fair']);
  });

  it('falls no deeper than all samples in a row say, and comes back by steps', () => {
    expect(story(row([{}], [{ lossIn: 0.4 }], [{ lossIn: 0.08 }], [{ lossIn: 0.08 }]))).to.deep.equal(['good', 'fair']);
    expect(story(row([{ lossIn: 0.4 }, 2], [{ lossIn: 0.08 }, 4], [{}, 4]))).to.deep.equal(['poor', 'fair', 'good']);
  });

  it('names no cause once all is well', () => {
    expect(judged(row([{ lossIn: 0.4 }, 3], [{}, 4]))).to.include({ quality: 'good', cause: '' });
  });

  it('holds sound back while packets are lost, and for a while after', () => {
    expect(judged(row([{}, 3])).holdsSound).to.equal(false);
    const lossy = row([{}, 3], [{ lossIn: 0.1 }]);
    expect(judged(lossy).holdsSound).to.equal(true);
    expect(judged([...lossy, ...row([{}, 9])]).holdsSound).to.equal(true);
    expect(judged([...lossy, ...row([{}, 10])]).holdsSound).to.equal(false);
  });
});
