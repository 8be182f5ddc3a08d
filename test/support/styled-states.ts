import type { Declared } from './manifest.ts';

/** Styles every state of every element from the page, as a page does it: `:state()` in its own style sheet. */
export class StyledStates {
  readonly #all: readonly Declared[];
  readonly #sheet = new CSSStyleSheet();

  constructor(all: readonly Declared[]) {
    this.#all = all;
    this.#sheet.replaceSync(all.flatMap(({ tag, states }) => states.map((state) => `${tag}:state(${state}) { --is-${state}: yes }`)).join('\n'));
    document.adoptedStyleSheets.push(this.#sheet);
  }

  /** The declared states that an element is in. */
  of(element: Element): string[] {
    const style = getComputedStyle(element);
    return this.declared(element.localName).filter((state) => style.getPropertyValue(`--is-${state}`) === 'yes');
  }

  declared(tag: string): readonly string[] {
    return this.#all.find((each) => each.tag === tag)!.states;
  }

  remove(): void {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== this.#sheet);
  }
}
