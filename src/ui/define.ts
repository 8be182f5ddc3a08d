import { isUsed } from './copy.ts';

/** Defines a class as `tag`, unless there is no page, or the tag or the whole page has another copy of the library. */
export function customElement(tag: string) {
  return (element: CustomElementConstructor): void => {
    if (isUsed() && !customElements.get(tag)) customElements.define(tag, element);
  };
}
