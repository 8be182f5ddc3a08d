/** What no part of a message should be. As JSON, because some of it cannot be written down otherwise. */
const junk = [
  'null', 'true', '-1', '0.5', '1e308', '9007199254740993', '""', '"\\u0000\\ud800"', `"${'x'.repeat(70_000)}"`, '[]', '{}', '[[[]]]',
  '{"__proto__":{"type":"OFFER"}}', '{"constructor":1,"toString":2}', '{"length":-1,"then":3}', '"__proto__"', '"OFFER"', '"ANSWER"',
  '"CANDIDATE"', '"LEAVE"', '"EXPIRE"', '"offer"', '"answer"', '"rollback"', '"media"',
];

/** What is not even a message. */
export const nonsense = [
  '', 'null', 'true', '0', '"OFFER"', '[]', '{}', '[{"type":"OFFER"}]', '{', '\u0000', '{"type":null}', '{"type":"__proto__"}',
  '{"type":"toString"}', '{"type":["OFFER"]}', `${'['.repeat(5000)}${']'.repeat(5000)}`, '{"type":"OFFER","__proto__":{"src":"x"}}',
];

/** Numbers from 0 to 1 that are the same in every run (mulberry32), so that what failed once fails again. */
export function repeatable(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The message with one part of it, however deep, taken out or made junk. As JSON. */
export function mutated(message: object, random: () => number): string {
  const copy = JSON.parse(JSON.stringify(message)) as Branch;
  const [branch, name] = oneOf(partsOf(copy), random);
  if (random() < 0.2) Reflect.deleteProperty(branch, name);
  else branch[name] = JSON.parse(oneOf(junk, random));
  return JSON.stringify(copy);
}

type Branch = Record<string, unknown>;

function partsOf(branch: Branch): [Branch, string][] {
  return Object.keys(branch).flatMap((name) => {
    const part = branch[name];
    const inner = typeof part === 'object' && part !== null ? partsOf(part as Branch) : [];
    return [[branch, name] as [Branch, string], ...inner];
  });
}

function oneOf<Item>(items: readonly Item[], random: () => number): Item {
  return items[Math.floor(random() * items.length)]!;
}
