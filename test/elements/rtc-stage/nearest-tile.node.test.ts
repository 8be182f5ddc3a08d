import { expect } from 'chai';
import { type Direction, nearestTile } from '../../../src/elements/rtc-stage/nearest-tile.ts';

describe('the nearest tile', () => {
  /** Each as its left, top, width and height. */
  const go = (places: Readonly<Record<string, readonly [number, number, number, number]>>, from: string, direction: Direction) => {
    const rects = new Map(Object.entries(places).map(([key, [x, y, width, height]]) => [key, { x, y, width, height }]));
    return nearestTile(rects.get(from)!, rects, direction);
  };

  it('is beside, above or below, in rows that are not all full', () => {
    const rows = { a: [0, 0, 100, 80], b: [110, 0, 100, 80], c: [220, 0, 100, 80], d: [55, 90, 100, 80], e: [165, 90, 100, 80] } as const;
    expect(go(rows, 'a', 'ArrowRight')).to.equal('b');
    expect(go(rows, 'c', 'ArrowLeft')).to.equal('b');
    expect(go(rows, 'a', 'ArrowDown')).to.equal('d');
    expect(go(rows, 'c', 'ArrowDown')).to.equal('e');
    expect(go(rows, 'e', 'ArrowLeft')).to.equal('d');
    expect(['b', 'c']).to.include(go(rows, 'e', 'ArrowUp'));
  });

  it('is none at an edge', () => {
    const pair = { a: [0, 0, 100, 80], b: [110, 0, 100, 80] } as const;
    expect([go(pair, 'a', 'ArrowLeft'), go(pair, 'b', 'ArrowRight'), go(pair, 'a', 'ArrowUp'), go(pair, 'b', 'ArrowDown')]).to.deep.equal([undefined, undefined, undefined, undefined]);
  });

  it('is between what is large and a strip beside it', () => {
    const strip = { large: [0, 0, 700, 540], one: [710, 0, 200, 150], two: [710, 160, 200, 150], three: [710, 320, 200, 150] } as const;
    expect(go(strip, 'one', 'ArrowLeft')).to.equal('large');
    expect(go(strip, 'three', 'ArrowLeft')).to.equal('large');
    expect(go(strip, 'large', 'ArrowRight')).to.equal('two');
    expect(go(strip, 'one', 'ArrowDown')).to.equal('two');
    expect(go(strip, 'large', 'ArrowDown')).to.equal(undefined);
  });
});
