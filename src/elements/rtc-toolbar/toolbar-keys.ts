import type { LitElement, ReactiveController } from 'lit';
import { CallController } from '../../controllers/call-controller.ts';
import { isInCall } from '../../controllers/selectors.ts';
import { moveByArrows } from '../../ui/arrow-keys.ts';

/** What takes the focus, of what a page adds. */
const focusable = 'button, a[href], input, select, textarea, summary, [tabindex]';

/** Where arrow keys mean something else. */
const typing = 'input, select, textarea, [contenteditable]';

/**
 * Makes a toolbar one stop of the Tab key, with arrow keys from control to control (ARIA Authoring Practices, toolbar pattern). The stop is
 * what was used last. What is disabled is passed over: a control of a call is so for the moments before there is one, and is named all
 * the same to whoever reads the page. Until this is here, every control is a stop: without it, nothing is out of reach.
 */
export class ToolbarKeys implements ReactiveController {
  readonly #bar: HTMLElement;
  /** What each had as its `tabindex`, for when it is no longer ours. */
  readonly #before = new Map<HTMLElement, string | null>();
  #stop: HTMLElement | undefined;

  constructor(toolbar: LitElement, bar: HTMLElement) {
    this.#bar = bar;
    // What is disabled, and no more, is so with that.
    new CallController(toolbar, isInCall);
    bar.addEventListener('focusin', (event) => this.#focused(event));
    bar.addEventListener('focusout', (event) => this.#left(event));
    bar.addEventListener('keydown', (event) => this.#pressed(event));
    bar.addEventListener('toggle', (event) => void this.#toggled(event), { capture: true });
    bar.addEventListener('slotchange', () => this.#mark());
    this.#stop = this.#controls.find((control) => control.matches(':focus-within'));
    toolbar.addController(this);
    toolbar.requestUpdate();
  }

  /** Where Tab goes. */
  get stop(): HTMLElement | undefined {
    return this.#stop;
  }

  hostUpdated(): void {
    const stop = this.#stop;
    const isLost = stop?.matches(':focus-within') && !isUsable(stop);
    this.#mark();
    if (isLost) this.#stop?.focus();
  }

  hostDisconnected(): void {
    for (const control of this.#before.keys()) this.#giveBack(control);
    this.#stop = undefined;
  }

  get #more(): HTMLElement | null {
    return this.#bar.querySelector<HTMLElement>('.more');
  }

  get #moreButton(): HTMLElement | null {
    return this.#bar.querySelector<HTMLElement>(':scope > button');
  }

  /** Those in the bar, as they are seen. */
  get #controls(): HTMLElement[] {
    const own = [...this.#bar.children].filter((child) => child !== this.#more);
    return own.flatMap((child) => (child instanceof HTMLSlotElement ? child.assignedElements({ flatten: true }).flatMap(controlsIn) : controlsIn(child)));
  }

  get #folded(): HTMLElement[] {
    return [...(this.#more?.children ?? [])].flatMap(controlsIn);
  }

  /** Those behind “more” come after its button, while they are seen. */
  get #row(): HTMLElement[] {
    const isOpen = this.#more?.matches(':popover-open');
    return this.#controls.flatMap((control) => (isOpen && control === this.#moreButton ? [control, ...this.#folded] : [control]));
  }

  #mark(): void {
    const controls = this.#controls;
    const usable = controls.filter(isUsable);
    if (!this.#stop || !usable.includes(this.#stop)) this.#stop = usable[0];
    const marked = [...controls, ...this.#folded];
    for (const control of this.#before.keys()) if (!marked.includes(control)) this.#giveBack(control);
    for (const control of marked) {
      if (!this.#before.has(control)) this.#before.set(control, control.getAttribute('tabindex'));
      // Of an element with a shadow root this holds for what is inside.
      if (control !== this.#stop) control.tabIndex = -1;
      else restore(control, this.#before.get(control) ?? null);
    }
  }

  #giveBack(control: HTMLElement): void {
    restore(control, this.#before.get(control) ?? null);
    this.#before.delete(control);
  }

  #focused(event: FocusEvent): void {
    const path = event.composedPath();
    const isIn = (control: HTMLElement) => path.includes(control);
    this.#stop = (this.#folded.some(isIn) ? this.#moreButton : this.#controls.find(isIn)) ?? this.#stop;
    this.#mark();
  }

  /** With Tab, out of what is open. */
  #left({ target, relatedTarget }: FocusEvent): void {
    const more = this.#more;
    if (!more?.contains(target as Node) || !(relatedTarget instanceof Node)) return;
    if (!more.contains(relatedTarget) && relatedTarget !== this.#moreButton) more.hidePopover();
  }

  #pressed(event: KeyboardEvent): void {
    const path = event.composedPath();
    const within = path.slice(0, path.indexOf(this.#bar)).filter((each) => each instanceof HTMLElement);
    const popovers = within.filter((each) => each.matches('[popover]'));
    const isFolded = popovers.some((each) => each === this.#more);
    // What a control opens has keys of its own.
    if (within.some((each) => each.matches(typing)) || popovers.length > Number(isFolded)) return;
    if (isFolded && /^Arrow(Up|Down)$|Home|End/.test(event.key)) moveByArrows(event, this.#folded, 'column');
    else if (!moveByArrows(event, this.#row, 'row')) this.#open(event, within[0]);
  }

  /** Up and down open what a button has to choose from. */
  #open(event: KeyboardEvent, button: HTMLElement | undefined): void {
    if (!/^Arrow(Up|Down)$/.test(event.key) || event.defaultPrevented || !(button instanceof HTMLButtonElement)) return;
    const popover = button.popoverTargetElement;
    if (!popover) return;
    event.preventDefault();
    if (!popover.matches(':popover-open')) button.click();
    else if (popover === this.#more) this.#folded[0]?.focus();
  }

  /** The first of what opens has the focus, when its code is here, unless it is somewhere else by then. */
  async #toggled({ target, newState }: ToggleEvent): Promise<void> {
    const more = this.#more;
    const first = more?.firstElementChild;
    if (!more || target !== more || newState !== 'open' || !(first instanceof HTMLElement)) return;
    await customElements.whenDefined(first.localName);
    await (first as LitElement).updateComplete;
    this.#mark();
    if (more.matches(':popover-open') && this.#moreButton?.matches(':focus')) this.#folded.find(isUsable)?.focus();
  }
}

/** An element with a shadow root that has the focus go on inside is one; of anything else it is what is in it. */
function controlsIn(element: Element): HTMLElement[] {
  if (!(element instanceof HTMLElement) || !element.checkVisibility()) return [];
  if (element.matches(focusable) || element.shadowRoot?.delegatesFocus) return [element];
  return [...element.querySelectorAll<HTMLElement>(focusable)].filter((each) => each.checkVisibility());
}

function isUsable(control: HTMLElement): boolean {
  const native = control.shadowRoot?.querySelector('button') ?? control;
  return control.isConnected && control.checkVisibility() && !native.matches(':disabled');
}

function restore(control: HTMLElement, tabindex: string | null): void {
  if (tabindex === null) control.removeAttribute('tabindex');
  else control.setAttribute('tabindex', tabindex);
}
