import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';

/** As many pixels of a screen, in either direction, become one: a column of cards fits, and a 44 px button is 11. */
const shrinking = 4;

/** How far, from 0 to 1, a pixel's colour may be off: half of what an icon more or less makes of the pixels it is on. */
const tolerance = 0.1;

/**
 * How many pixels may be off further than that. Other hinting and other colours of the screen make none, edges drawn at
 * twice the density about 20; one sign of 24 px that is missing makes 36, a toolbar hundreds.
 */
export const mostOff = 30;

export interface Comparison {
  /** How many pixels differ; all of them if the size does. */
  readonly off: number;
  readonly difference: Buffer;
  /** The box around what differs, in CSS pixels from the top left corner, in words. */
  readonly where: string;
}

/** A screenshot, made small. */
export function shrink(screenshot: Uint8Array): PNG {
  const large = PNG.sync.read(Buffer.from(screenshot));
  const small = new PNG({ width: Math.ceil(large.width / shrinking), height: Math.ceil(large.height / shrinking) });
  for (let index = 0; index < small.width * small.height; index++) {
    const [x, y] = [(index % small.width) * shrinking, Math.floor(index / small.width) * shrinking];
    small.data.set([...meanColour(large, x, y), 255], index * 4);
  }
  return small;
}

export function compare(wanted: PNG, actual: PNG): Comparison {
  const { width, height } = actual;
  if (wanted.width !== width || wanted.height !== height) return { off: width * height, difference: encode(actual), where: `everywhere: ${width} × ${height} small pixels, not ${wanted.width} × ${wanted.height}` };
  const difference = new PNG({ width, height });
  const off = pixelmatch(wanted.data, actual.data, difference.data, width, height, { threshold: tolerance, includeAA: true });
  return { off, difference: encode(difference), where: boxAround(difference) };
}

/** What {@link pixelmatch} drew in its red. */
function boxAround({ width, height, data }: PNG): string {
  const off = Array.from({ length: width * height }, (_, index) => index).filter((index) => data[index * 4] === 255 && data[index * 4 + 1] === 0);
  const ends = (values: readonly number[]) => `${shrinking * Math.min(...values)} to ${shrinking * (Math.max(...values) + 1)}`;
  return off.length === 0 ? 'nowhere' : `x ${ends(off.map((index) => index % width))}, y ${ends(off.map((index) => Math.floor(index / width)))}`;
}

/** Without transparency. Fewer colours than the tolerance can tell apart: half the bytes. */
export function encode({ width, height, data }: PNG): Buffer {
  const coarse = Object.assign(new PNG({ width, height }), { data: data.map((value) => Math.min(255, Math.round(value / step) * step)) });
  return PNG.sync.write(coarse, { colorType: 2, deflateLevel: 9 });
}

const step = 16;

function meanColour({ width, height, data }: PNG, left: number, top: number): number[] {
  const sum = [0, 0, 0];
  let count = 0;
  for (let y = top; y < Math.min(top + shrinking, height); y++) {
    for (let x = left; x < Math.min(left + shrinking, width); x++) {
      for (const channel of sum.keys()) sum[channel]! += data[(y * width + x) * 4 + channel]!;
      count++;
    }
  }
  return sum.map((each) => Math.round(each / count));
}
