/** Defines a class as `tag`, unless the tag is taken already (by another version on the page) or there is no page. */
export function customElement(tag: string) {
  return (element: CustomElementConstructor): void => {
    const registry = globalThis.customElements as CustomElementRegistry | undefined;
    if (registry && !registry.get(tag)) registry.define(tag, element);
  };
}
