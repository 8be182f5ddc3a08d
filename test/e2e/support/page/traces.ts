/**
 * What a page is, from before any script of the library: every global, every class of the platform with its prototype, and every function in
 * them; and what the browser reports against the page's policy from then on.
 */
const before = new Map<object, { readonly path: string; readonly properties: ReadonlyMap<PropertyKey, PropertyDescriptor> }>();

/** What the browser reported: directive, what was blocked, and where. */
export const violations: string[] = [];

function listen(place: Window): void {
  place.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample, sourceFile, lineNumber }) => {
    violations.push(`${effectiveDirective} ${blockedURI} ${sample} ${sourceFile}:${lineNumber}`);
  });
}

listen(window);
// A small window has the policy of the page that opened it.
(globalThis as { documentPictureInPicture?: EventTarget }).documentPictureInPicture?.addEventListener('enter', (event) => listen((event as Event & { window: Window }).window));

/** Of these, the page has one each. */
const singletons = { document, navigator, customElements, history, location, performance, screen, crypto, mediaDevices: navigator.mediaDevices };

/** Whatever is there now that was not, is not what it was, or is gone, by its path. */
export function traces(): string[] {
  return [...before].flatMap(([object, { path, properties }]) => {
    const now = propertiesOf(object);
    const differing = [...new Set([...properties.keys(), ...now.keys()])].filter((key) => !isAlike(properties.get(key), now.get(key)));
    return differing.map((key) => (typeof key === 'symbol' ? `${path}[${String(key)}]` : `${path}.${key}`));
  }).filter((path) => path !== 'globalThis.traces');
}

/** How many objects are looked at. */
export const known = () => before.size;

function note(path: string, value: unknown): void {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null || before.has(value)) return;
  const properties = propertiesOf(value);
  before.set(value, { path, properties });
  for (const [key, { value: inside, get, set }] of properties) {
    for (const each of [inside, get, set] as const) note(`${path}.${String(key)}`, each);
  }
  note(`${path}.__proto__`, Object.getPrototypeOf(value));
}

function propertiesOf(object: object): ReadonlyMap<PropertyKey, PropertyDescriptor> {
  return new Map(Reflect.ownKeys(object).flatMap((key) => {
    const descriptor = Reflect.getOwnPropertyDescriptor(object, key);
    return descriptor ? [[key, descriptor] as const] : [];
  }));
}

function isAlike(one: PropertyDescriptor | undefined, other: PropertyDescriptor | undefined): boolean {
  const fields = ['value', 'get', 'set', 'writable', 'enumerable', 'configurable'] as const;
  return one !== undefined && other !== undefined && fields.every((field) => Object.is(one[field], other[field]));
}

note('globalThis', globalThis);
for (const [name, object] of Object.entries(singletons)) note(name, object);
// What the tests brought is theirs, and changes.
before.delete(witness);
