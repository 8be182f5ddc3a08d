/**
 * PeerJS's default format (`binary`, peerjs-js-binarypack 2.1), read and written without its faults: five bytes of it can freeze a tab, and it
 * has numbers wrong. Nothing is reserved for what a count promises: each thing takes a byte at least, and the bytes are there or they are not.
 */
export type Packed = null | boolean | number | string | Uint8Array | Packed[] | { [key: string]: Packed };

const deepest = 32;

/** @throws RangeError for anything that is not one whole value. */
export function unpack(bytes: Uint8Array): Packed {
  const reader = new Reader(bytes);
  const value = reader.value(0);
  if (reader.left > 0) throw new RangeError('More than one value');
  return value;
}

class Reader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  value(depth: number): Packed {
    const type = this.#unsigned(1);
    if (type < 0x80) return type;
    if (type >= 0xe0) return type - 0x100;
    const small = type & 0x0f;
    switch (type & 0xf0) {
      case 0x80:
        return this.#map(small, depth);
      case 0x90:
        return this.#list(small, depth);
      case 0xa0:
        return this.#take(small).slice();
      case 0xb0:
        return this.#text(small);
      default:
        return this.#long(type, depth);
    }
  }

  #long(type: number, depth: number): Packed {
    switch (type) {
      case 0xc0: // null
      case 0xc1: // undefined
        return null;
      case 0xc2:
        return false;
      case 0xc3:
        return true;
      case 0xca:
        return this.#number(4, (view, at) => view.getFloat32(at));
      case 0xcb:
        return this.#number(8, (view, at) => view.getFloat64(at));
      case 0xcc:
        return this.#unsigned(1);
      case 0xcd:
        return this.#unsigned(2);
      case 0xce:
        return this.#unsigned(4);
      case 0xcf:
        return this.#number(8, (view, at) => Number(view.getBigUint64(at)));
      case 0xd0:
        return this.#number(1, (view, at) => view.getInt8(at));
      case 0xd1:
        return this.#number(2, (view, at) => view.getInt16(at));
      case 0xd2:
        return this.#number(4, (view, at) => view.getInt32(at));
      case 0xd3:
        return this.#number(8, (view, at) => Number(view.getBigInt64(at)));
      case 0xd8:
        return this.#text(this.#unsigned(2));
      case 0xd9:
        return this.#text(this.#unsigned(4));
      case 0xda:
        return this.#take(this.#unsigned(2)).slice();
      case 0xdb:
        return this.#take(this.#unsigned(4)).slice();
      case 0xdc:
        return this.#list(this.#unsigned(2), depth);
      case 0xdd:
        return this.#list(this.#unsigned(4), depth);
      case 0xde:
        return this.#map(this.#unsigned(2), depth);
      case 0xdf:
        return this.#map(this.#unsigned(4), depth);
      default:
        throw new RangeError(`No value begins with ${type}`);
    }
  }

  #list(count: number, depth: number): Packed[] {
    this.#enter(count, depth);
    const list: Packed[] = [];
    for (let index = 0; index < count; index++) list.push(this.value(depth + 1));
    return list;
  }

  #map(count: number, depth: number): Record<string, Packed> {
    this.#enter(2 * count, depth);
    // Without a prototype `__proto__` is a name like any other.
    const map = Object.create(null) as Record<string, Packed>;
    for (let index = 0; index < count; index++) {
      const key = this.value(depth + 1);
      if (typeof key !== 'string') throw new RangeError('A name that is no text');
      map[key] = this.value(depth + 1);
    }
    return map;
  }

  #enter(count: number, depth: number): void {
    if (depth >= deepest) throw new RangeError('Too deep');
    if (count > this.left) throw new RangeError('More is promised than there is');
  }

  #text(length: number): string {
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(this.#take(length));
  }

  #unsigned(length: 1 | 2 | 4): number {
    return this.#take(length).reduce((number, byte) => number * 256 + byte, 0);
  }

  #number(length: number, read: (view: DataView, at: number) => number): number {
    const at = this.#at;
    this.#take(length);
    return read(this.#view, at);
  }

  #take(length: number): Uint8Array {
    if (length > this.left) throw new RangeError('Shorter than it says');
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }
}

/** Writes bytes, or what JSON can carry with bytes in it. */
export function pack(value: unknown): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [];
  write(value, parts);
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function write(value: unknown, parts: Uint8Array[]): void {
  if (typeof value === 'number') parts.push(numberBytes(value));
  else if (typeof value === 'string') writeText(value, parts);
  else if (typeof value === 'boolean') parts.push(Uint8Array.of(value ? 0xc3 : 0xc2));
  else if (value instanceof Uint8Array) parts.push(head(0xa0, 0xda, value.length), value);
  else if (Array.isArray(value)) {
    parts.push(head(0x90, 0xdc, value.length));
    for (const each of value) write(each, parts);
  } else if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value);
    parts.push(head(0x80, 0xde, entries.length));
    for (const [name, each] of entries) {
      writeText(name, parts);
      write(each, parts);
    }
  } else parts.push(Uint8Array.of(0xc0));
}

function writeText(text: string, parts: Uint8Array[]): void {
  const bytes = new TextEncoder().encode(text);
  parts.push(head(0xb0, 0xd8, bytes.length), bytes);
}

/** A length of up to 15 is in the first byte; else two bytes follow the one of `two`, or four the next. */
function head(small: number, two: number, length: number): Uint8Array {
  if (length <= 0x0f) return Uint8Array.of(small + length);
  if (length <= 0xffff) return withView(two, 2, (view) => view.setUint16(1, length));
  return withView(two + 1, 4, (view) => view.setUint32(1, length));
}

function numberBytes(number: number): Uint8Array {
  if (!Number.isInteger(number) || Math.abs(number) > 0x7fff_ffff) return withView(0xcb, 8, (view) => view.setFloat64(1, number));
  if (number >= -32 && number <= 0x7f) return Uint8Array.of(number & 0xff);
  return withView(0xd2, 4, (view) => view.setInt32(1, number));
}

function withView(type: number, length: number, set: (view: DataView) => void): Uint8Array {
  const bytes = new Uint8Array(1 + length);
  bytes[0] = type;
  set(new DataView(bytes.buffer));
  return bytes;
}
