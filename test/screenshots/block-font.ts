/**
 * A font, as a data URL, in which every character is the same block: with it a page looks the same wherever it is drawn,
 * and still shows where there are words and how many.
 */
export function blockFont(): string {
  const tables = [head, hhea, maxp, os2, hmtx, cmap, loca, glyf, name, post].map((table) => table());
  return `data:font/ttf;base64,${file(tables).toString('base64')}`;
}

interface Table {
  readonly tag: string;
  readonly bytes: Buffer;
}

/** A fraction of the height of a line, in thousandths: as wide as a letter is on average, as high as a small one. */
const em = 1000;
const advance = 580;
const block = { left: 60, bottom: 0, right: 520, top: 560 };
const [ascender, descender] = [930, -240];

/** Numbers of 16 bits, most significant byte first, as all of OpenType; longer ones as pairs. */
function table(tag: string, ...values: readonly number[]): Table {
  const bytes = Buffer.alloc(values.length * 2);
  values.forEach((value, index) => bytes.writeUInt16BE(value & 0xffff, index * 2));
  return { tag, bytes };
}

const long = (value: number) => [value >>> 16, value & 0xffff];
const box = [block.left, block.bottom, block.right, block.top];

const head = () => table('head', 1, 0, 1, 0, 0, 0, ...long(0x5f0f3cf5), 3, em, 0, 0, 0, 0, 0, 0, 0, 0, ...box, 0, 8, 2, 0, 0);
const hhea = () => table('hhea', 1, 0, ascender, descender, 0, advance, 0, 0, block.right, 1, 0, 0, 0, 0, 0, 0, 0, 3);
const maxp = () => table('maxp', 1, 0, 3, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0);
const hmtx = () => table('hmtx', advance, 0, advance, block.left, advance, 0);
const post = () => table('post', 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
const name = () => table('name', 0, 0, 6);

const os2 = () => {
  const panose = [0, 0, 0, 0, 0];
  const ranges = [0, 0, 0, 0, 0, 0, 0, 0];
  const sizes = [650, 600, 0, 75, 650, 600, 0, 350, 50, 300];
  return table('OS/2', 4, advance, 400, 5, 0, ...sizes, 0, ...panose, ...ranges, 0, 0, 0x40, 0x20, 0xffff, ascender, descender, 0, ascender, -descender, 0, 1, 0, 0, block.top, block.top, 0, 0x20, 0);
};

/** Format 13, many to one: the space is empty, and all the rest of Unicode is the block. */
const cmap = () => {
  const groups = [[0x20, 0x20, 2], [0x21, 0x10ffff, 1]].flatMap((group) => group.flatMap(long));
  return table('cmap', 0, 1, 3, 10, ...long(12), 13, 0, ...long(16 + groups.length * 2), ...long(0), ...long(2), ...groups);
};

/** Glyph 0 stands for characters that are missing, and none is; 1 is the block, 2 the space. */
const glyf = () => {
  const flags = [0x0101, 0x0101];
  const across = [block.left, 0, block.right - block.left, 0];
  const up = [block.bottom, block.top - block.bottom, 0, block.bottom - block.top];
  return table('glyf', 1, ...box, 3, 0, ...flags, ...across, ...up);
};
const loca = () => table('loca', 0, 0, glyf().bytes.length / 2, glyf().bytes.length / 2);

function file(tables: readonly Table[]): Buffer {
  const sorted = [...tables].sort((a, b) => (a.tag < b.tag ? -1 : 1));
  const header = Buffer.from(table('', 1, 0, sorted.length, 128, 3, sorted.length * 16 - 128).bytes);
  let offset = header.length + sorted.length * 16;
  const records: Buffer[] = [];
  const bodies: Buffer[] = [];
  for (const { tag, bytes } of sorted) {
    records.push(Buffer.concat([Buffer.from(tag), table('', ...long(0), ...long(offset), ...long(bytes.length)).bytes]));
    bodies.push(bytes, Buffer.alloc(-bytes.length & 3));
    offset += bytes.length + (-bytes.length & 3);
  }
  return Buffer.concat([header, ...records, ...bodies]);
}
