import { expect } from 'chai';
import { planFor, type SendingTerms } from '../../../../src/transports/mesh/quality/sending.ts';

const plan = (height: number | undefined, terms: Partial<SendingTerms> = {}) =>
  planFor('camera', height, { video: { codecs: [] }, shown: {}, caps: {}, ...terms });

describe('how a video is sent', () => {
  it('is as it is, if nothing was said', () => {
    expect(plan(720)).to.deep.equal({ active: true, scale: 1, maxBitrate: 2000 });
    expect(plan(undefined)).to.deep.equal({ active: true, scale: 1, maxBitrate: undefined });
  });

  it('is no smaller than it is shown, and never larger than it is', () => {
    const scaleAt = (shown: number) => plan(720, { shown: { camera: shown } }).scale;
    expect([2160, 720, 540, 480, 360, 270, 180, 90].map(scaleAt)).to.deep.equal([1, 1, 4 / 3, 1.5, 2, 8 / 3, 4, 8]);
    expect(scaleAt(700)).to.equal(1);
  });

  it('is not sent where nobody sees it', () => {
    expect(plan(720, { shown: { camera: 0 } }).active).to.equal(false);
    expect(plan(720, { shown: { screen: 0 } }).active).to.equal(true);
  });

  it('takes what its size needs, what was wished, or what there is, whichever is least', () => {
    const small = { shown: { camera: 180 } };
    expect(plan(720, small).maxBitrate).to.equal(250);
    expect(plan(720, { ...small, video: { codecs: [], maxBitrate: 1000 } }).maxBitrate).to.equal(250);
    expect(plan(720, { ...small, video: { codecs: [], maxBitrate: 100 } }).maxBitrate).to.equal(100);
    expect(plan(720, { video: { codecs: [], maxBitrate: 6000 } }).maxBitrate).to.equal(6000);
    expect(plan(720, { caps: { camera: { bitrate: 81.5 } } }).maxBitrate).to.equal(82);
  });

  it('is made smaller on a narrow way', () => {
    expect(plan(720, { caps: { camera: { height: 180 } } })).to.include({ active: true, scale: 4, maxBitrate: 250 });
  });
});
