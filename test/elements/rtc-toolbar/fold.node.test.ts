import { expect } from 'chai';
import { fold } from '../../../src/elements/rtc-toolbar/fold.ts';

const all = ['microphone', 'camera', 'screen', 'hand', 'reaction', 'leave'];

describe('fold', () => {
  it('leaves everything where it fits', () => {
    expect(fold(all, 6)).to.deep.equal({ seen: all, folded: [] });
  });

  it('puts away what is needed least, and counts what opens it', () => {
    expect(fold(all, 5)).to.deep.equal({ seen: ['microphone', 'camera', 'screen', 'leave'], folded: ['hand', 'reaction'] });
    expect(fold(all, 4)).to.deep.equal({ seen: ['microphone', 'camera', 'leave'], folded: ['screen', 'hand', 'reaction'] });
  });

  it('never puts away microphone, camera and the way out', () => {
    expect(fold(all, 0).seen).to.deep.equal(['microphone', 'camera', 'leave']);
  });

  it('keeps the order that the page wants', () => {
    expect(fold(['leave', 'reaction', 'screen', 'hand', 'microphone'], 4)).to.deep.equal({ seen: ['leave', 'screen', 'microphone'], folded: ['reaction', 'hand'] });
  });
});
