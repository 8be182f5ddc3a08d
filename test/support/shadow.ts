/** Every element in the shadow root of `host` and in those inside it, in the order of the page. */
export function* insides(host: Element): Generator<HTMLElement> {
  for (const element of host.shadowRoot?.querySelectorAll<HTMLElement>('*') ?? []) {
    yield element;
    yield* insides(element);
  }
}

/** What a page can style by `host::part(…)`: each element with the names it has outside, `exportparts` followed. */
export function* exposedParts(host: Element): Generator<readonly [element: HTMLElement, names: readonly string[]]> {
  for (const element of host.shadowRoot?.querySelectorAll<HTMLElement>('*') ?? []) {
    if (element.part.length > 0) yield [element, [...element.part]];
    const exported = (element.getAttribute('exportparts') ?? '').split(',').map((pair) => pair.split(':').map((name) => name.trim()));
    for (const [inner, names] of exposedParts(element)) {
      const outside = exported.filter(([name = '']) => names.includes(name)).map(([name = '', outer = name]) => outer);
      if (outside.length > 0) yield [inner, outside];
    }
  }
}

/** Nothing in it fades in or moves: only then are its colours what they are to be. */
export function isStill(element: Element | undefined): boolean {
  return element?.getAnimations({ subtree: true }).length === 0;
}

/** Nothing in `host`, however deep, is on its way to what it will be; what turns for ever may turn. */
export function comesToRest(host: Element): boolean {
  const animations = [...insides(host)].flatMap((element) => element.getAnimations());
  return animations.every((animation) => animation.effect?.getComputedTiming().endTime === Infinity);
}

/** The element inside that has the focus, however deep. */
export function focusedIn(host: Element): Element | null {
  const focused = host.shadowRoot?.activeElement ?? null;
  return focused?.shadowRoot ? focusedIn(focused) ?? focused : focused;
}

/** What a screen reader would call a button. */
export function nameOf(button: HTMLButtonElement): string {
  const slots = [...button.querySelectorAll('slot:not([name])')].flatMap((slot) => (slot as HTMLSlotElement).assignedNodes());
  const text = slots.map((node) => node.textContent).join('') || button.textContent;
  return (button.ariaLabel ?? (text?.trim() || button.title)).replaceAll(/\s+/g, ' ').trim();
}
