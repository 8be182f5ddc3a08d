import fc from 'fast-check';
import type { Decoder } from './decoders.ts';

/** What is not JSON, or is more of it than anybody would write. */
const nasty: readonly string[] = [
  '[',
  '{"a":',
  '{"__proto__":{"admin":true}}',
  '{"constructor":{"prototype":{"admin":true}}}',
  '{"\\u005f_proto__":{"toString":1}}',
  '{"type":"bye","type":"profile","kind":"ask","kind":"word"}',
  '{"toString":null,"valueOf":1,"hasOwnProperty":2,"then":3,"length":-1}',
  '1e999',
  '-0',
  '"\\ud800\\udfff\\u0000\\u202e"',
  '\ufeff{}',
];
const [manyLevels, manyKeys] = [20_000, 5000];
/** Each of these takes a while to make, and longer to read. */
const huge: readonly (() => string)[] = [
  () => '['.repeat(manyLevels) + ']'.repeat(manyLevels),
  () => '{"a":'.repeat(manyLevels) + '1' + '}'.repeat(manyLevels),
  () => '['.repeat(60_000),
  () => `"${'x'.repeat(60_000)}"`,
  () => `[${'0,'.repeat(30_000)}0]`,
  () => `{${Array.from({ length: manyKeys }, (_, index) => `"k${index}":${index}`).join(',')}}`,
  () => `{${'"a":1,'.repeat(manyKeys)}"a":2}`,
  () => '9'.repeat(60_000),
  () => 'A'.repeat(60_000),
  () => ' '.repeat(60_000),
];

const hugeText = fc.constantFrom(...huge).map((make) => make());
const anyText = fc.oneof(fc.string({ unit: 'binary', maxLength: 120 }), fc.string({ unit: 'binary-ascii', maxLength: 120 }), fc.constantFrom(...nasty));
/** As it comes out of a text of JSON. */
const anyValue = fc.oneof(fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<unknown>, fc.constantFrom(...nasty).map(parsed));

interface Edit {
  readonly how: 'put' | 'take' | 'insert' | 'double' | 'cut';
  /** Where, as a share of the whole. */
  readonly at: number;
  readonly count: number;
}
const edits = fc.array(
  fc.record<Edit>({ how: fc.constantFrom('put', 'take', 'insert', 'double', 'cut'), at: fc.double({ min: 0, max: 1, noNaN: true }), count: fc.integer({ min: 1, max: 8 }) }),
  { minLength: 1, maxLength: 4 },
);

/** Whatever somebody may send to a decoder: noise, what is right with something changed, and what is huge, now and then. */
export function hostileInput({ takes, valid }: Decoder): fc.Arbitrary<unknown> {
  const right = fc.constantFrom(...valid);
  if (takes === 'bytes') {
    const changed = fc.tuple(right as fc.Arbitrary<Uint8Array>, edits, fc.uint8Array({ minLength: 1, maxLength: 8 }));
    const wrapped = fc.tuple(right as fc.Arbitrary<Uint8Array>, fc.nat(12), anyText).map(([bytes, head, text]) => joined(bytes.slice(0, head), text));
    const large = fc.tuple(right as fc.Arbitrary<Uint8Array>, fc.nat(12), hugeText).map(([bytes, head, text]) => joined(bytes.slice(0, head), text));
    return weighted(fc.uint8Array({ maxLength: 120 }), changed.map(([bytes, list, noise]) => Uint8Array.from(edited([...bytes], list, [...noise]))), wrapped, large);
  }
  const changed = fc.tuple(right.map(value), fc.nat(), anyValue, fc.constantFrom(...keys)).map(([from, place, other, key]) => replaced(from, place, other, key));
  if (takes === 'value') return weighted(anyValue, changed, right, hugeText.map(parsed));
  const garbled = fc.tuple(right as fc.Arbitrary<string>, edits, anyText).map(([text, list, noise]) => edited([...text], list, [...noise]).join(''));
  return weighted(anyText, garbled, changed.map((each) => (typeof each === 'string' ? each : JSON.stringify(each))), hugeText);
}

const keys = ['__proto__', 'constructor', 'type', 'kind', 'toString', 'length', ''] as const;

function weighted(noise: fc.Arbitrary<unknown>, changed: fc.Arbitrary<unknown>, other: fc.Arbitrary<unknown>, large: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.oneof({ arbitrary: noise, weight: 30 }, { arbitrary: changed, weight: 50 }, { arbitrary: other, weight: 20 }, { arbitrary: large, weight: 1 });
}

function joined(head: Uint8Array, text: string): Uint8Array {
  const tail = new TextEncoder().encode(text);
  const bytes = new Uint8Array(head.length + tail.length);
  bytes.set(head);
  bytes.set(tail, head.length);
  return bytes;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function value(right: unknown): unknown {
  return typeof right === 'string' ? parsed(right) : right;
}

function edited<Piece>(pieces: Piece[], list: readonly Edit[], noise: readonly Piece[]): Piece[] {
  for (const { how, at, count } of list) {
    const place = Math.floor(at * (pieces.length + 1));
    const some = noise.slice(0, count);
    if (how === 'put') pieces.splice(place, some.length, ...some);
    else if (how === 'take') pieces.splice(place, count);
    else if (how === 'insert') pieces.splice(place, 0, ...some);
    else if (how === 'double') pieces.splice(place, 0, ...pieces.slice(place, place + 40));
    else pieces.length = Math.min(pieces.length, place);
  }
  return pieces;
}

/** The same, but for one thing somewhere in it. */
function replaced(from: unknown, place: number, other: unknown, key: string): unknown {
  const copy = structuredClone(from);
  const places: (() => void)[] = [];
  const visit = (node: unknown) => {
    if (typeof node !== 'object' || node === null) return;
    const record = node as Record<string, unknown>;
    const put = (name: string) => Object.defineProperty(record, name, { value: other, enumerable: true, configurable: true, writable: true });
    // An array has no other length than its own.
    if (!Array.isArray(node)) places.push(() => put(key));
    for (const name of Object.keys(record)) {
      places.push(() => put(name), () => Reflect.deleteProperty(record, name));
      visit(record[name]);
    }
  };
  visit(copy);
  if (places.length === 0) return other;
  places[place % places.length]?.();
  return copy;
}
