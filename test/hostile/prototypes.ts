const kinds = { Object, Array, String, Number, Boolean, Function, Map, Set, Promise, Date, RegExp, Error, Uint8Array, ArrayBuffer } as const;

/** Everything that hangs on the built-in prototypes, by name: the same before and after. */
export function prototypes(): Record<string, string[]> {
  const entries = Object.entries(kinds).map(([name, kind]): [string, string[]] => {
    const described = Reflect.ownKeys(kind.prototype as object).map((key) => {
      const { value, get, set, ...flags } = (Object.getOwnPropertyDescriptor(kind.prototype, key) ?? {}) as Partial<Record<'value' | 'get' | 'set', unknown>>;
      return [String(key), typeof value, identityOf(value), identityOf(get), identityOf(set), JSON.stringify(flags)].join(' ');
    });
    return [name, described];
  });
  return Object.fromEntries(entries);
}

const identities = new Map<unknown, number>();

function identityOf(value: unknown): number {
  const known = identities.get(value) ?? identities.size;
  identities.set(value, known);
  return known;
}
