/** What an element made by hand has: its part's name, its class, and other attributes. */
export interface Made {
  readonly part?: string;
  readonly class?: string;
  readonly attributes?: Readonly<Record<string, string>>;
}

/** Makes an element. A list of thousands is too long for a template each. */
export function made<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, what: Made, ...inside: readonly (Node | string)[]): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  if (what.part) element.setAttribute('part', what.part);
  if (what.class) element.className = what.class;
  for (const [name, value] of Object.entries(what.attributes ?? {})) element.setAttribute(name, value);
  element.append(...inside);
  return element;
}
