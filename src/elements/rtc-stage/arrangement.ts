// Where everything on a stage lies: pure functions, of what is there and how much room there is.
import { type Box, gridPlaces, onlyPlace, type Rect } from './best-grid.ts';

/** More lie on further pages. */
const mostOnPage = 16;

/** Of the pager: in a row below a grid, or stacked at the end of a strip. */
const pagerHeight = 44;
const stackedPager: Box = { width: 96, height: 68 };

/** The tiles of a strip, in CSS pixels. */
const narrowestInStrip = 96;
const widestInStrip = 220;
const shapeInStrip = 4 / 3;

/** How far from the edges somebody floats. */
const inset = 8;

/** A corner of the stage, as it is seen. */
export interface Corner {
  readonly left: boolean;
  readonly top: boolean;
}

export interface Tile {
  /** The id of a participant; with `/screen` after it, what they share. */
  readonly key: string;
  readonly isOwn: boolean;
  readonly isScreen: boolean;
}

/** What is there, and what is wanted of it. */
export interface Cast {
  readonly tiles: readonly Tile[];
  /** `auto`, `grid`, `speaker` or `strip`; anything else is `auto`. */
  readonly layout: string;
  /** The key of the tile that is to be large. */
  readonly pinned: string;
  /** The key of whoever spoke last. */
  readonly spoke: string;
}

/** Which tiles are what, whatever room there is. */
export interface Plan {
  readonly kind: 'grid' | 'speaker' | 'strip';
  readonly large: readonly Tile[];
  /** All of the same size, on pages if need be. */
  readonly small: readonly Tile[];
  /** The other one of two, as a rule oneself, over what is large. */
  readonly floating: Tile | undefined;
}

export interface Room {
  readonly area: Box;
  readonly gap: number;
  readonly rightToLeft: boolean;
  readonly corner: Corner;
  /** Which page, from 0; the last one, if there are not so many. */
  readonly page: number;
}

export interface Arrangement {
  /** By key; what is on another page has none. */
  readonly places: ReadonlyMap<string, Rect>;
  /** On which page each of the small ones is. */
  readonly pageOf: ReadonlyMap<string, number>;
  readonly page: number;
  readonly pages: number;
  readonly pager: (Rect & { readonly stacked: boolean }) | undefined;
}

export function plan(cast: Cast): Plan {
  const { tiles, layout } = cast;
  if (layout === 'strip') return { kind: 'strip', large: [], small: tiles, floating: undefined };
  const large = featured(cast);
  if (large.length === 0) return { kind: 'grid', large, small: tiles, floating: undefined };
  const small = tiles.filter((tile) => !large.includes(tile));
  const [only] = small;
  // Nobody needs a strip for one face alone; but a screen is not covered.
  if (small.length === 1 && only && ![only, ...large].some(({ isScreen }) => isScreen)) return { kind: 'speaker', large, small: [], floating: only };
  return { kind: 'speaker', large, small, floating: undefined };
}

/** What has most of the room; nothing, if all are equal. */
function featured({ tiles, layout, pinned, spoke }: Cast): readonly Tile[] {
  const isPinned = tiles.filter(({ key }) => key === pinned);
  if (isPinned.length > 0 || layout === 'grid') return isPinned;
  const others = tiles.filter(({ isOwn }) => !isOwn);
  // Whoever shares looks at the others, and not at what is on their own screen anyway.
  const screens = others.filter(({ isScreen }) => isScreen);
  if (screens.length > 0) return screens;
  if (layout !== 'speaker' && others.length > 1) return [];
  return [others.find(({ key }) => key === spoke) ?? others[0] ?? tiles[0]].filter((tile) => tile !== undefined);
}

export function arrange(cast: Plan, room: Room): Arrangement {
  const { places, ...rest } = inReadingOrder(cast, room);
  const turn = (rect: Rect) => (room.rightToLeft ? { ...rect, x: room.area.width - rect.x - rect.width } : rect);
  const turned = new Map([...places].map(([key, rect]) => [key, turn(rect)]));
  // A corner is where it is seen.
  if (cast.floating) turned.set(cast.floating.key, floatingPlace(room));
  return { ...rest, places: turned, pager: rest.pager && { ...rest.pager, ...turn(rest.pager) } };
}

function inReadingOrder(cast: Plan, room: Room): Arrangement {
  const { area } = room;
  if (cast.kind === 'grid') return grid(cast.small, room);
  if (cast.kind === 'strip') return strip(cast.small, room, area.width >= area.height ? 'row' : 'column');
  if (cast.small.length === 0) return { ...nowhere, places: keyed(cast.large, largePlaces(cast.large, area, room.gap)) };
  const [row, column] = [withStrip(cast, room, 'row'), withStrip(cast, room, 'column')];
  return sizeOf(cast, column) > sizeOf(cast, row) ? column : row;
}

const nowhere: Arrangement = { places: new Map(), pageOf: new Map(), page: 0, pages: 1, pager: undefined };

function grid(tiles: readonly Tile[], { area, gap, page }: Room): Arrangement {
  const pages = inPages(tiles, mostOnPage, page);
  if (pages.pages === 1) return { ...pages, places: keyed(tiles, tiles.length === 1 ? [onlyPlace(area)] : gridPlaces(tiles.length, area, gap)) };
  const height = Math.max(0, area.height - pagerHeight - gap);
  const pager = { x: 0, y: area.height - pagerHeight, width: area.width, height: pagerHeight, stacked: false };
  return { ...pages, places: keyed(pages.shown, gridPlaces(pages.shown.length, { width: area.width, height }, gap)), pager };
}

type Direction = 'row' | 'column';

/** How large each of so many tiles in a strip is: all of them fit, as long as nobody gets too small. Alone, a strip is as thick as its area. */
function tileInStrip(count: number, { area, gap }: Room, direction: Direction, isAlone: boolean): Box {
  const [isRow, each] = [direction === 'row', gap - gap / count];
  const thickness = isRow ? area.height * shapeInStrip : area.width;
  const wanted = Math.min(isAlone ? thickness : Math.min(area.width * 0.2, area.height * 0.3), widestInStrip);
  const fitting = isRow ? area.width / count - each : (area.height / count - each) * shapeInStrip;
  const least = Math.max(narrowestInStrip, wanted * 0.6);
  const width = Math.floor(Math.min(Math.max(Math.min(wanted, fitting), least), thickness));
  return { width, height: Math.floor(width / shapeInStrip) };
}

/** One row, or one column, in the middle of the area. */
function strip(tiles: readonly Tile[], room: Room, direction: Direction, tile = tileInStrip(tiles.length, room, direction, true)): Arrangement {
  const { area, gap, page } = room;
  const isRow = direction === 'row';
  const [length, each, pagerLength] = isRow ? [area.width, tile.width, stackedPager.width] : [area.height, tile.height, stackedPager.height];
  const fits = (space: number) => Math.max(1, Math.floor((space + gap) / (each + gap)));
  const isPaged = tiles.length > fits(length);
  // With a pager, the room for a full page is kept, and the pager stays where it is.
  const full = isPaged ? fits(length - pagerLength - gap) : tiles.length;
  const pages = inPages(tiles, full, page);
  const taken = full * (each + gap) - gap + (isPaged ? pagerLength + gap : 0);
  const start = Math.max(0, Math.floor((length - taken) / 2));
  const across = (thickness: number) => Math.max(0, Math.floor(((isRow ? area.height : area.width) - thickness) / 2));
  const at = (along: number, { width, height }: Box): Rect => (isRow ? { x: along, y: across(height), width, height } : { x: across(width), y: along, width, height });
  const places = keyed(pages.shown, pages.shown.map((_, index) => at(start + index * (each + gap), tile)));
  const pager = isPaged ? { ...at(start + full * (each + gap), stackedPager), stacked: true } : undefined;
  return { ...pages, places, pager };
}

/** What is large, and the others below it or at its side. */
function withStrip({ large, small }: Plan, room: Room, direction: Direction): Arrangement {
  const { area, gap } = room;
  const tile = tileInStrip(small.length, room, direction, false);
  const isRow = direction === 'row';
  // With a pager in it, a strip is as thick as that.
  const thickness = isRow ? Math.max(tile.height, Math.min(stackedPager.height, area.height / 2)) : tile.width;
  const left = { width: area.width - (isRow ? 0 : thickness + gap), height: area.height - (isRow ? thickness + gap : 0) };
  const mains = largePlaces(large, { width: Math.max(0, left.width), height: Math.max(0, left.height) }, gap);
  // What is large lies in the middle of what is left; next to it, both together are in the middle.
  const end = Math.max(...mains.map((rect) => (isRow ? rect.y + rect.height : rect.x + rect.width))) + gap;
  const stripArea = isRow ? { width: area.width, height: thickness } : { width: thickness, height: area.height };
  const { places, pager, ...others } = strip(small, { ...room, area: stripArea }, direction, tile);
  const beside = <T extends Rect>(rect: T): T => (isRow ? { ...rect, y: rect.y + end } : { ...rect, x: rect.x + end });
  return {
    ...others,
    places: new Map([...keyed(large, mains), ...[...places].map(([key, rect]) => [key, beside(rect)] as const)]),
    pager: pager && beside(pager),
  };
}

/** A screen takes all there is: it is shown as a whole in any shape. */
function largePlaces(tiles: readonly Tile[], area: Box, gap: number): Rect[] {
  const [only] = tiles;
  if (tiles.length !== 1) return gridPlaces(tiles.length, area, gap);
  return [only?.isScreen ? { x: 0, y: 0, width: Math.floor(area.width), height: Math.floor(area.height) } : onlyPlace(area)];
}

function floatingPlace({ area, corner }: Room): Rect {
  const isUpright = area.width < area.height;
  const width = Math.round(Math.min(Math.max(96, Math.min(area.width * 0.24, area.height * 0.5)), 280));
  const height = Math.round(isUpright ? (width * 4) / 3 : (width * 3) / 4);
  return {
    x: corner.left ? inset : Math.max(0, area.width - width - inset),
    y: corner.top ? inset : Math.max(0, area.height - height - inset),
    width,
    height,
  };
}

interface Pages extends Omit<Arrangement, 'places' | 'pager'> {
  readonly shown: readonly Tile[];
  readonly pager: undefined;
}

function inPages(tiles: readonly Tile[], each: number, wanted: number): Pages {
  const pages = Math.max(1, Math.ceil(tiles.length / each));
  const page = Math.min(wanted, pages - 1);
  const pageOf = new Map(tiles.map(({ key }, index) => [key, Math.floor(index / each)]));
  return { pages, page, pageOf, shown: tiles.slice(page * each, (page + 1) * each), pager: undefined };
}

function keyed(tiles: readonly Tile[], rects: readonly Rect[]): Map<string, Rect> {
  return new Map(tiles.flatMap(({ key }, index) => (rects[index] ? [[key, rects[index]] as const] : [])));
}

/** How much of a picture of the usual shape is seen in what is large. */
function sizeOf({ large }: Plan, { places }: Arrangement): number {
  const [first] = large;
  const { width = 0, height = 0 } = (first && places.get(first.key)) ?? {};
  return Math.min(width, (height * 16) / 9);
}
