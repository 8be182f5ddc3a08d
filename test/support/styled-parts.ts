import { insides } from './shadow.ts';

/** Styles every part of an element from the page, each in a way of its own, and remembers which of them took it. */
export class StyledParts {
  readonly seen = new Set<string>();
  readonly #parts: readonly string[];
  readonly #sheet = new CSSStyleSheet();

  constructor(tag: string, parts: readonly string[]) {
    this.#parts = parts;
    this.#sheet.replaceSync(parts.map((part, index) => `${tag}::part(${part}) { outline-offset: ${first + index}px }`).join('\n'));
    document.adoptedStyleSheets.push(this.#sheet);
  }

  get missing(): string[] {
    return this.#parts.filter((part) => !this.seen.has(part));
  }

  /** Looks at all that is in an element now, however deep. */
  look(host: Element): void {
    for (const element of insides(host)) {
      const styled = this.#parts[Number.parseFloat(getComputedStyle(element).outlineOffset) - first];
      if (styled && [...element.part].some((own) => styled === own || styled.endsWith(`-${own}`))) this.seen.add(styled);
    }
  }

  remove(): void {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== this.#sheet);
  }
}

/** Nothing of the library has so much. */
const first = 1000;
