/** What browsers grant after a gesture only, granted without one, until it is restored. */
export class Gestures {
  #isFull = false;
  readonly #element: Element;
  readonly #frame = document.createElement('iframe');

  /** `element` is what may fill the screen. */
  constructor(element: Element) {
    this.#element = element;
    this.#frame.title = 'Small window';
    document.body.append(this.#frame);
    const matches = (selector: string) => (selector === ':fullscreen' ? this.#isFull : Element.prototype.matches.call(element, selector));
    Object.assign(element, { matches, requestFullscreen: async () => this.#fill(true) });
    Object.defineProperty(document, 'exitFullscreen', { configurable: true, value: async () => this.#fill(false) });
    Object.defineProperty(window, 'documentPictureInPicture', { configurable: true, value: { requestWindow: async () => this.#open() } });
  }

  /** Everything that the small window says. */
  get words(): string {
    const place = this.#frame.contentDocument?.querySelector('div');
    return place?.shadowRoot?.textContent.trim() ?? '';
  }

  restore(): void {
    Reflect.deleteProperty(document, 'exitFullscreen');
    Reflect.deleteProperty(window, 'documentPictureInPicture');
    this.#frame.remove();
  }

  #fill(isFull: boolean): void {
    this.#isFull = isFull;
    this.#element.dispatchEvent(new Event('fullscreenchange'));
  }

  #open(): Window {
    const small = this.#frame.contentWindow!;
    small.close = () => small.dispatchEvent(new Event('pagehide'));
    return small;
  }
}
