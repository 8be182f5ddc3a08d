export interface Breach {
  readonly rule: string;
  readonly where: string;
  readonly what: string;
}

/**
 * Runs in a page, and takes nothing of this file with it. What of every element of ours that is seen breaks a rule: `target` is how large
 * what is pressed has to be, in CSS pixels.
 */
export function brokenRules(target: number): { readonly breaches: readonly Breach[]; readonly tags: readonly string[] } {
  const sizes = new Set(['12px', '14px', '16px', '20px']);
  const weights = new Set(['400', '600']);
  const breaches: Breach[] = [];
  const tags = new Set<string>();

  const hostOf = (element: Element) => (element.getRootNode() as ShadowRoot).host;
  const nameOf = (element: Element) => {
    const part = element.getAttribute('part') ?? element.getAttribute('class')?.trim();
    return `${hostOf(element).localName} ${element.localName}${part ? `.${part.replaceAll(/\s+/g, '.')}` : ''}`;
  };
  const broken = (rule: string, element: Element, what: string) => breaches.push({ rule, where: nameOf(element), what });
  const pixels = (value: string) => (value.endsWith('px') ? Number.parseFloat(value) : Number.NaN);

  /** Only what is seen as words, not what screen readers alone hear, nor letters that grow with a picture. */
  const textOf = (element: Element) => [...element.childNodes].map((node) => (node.nodeType === Node.TEXT_NODE ? (node.textContent ?? '') : '')).join('').trim();
  const isHidden = (element: Element) => {
    const { width, height } = element.getBoundingClientRect();
    return !element.checkVisibility({ visibilityProperty: true, opacityProperty: false }) || width <= 1 || height <= 1;
  };

  function lookAt(element: Element): void {
    const style = getComputedStyle(element);
    const text = textOf(element);
    if (/[!¡！]/u.test(text + (element.getAttribute('aria-label') ?? '') + (element.getAttribute('title') ?? ''))) broken('no exclamation marks', element, text);
    if (isHidden(element)) return;
    lookAtText(element, style, text);
    lookAtSpace(element, style);
    lookAtShape(element, style);
    lookAtMotion(element, style);
    if (element instanceof SVGSVGElement) lookAtIcon(element, style);
    if (element.matches('button, input, select, textarea, a[href]')) lookAtControl(element as HTMLElement, style);
  }

  function lookAtText(element: Element, { fontSize, fontWeight }: CSSStyleDeclaration, text: string): void {
    if (!text) return;
    // As large as the tile allows, and pictures rather than words.
    const grows = element.matches('.initials, .reaction, .avatar') || /^\p{Extended_Pictographic}\uFE0F?$/u.test(text);
    if (!grows && !sizes.has(fontSize)) broken('size of letters', element, fontSize);
    if (!weights.has(fontWeight)) broken('weight of letters', element, fontWeight);
  }

  function lookAtSpace(element: Element, style: CSSStyleDeclaration): void {
    if (element instanceof SVGElement) return;
    const own = ['paddingTop', 'paddingRight', 'paddingBottom', 'paddingLeft', 'rowGap', 'columnGap'] as const;
    for (const name of own) {
      const value = pixels(style[name]);
      // The width of a line may be part of it.
      if (value > 2 && value % 4 !== 0) broken('space in steps of 4', element, `${name} ${style[name]}`);
    }
  }

  function lookAtShape(element: Element, { borderTopLeftRadius: radius }: CSSStyleDeclaration): void {
    const value = pixels(radius);
    const { width, height } = element.getBoundingClientRect();
    // Of a surface; of what lies in one, 8 inside of 12 and 4 inside of that; else as round as can be.
    const isFull = radius.endsWith('%') || value * 2 >= Math.min(width, height) - 2;
    if (!isFull && ![0, 4, 8, 12].includes(value)) broken('radius', element, radius);
  }

  function lookAtMotion(element: Element, { transitionProperty, transitionDuration, animationName, animationDuration }: CSSStyleDeclaration): void {
    const seconds = (text: string) => text.split(', ').map((each) => Number.parseFloat(each));
    const moves = seconds(transitionDuration).some((duration) => duration > 0);
    const still = new Set(['opacity', 'transform', 'scale', 'translate', 'rotate']);
    if (moves && transitionProperty.split(', ').some((property) => !still.has(property))) broken('motion', element, transitionProperty);
    const durations = [...(moves ? seconds(transitionDuration) : []), ...(animationName === 'none' ? [] : seconds(animationDuration))];
    if (durations.some((duration) => duration < 0.12 || duration > 0.2)) broken('motion', element, `${durations.join(', ')} s`);
  }

  function lookAtIcon(icon: SVGSVGElement, { strokeWidth }: CSSStyleDeclaration): void {
    if (strokeWidth !== '2px') broken('icon', icon, `stroke ${strokeWidth}`);
    if (icon.getAttribute('aria-hidden') !== 'true') broken('icon', icon, 'is read');
  }

  function lookAtControl(control: HTMLElement, { opacity }: CSSStyleDeclaration): void {
    // What lies over its label is pressed by that, and what is not drawn by what is drawn around it.
    const label = control.closest('label');
    const isWithin = label && control.matches('[type=checkbox], [type=radio], [type=file]');
    const pressed = isWithin ? label : control;
    const { width, height } = pressed.getBoundingClientRect();
    // Not there before it is pointed at.
    const isLink = control.localName === 'a';
    if (!isLink && opacity !== '0' && (width < target || height < target)) broken('target', control, `${Math.round(width)} × ${Math.round(height)}`);
    if (!nameFor(control)) broken('name', control, 'has none');
  }

  function nameFor(control: HTMLElement): string {
    const slotted = [...control.querySelectorAll('slot')].flatMap((slot) => slot.assignedNodes({ flatten: true })).map((node) => node.textContent ?? '');
    const labels = [...((control as HTMLInputElement).labels ?? [])].map((label) => label.textContent ?? '');
    return [control.ariaLabel, control.title, control.textContent, ...slotted, ...labels].join('').trim();
  }

  /** Into every shadow root of ours; what the demo has around it is its own. */
  function walk(root: Document | ShadowRoot): void {
    for (const element of root.querySelectorAll('*')) {
      if (element.localName.startsWith('rtc-')) tags.add(element.localName);
      if (root instanceof ShadowRoot) lookAt(element);
      if (element.shadowRoot) walk(element.shadowRoot);
    }
  }

  walk(document);
  return { breaches, tags: [...tags] };
}
