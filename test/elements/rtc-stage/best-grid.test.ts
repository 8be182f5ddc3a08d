import { expect } from '@open-wc/testing';
import { bestGrid } from '../../../src/elements/rtc-stage/best-grid.ts';

const areas = [
  [1600, 900],
  [900, 1600],
  [320, 400],
  [2560, 400],
  [300, 1200],
] as const;

/** How many of these tiles lie side by side in so much room, with gaps. */
function fits(count: number, [width, height]: readonly [number, number], tile: { width: number; height: number }, gap: number): boolean {
  const columns = Math.floor((width + gap + 0.001) / (tile.width + gap));
  const rows = Math.floor((height + gap + 0.001) / (tile.height + gap));
  return columns * rows >= count;
}

describe('bestGrid', () => {
  for (const area of areas) {
    for (const count of [1, 2, 3, 4, 5, 9, 16, 25, 49]) {
      it(`finds room for ${count} in ${area.join(' × ')}, and for none larger`, () => {
        const tile = bestGrid(count, { width: area[0], height: area[1] }, 8);
        expect(fits(count, area, tile, 8)).to.be.true;
        expect(tile.width / tile.height).to.be.within(count < 3 ? 0.749 : 1.333, 1.778);
        // No other number of columns would do better.
        for (let columns = 1; columns <= count; columns++) {
          const rows = Math.ceil(count / columns);
          const width = Math.min((area[0] - 8 * (columns - 1)) / columns, (((area[1] - 8 * (rows - 1)) / rows) * 16) / 9);
          expect(Math.min(width, tile.width + 0.001) * Math.min((width * 9) / 16, tile.height + 0.001)).to.be.at.most(tile.width * tile.height + 1);
        }
      });
    }
  }

  it('puts four in a square box two by two', () => {
    expect(bestGrid(4, { width: 808, height: 808 }, 8)).to.deep.equal({ width: 400, height: 300 });
  });

  it('fills an upright telephone with one', () => {
    expect(bestGrid(1, { width: 300, height: 400 }, 8)).to.deep.equal({ width: 300, height: 400 });
  });

  it('is nothing without room', () => {
    expect(bestGrid(3, { width: 0, height: 0 }, 8)).to.deep.equal({ width: 0, height: 0 });
  });
});
