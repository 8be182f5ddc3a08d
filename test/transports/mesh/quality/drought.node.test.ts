import { expect } from 'chai';
import { type Drought, expected, nextDrought, noDrought, type Received } from '../../../../src/transports/mesh/quality/drought.ts';

/** After so many looks, each with the packets that came since the one before. */
function after(...looks: readonly Received[]): Drought {
  let drought = noDrought;
  let before: Required<Pick<Received, 'microphone' | 'camera'>> = { microphone: 0, camera: 0 };
  for (const { microphone = 0, camera = 0 } of looks) {
    const now = { microphone: before.microphone + microphone, camera: before.camera + camera };
    drought = nextDrought(drought, ['microphone', 'camera'], before, now);
    before = now;
  }
  return drought;
}

const times = (count: number, came: Received) => Array.from({ length: count }, () => came);
const all = { microphone: 100, camera: 60 };
const noCamera = { microphone: 100 };

describe('a source that brings nothing', () => {
  it('is waited for for five looks, whatever else comes', () => {
    expect(after(...times(4, noCamera)).isOver).to.equal(false);
    expect(after(...times(5, noCamera)).isOver).to.equal(true);
    expect(after(...times(5, {})).isOver).to.equal(true);
  });

  it('is forgiven as soon as it brings anything', () => {
    expect(after(...times(4, noCamera), { microphone: 100, camera: 1 }, ...times(4, noCamera)).isOver).to.equal(false);
  });

  it('is waited for twice as long after another link has brought nothing either, and then it is not the link', () => {
    expect(after(...times(5 + 9, noCamera)).isOver).to.equal(false);
    expect(after(...times(5 + 10, noCamera)).isOver).to.equal(true);
    for (let looks = 16; looks < 200; looks++) expect(after(...times(looks, noCamera)).isOver).to.equal(false);
  });

  it('is waited for as at first once all is well', () => {
    expect(after(...times(5, noCamera), all, ...times(5, noCamera)).isOver).to.equal(true);
  });

  it('is nothing to wait for while it is off, not shown, or a screen on which nothing may move', () => {
    expect(expected(['camera', 'microphone', 'screen', 'screen-audio'], {})).to.deep.equal(['microphone', 'camera']);
    expect(expected(['camera', 'microphone'], { camera: 0 })).to.deep.equal(['microphone']);
    expect(expected([], { camera: 720 })).to.deep.equal([]);
    expect(nextDrought(noDrought, [], {}, {})).to.deep.equal(noDrought);
  });
});
