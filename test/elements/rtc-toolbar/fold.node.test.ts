import { expect } from 'chai';
import { fold, seldom } from '../../../src/elements/rtc-toolbar/fold.ts';

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

  it('puts away what the page does not ask for, where there is room too', () => {
    const more = [...all.slice(0, 5), 'people', 'layout', 'fullscreen', 'leave'];
    expect(fold(more, 20, seldom)).to.deep.equal({ seen: [...all.slice(0, 5), 'people', 'leave'], folded: ['layout', 'fullscreen'] });
    expect(fold(more, 8, seldom).seen).to.deep.equal([...all.slice(0, 5), 'people', 'leave']);
    expect(fold(more, 7, seldom)).to.deep.equal({ seen: ['microphone', 'camera', 'screen', 'hand', 'people', 'leave'], folded: ['reaction', 'layout', 'fullscreen'] });
  });
});
