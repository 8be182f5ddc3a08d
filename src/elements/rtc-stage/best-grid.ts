export interface Box {
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
}

/** A place: from the start, and from the top. */
export interface Rect extends Box {
  readonly x: number;
  readonly y: number;
}

/** Between these shapes a face is well framed. */
const widest = 16 / 9;
const narrowest = 4 / 3;
/** With room for one or two, a telephone held upright is filled. */
const upright = 3 / 4;

/** How large each of `count` tiles can be at most in `area`, all the same, in rows with `gap` pixels between them. */
export function bestGrid(count: number, area: Box, gap: number): Box {
  return bestColumns(count, area, gap).tile;
}

/** Where `count` tiles lie in `area`, in rows from the start and the top; what a row or the whole leaves free is shared by both sides. */
export function gridPlaces(count: number, area: Box, gap: number): Rect[] {
  const { columns, tile } = bestColumns(count, area, gap);
  const [width, height] = [Math.floor(tile.width), Math.floor(tile.height)];
  const rows = Math.ceil(count / columns);
  const top = middle(area.height, rows, height, gap);
  return Array.from({ length: count }, (_, index) => {
    const row = Math.floor(index / columns);
    const inRow = Math.min(columns, count - row * columns);
    return { x: middle(area.width, inRow, width, gap) + (index % columns) * (width + gap), y: top + row * (height + gap), width, height };
  });
}

/** Where one tile lies that has all of an area; a telephone held upright is filled. */
export function onlyPlace(area: Box): Rect {
  const shape = area.width / area.height;
  if (shape >= 1 / 2 && shape < upright) return { x: 0, y: 0, ...area };
  const [only = { x: 0, y: 0, width: 0, height: 0 }] = gridPlaces(1, area, 0);
  return only;
}

function bestColumns(count: number, area: Box, gap: number): { readonly columns: number; readonly tile: Box } {
  const least = count < 3 ? upright : narrowest;
  let best = { columns: 1, tile: { width: 0, height: 0 } };
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns);
    const tile = within(share(area.width, columns, gap), share(area.height, rows, gap), least);
    if (tile.width * tile.height > best.tile.width * best.tile.height) best = { columns, tile };
  }
  return best;
}

function share(length: number, among: number, gap: number): number {
  return Math.max(0, (length - gap * (among - 1)) / among);
}

/** Where a row of so many begins, to lie in the middle. Rounded down, so that nothing is blurred. */
function middle(length: number, count: number, each: number, gap: number): number {
  return Math.max(0, Math.floor((length - count * each - (count - 1) * gap) / 2));
}

function within(width: number, height: number, least: number): Box {
  if (width > height * widest) return { width: height * widest, height };
  if (width < height * least) return { width, height: width / least };
  return { width, height };
}
