import { expect } from 'chai';
import fc from 'fast-check';
import { type Arrangement, arrange, type Cast, plan, type Room, type Tile } from '../../../src/elements/rtc-stage/arrangement.ts';
import { bestGrid, gridPlaces, type Rect } from '../../../src/elements/rtc-stage/best-grid.ts';

const many = 500;
const mostOnPage = 16;

const layouts = ['auto', 'grid', 'speaker', 'strip'];

/** Oneself, so many others, and the screens of some. */
function crowd(others: number, screens: readonly number[] = []): Tile[] {
  return Array.from({ length: others + 1 }, (_, index) => index).flatMap((index) => {
    const camera: Tile = { key: `p${index}`, isOwn: index === 0, isScreen: false };
    return screens.includes(index) ? [camera, { ...camera, key: `p${index}/screen`, isScreen: true }] : [camera];
  });
}

const cast = fc
  .record({ others: fc.nat(48), screens: fc.uniqueArray(fc.nat(48), { maxLength: 4 }), layout: fc.constantFrom(...layouts), pin: fc.nat(60), spoke: fc.nat(60) })
  .map(({ others, screens, layout, pin, spoke }): Cast => ({ tiles: crowd(others, screens), layout, pinned: `p${pin}`, spoke: `p${spoke}` }));

const room: fc.Arbitrary<Room> = fc.record({
  area: fc.record({ width: fc.integer({ min: 264, max: 2560 }), height: fc.integer({ min: 240, max: 1600 }) }),
  gap: fc.integer({ min: 0, max: 24 }),
  rightToLeft: fc.boolean(),
  corner: fc.record({ left: fc.boolean(), top: fc.boolean() }),
  page: fc.nat(60),
});

const usual: Room = { area: { width: 1280, height: 720 }, gap: 8, rightToLeft: false, corner: { left: false, top: false }, page: 0 };

function isInside({ x, y, width, height }: Rect, { area }: Room): boolean {
  return x >= 0 && y >= 0 && x + width <= area.width + 0.01 && y + height <= area.height + 0.01;
}

function overlap(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** Everything that may not lie over something else. */
function flat(arrangement: Arrangement, floating: string | undefined): Rect[] {
  const tiles = [...arrangement.places].filter(([key]) => key !== floating).map(([, rect]) => rect);
  return arrangement.pager ? [...tiles, arrangement.pager] : tiles;
}

describe('an arrangement of a stage', () => {
  it('lets nothing lie over another, or outside, and forgets nobody', () => {
    fc.assert(
      fc.property(cast, room, (people, place) => {
        const planned = plan(people);
        const arranged = arrange(planned, place);
        const rects = flat(arranged, planned.floating?.key);
        for (const rect of [...arranged.places.values(), ...rects]) expect(isInside(rect, place), JSON.stringify(rect)).to.equal(true);
        expect(rects.some((rect, index) => rects.slice(index + 1).some((other) => overlap(rect, other)))).to.equal(false);

        const onPages = Array.from({ length: arranged.pages }, (_, page) => [...arrange(planned, { ...place, page }).places.keys()]);
        expect(new Set(onPages.flat())).to.deep.equal(new Set(people.tiles.map(({ key }) => key)));
      }),
      { numRuns: many },
    );
  });

  it('says of all that is small on which page it is, and shows that page or the last', () => {
    fc.assert(
      fc.property(cast, room, (people, place) => {
        const { pageOf, page, pages, pager, places } = arrange(plan(people), place);
        expect(page).to.equal(Math.min(place.page, pages - 1));
        expect(pager !== undefined).to.equal(pages > 1);
        for (const [key, onPage] of pageOf) expect(places.has(key)).to.equal(onPage === page);
      }),
      { numRuns: many },
    );
  });

  it('is the same from the right, mirrored; but a corner is where it is seen', () => {
    fc.assert(
      fc.property(cast, room, (people, place) => {
        const planned = plan(people);
        const [left, right] = [false, true].map((rightToLeft) => arrange(planned, { ...place, rightToLeft }).places);
        for (const [key, rect] of left ?? []) {
          const x = key === planned.floating?.key ? rect.x : place.area.width - rect.x - rect.width;
          expect(right?.get(key)).to.deep.equal({ ...rect, x });
        }
      }),
      { numRuns: many },
    );
  });

  it('has up to sixteen of a size on a page of a grid, and the rest on further pages', () => {
    fc.assert(
      fc.property(fc.nat(48), room, (others, place) => {
        const tiles = crowd(others);
        const { places, pages } = arrange(plan({ tiles, layout: 'grid', pinned: '', spoke: '' }), { ...place, page: 0 });
        expect(places.size).to.equal(Math.min(tiles.length, mostOnPage));
        expect(pages).to.equal(Math.ceil(tiles.length / mostOnPage));
        expect(new Set([...places.values()].map(({ width, height }) => `${width} × ${height}`)).size).to.equal(1);
      }),
      { numRuns: many },
    );
  });

  it('puts the strip where what is large is larger', () => {
    const large = (width: number, height: number) => {
      const arranged = arrange(plan({ tiles: crowd(4), layout: 'speaker', pinned: '', spoke: 'p1' }), { ...usual, area: { width, height } });
      return [arranged.places.get('p1')!, arranged.places.get('p2')!] as const;
    };
    const [wide, atSide] = large(1600, 700);
    expect(atSide.x).to.be.at.least(wide.x + wide.width);
    const [tall, below] = large(700, 1200);
    expect(below.y).to.be.at.least(tall.y + tall.height);
  });

  it('shrinks the tiles of a strip before it turns pages', () => {
    const strip = (others: number) => arrange(plan({ tiles: crowd(others), layout: 'speaker', pinned: '', spoke: '' }), usual);
    const sizes = [3, 5].map((others) => strip(others).places.get('p0')!.width);
    expect(sizes[1]).to.be.lessThan(sizes[0]!);
    expect(strip(5).pages).to.equal(1);
    expect(strip(30).pages).to.be.greaterThan(1);
  });

  it('lies in the middle, row by row', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: mostOnPage }), room, (count, { area, gap }) => {
        const rects = gridPlaces(count, area, gap);
        for (const { y } of rects) {
          const row = rects.filter((rect) => rect.y === y);
          const [left, right] = [row[0]!.x, row.at(-1)!.x + row.at(-1)!.width];
          expect(Math.abs(left - (area.width - right))).to.be.at.most(1);
        }
        const [top, bottom] = [Math.min(...rects.map(({ y }) => y)), Math.max(...rects.map(({ y, height }) => y + height))];
        expect(Math.abs(top - (area.height - bottom))).to.be.at.most(1);
      }),
    );
  });
});

describe('the plan of a stage', () => {
  const planned = (tiles: readonly Tile[], change: Partial<Cast> = {}) => {
    const { kind, large, small, floating } = plan({ tiles, layout: '', pinned: '', spoke: '', ...change });
    const keys = (all: readonly Tile[]) => all.map(({ key }) => key).join(' ');
    return { kind, large: keys(large), small: keys(small), floating: floating?.key ?? '' };
  };

  for (const [what, tiles, change, large, small, floating] of [
    ['one alone is large', crowd(0), {}, 'p0', '', ''],
    ['of two, oneself floats', crowd(1), {}, 'p1', '', 'p0'],
    ['of two, oneself is pinned', crowd(1), { pinned: 'p0' }, 'p0', '', 'p1'],
    ['of two, the other shares', crowd(1, [1]), {}, 'p1/screen', 'p0 p1', ''],
    ['of two, oneself shares: the other is large', crowd(1, [0]), {}, 'p1', 'p0 p0/screen', ''],
    ['three are equal', crowd(2), {}, '', 'p0 p1 p2', ''],
    ['three, and one is pinned', crowd(2), { pinned: 'p2' }, 'p2', 'p0 p1', ''],
    ['three, and whoever was pinned left', crowd(2), { pinned: 'p9' }, '', 'p0 p1 p2', ''],
    ['three, and one shares', crowd(2, [1]), {}, 'p1/screen', 'p0 p1 p2', ''],
    ['three, and two share', crowd(2, [1, 2]), {}, 'p1/screen p2/screen', 'p0 p1 p2', ''],
    ['three, two share, and one screen is pinned', crowd(2, [1, 2]), { pinned: 'p2/screen' }, 'p2/screen', 'p0 p1 p1/screen p2', ''],
    ['three, and oneself shares: all are equal', crowd(2, [0]), {}, '', 'p0 p0/screen p1 p2', ''],
    ['three, and oneself and another share', crowd(2, [0, 1]), {}, 'p1/screen', 'p0 p0/screen p1 p2', ''],
    ['a grid has screens among the rest', crowd(2, [1]), { layout: 'grid' }, '', 'p0 p1 p1/screen p2', ''],
    ['a grid of two', crowd(1), { layout: 'grid' }, '', 'p0 p1', ''],
    ['a pin is stronger than a grid', crowd(2), { layout: 'grid', pinned: 'p1' }, 'p1', 'p0 p2', ''],
    ['who spoke last is large', crowd(2), { layout: 'speaker', spoke: 'p2' }, 'p2', 'p0 p1', ''],
    ['nobody spoke yet', crowd(2), { layout: 'speaker' }, 'p1', 'p0 p2', ''],
    ['a screen is larger than who speaks', crowd(2, [1]), { layout: 'speaker', spoke: 'p2' }, 'p1/screen', 'p0 p1 p2', ''],
    ['a strip is a strip', crowd(2, [1]), { layout: 'strip', pinned: 'p1' }, '', 'p0 p1 p1/screen p2', ''],
    ['what nobody knows is auto', crowd(1), { layout: 'mosaic' }, 'p1', '', 'p0'],
  ] as const) {
    it(what, () => {
      expect(planned(tiles, change)).to.deep.include({ large, small, floating });
    });
  }
});

describe('the largest grid', () => {
  /** The area of a tile with so many columns, by hand. */
  function byHand(count: number, columns: number, { area, gap }: Room): number {
    const rows = Math.ceil(count / columns);
    const width = Math.max(0, (area.width - gap * (columns - 1)) / columns);
    const height = Math.max(0, (area.height - gap * (rows - 1)) / rows);
    const [least, most] = [count < 3 ? 3 / 4 : 4 / 3, 16 / 9];
    const shape = Math.min(Math.max(width / height, least), most);
    const fitting = Math.min(width, height * shape);
    return fitting * (fitting / shape);
  }

  it('is found, whatever the area', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), room, (count, place) => {
        const { width, height } = bestGrid(count, place.area, place.gap);
        const best = Math.max(...Array.from({ length: count }, (_, index) => byHand(count, index + 1, place)));
        expect(width * height).to.be.closeTo(best, best / 1e6 + 1e-6);
      }),
      { numRuns: many },
    );
  });
});
