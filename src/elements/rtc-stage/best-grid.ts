export interface Box {
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
}

/** Between these shapes a face is well framed. */
const widest = 16 / 9;
const narrowest = 4 / 3;
/** With room for one or two, a telephone held upright is filled. */
const upright = 3 / 4;

/** How large each of `count` tiles can be at most in `area`, all the same, in rows with `gap` pixels between them. */
export function bestGrid(count: number, area: Box, gap: number): Box {
  const least = count < 3 ? upright : narrowest;
  let best: Box = { width: 0, height: 0 };
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns);
    const tile = within(share(area.width, columns, gap), share(area.height, rows, gap), least);
    if (tile.width * tile.height > best.width * best.height) best = tile;
  }
  return best;
}

function share(length: number, among: number, gap: number): number {
  return Math.max(0, (length - gap * (among - 1)) / among);
}

function within(width: number, height: number, least: number): Box {
  if (width > height * widest) return { width: height * widest, height };
  if (width < height * least) return { width, height: width / least };
  return { width, height };
}
