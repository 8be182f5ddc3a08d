/** What a screen reader says by itself, in order: what live regions add, and where the focus goes. */
export class LiveRegions {
  readonly lines: string[] = [];
  readonly #call: Element;
  readonly #observers: MutationObserver[] = [];
  /** What each region said last, and which element said it. */
  readonly #said = new Map<Element, { readonly text: string; readonly first: Element | null }>();
  readonly #attach = Element.prototype.attachShadow;

  /** From now on, in everything inside of `call` that is made from now on. */
  constructor(call: Element) {
    this.#call = call;
    const [attach, follow] = [this.#attach, (root: ShadowRoot) => this.#follow(root)];
    Element.prototype.attachShadow = function attached(init) {
      const root = attach.call(this, init);
      follow(root);
      return root;
    };
    if (call.shadowRoot) follow(call.shadowRoot);
  }

  restore(): void {
    Element.prototype.attachShadow = this.#attach;
    for (const observer of this.#observers) observer.disconnect();
  }

  #follow(root: ShadowRoot): void {
    const observer = new MutationObserver(() => this.#look(root));
    observer.observe(root, { subtree: true, childList: true, characterData: true });
    this.#observers.push(observer);
    this.#look(root);
  }

  #look(root: ShadowRoot): void {
    if (!isInside(root.host, this.#call)) return;
    for (const region of root.querySelectorAll('[role=log]:not([aria-live=off]), [role=status], [role=alert], [aria-live]')) {
      if (!region.checkVisibility()) {
        this.#said.delete(region);
        continue;
      }
      const now = { text: (region as HTMLElement).innerText.replaceAll(/\s+/g, ' ').trim(), first: region.firstElementChild };
      const before = this.#said.get(region);
      const isNew = now.text !== before?.text || (region.role === 'log' && now.first !== before.first);
      this.#said.set(region, now);
      if (isNew && now.text) this.lines.push(`${howSaid(region, before !== undefined)}: ${now.text}`);
    }
  }
}

/** What is not there before it says something is heard only where it interrupts (ARIA in HTML leaves it to the browser). */
function howSaid(region: Element, wasThere: boolean): string {
  const isAlert = region.role === 'alert' || region.ariaLive === 'assertive';
  return isAlert ? 'at once' : wasThere ? 'politely' : 'perhaps';
}

function isInside(element: Element, around: Element): boolean {
  if (element === around) return true;
  const root = element.getRootNode();
  return root instanceof ShadowRoot && isInside(root.host, around);
}
