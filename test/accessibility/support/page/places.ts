/** The section and the caption of the figure that an element is in, shadow roots crossed. */
export function placeOf(element: Element | null): string {
  const figure = element?.closest('figure');
  const root = element?.getRootNode();
  if (figure) return `${figure.closest('section')?.id ?? ''}: ${figure.querySelector('figcaption')?.textContent ?? ''}`;
  return root instanceof ShadowRoot ? placeOf(root.host) : 'the page';
}

/** All elements in one, shadow roots crossed, in the order of the page. */
export function* insides(root: Document | Element | ShadowRoot): Generator<Element> {
  for (const element of root.querySelectorAll('*')) {
    yield element;
    if (element.shadowRoot) yield* insides(element.shadowRoot);
  }
}
