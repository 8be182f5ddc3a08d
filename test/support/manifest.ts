interface Named {
  readonly name: string;
}

interface Declaration {
  readonly tagName?: string;
  readonly cssParts?: readonly Named[];
  readonly cssStates?: readonly Named[];
  readonly slots?: readonly Named[];
}

interface Manifest {
  readonly modules: readonly { readonly declarations: readonly Declaration[] }[];
}

/** What the header of an element says that a page can style, and replace. */
export interface Declared {
  readonly tag: string;
  readonly parts: readonly string[];
  readonly states: readonly string[];
  /** The empty string is the one without a name. */
  readonly slots: readonly string[];
}

/** Every element of `custom-elements.json`, given its text. */
export function declaredIn(json: string): readonly Declared[] {
  const names = (all: readonly Named[] = []) => all.map(({ name }) => name);
  const declarations = (JSON.parse(json) as Manifest).modules.flatMap((module) => module.declarations);
  return declarations.flatMap(({ tagName, cssParts, cssStates, slots }) => {
    return tagName ? [{ tag: tagName, parts: names(cssParts), states: names(cssStates), slots: names(slots) }] : [];
  });
}

/** In a browser. */
export async function fetchDeclared(): Promise<readonly Declared[]> {
  return declaredIn(await (await fetch('/custom-elements.json')).text());
}
