import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Whoever looks away for a moment finds the picture as it was; milliseconds. */
const lookingAway = 10_000;
/** Until a picture is there, it is taken to be so tall for its width. */
const usual = 9 / 16;
/** In a window of its own, its size is not known. */
const inItsOwnWindow = 360;

/** How tall the picture in an element can be seen, in device pixels: 0 while it is out of sight, or the whole page is. */
export class ShownSize implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #changed: () => void;
  #connection: AbortController | undefined;
  #size: { readonly width: number; readonly height: number } | undefined;
  #isInSight: boolean | undefined;
  #isLookedAt = true;
  #listens = false;

  constructor(host: ReactiveControllerHost & HTMLElement, changed: () => void) {
    this.#host = host;
    this.#changed = changed;
    host.addController(this);
  }

  /** Undefined until it is known, and while the element is in no page. */
  get height(): number | undefined {
    if (!this.#connection || this.#size === undefined || this.#isInSight === undefined) return undefined;
    if (this.#host.shadowRoot?.pictureInPictureElement) return inItsOwnWindow * devicePixelRatio;
    return this.#isInSight && this.#isLookedAt ? Math.round(this.#covering(this.#size) * devicePixelRatio) : 0;
  }

  /** A picture that covers a place is as tall as the place, or taller. */
  #covering({ width, height }: { readonly width: number; readonly height: number }): number {
    const { videoWidth = 0, videoHeight = 0 } = this.#host.shadowRoot?.querySelector('video') ?? {};
    return Math.max(height, width * (videoWidth > 0 ? videoHeight / videoWidth : usual));
  }

  hostConnected(): void {
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    watch(this.#host, this);
    this.#listen();
    document.addEventListener('visibilitychange', () => this.#looked(signal), { signal });
    this.#looked(signal);
  }

  hostDisconnected(): void {
    this.#connection?.abort();
    unwatch(this.#host);
    this.#connection = this.#size = this.#isInSight = undefined;
    this.#changed();
  }

  resized({ width, height }: DOMRectReadOnly): void {
    this.#size = { width, height };
    this.#changed();
  }

  sighted(isInSight: boolean): void {
    this.#isInSight = isInSight;
    this.#changed();
  }

  /** To what happens to the video; not all of it bubbles. */
  #listen(): void {
    if (this.#listens) return;
    this.#listens = true;
    const changed = () => this.#changed();
    for (const type of ['resize', 'enterpictureinpicture', 'leavepictureinpicture']) this.#host.shadowRoot?.addEventListener(type, changed, true);
  }

  #looked(signal: AbortSignal): void {
    const look = () => {
      this.#isLookedAt = !document.hidden;
      this.#changed();
    };
    if (document.hidden) setTimeout(() => !signal.aborted && document.hidden && look(), lookingAway);
    else if (!this.#isLookedAt) look();
  }
}

/** An observer costs more than what it observes: all tiles share them. */
const watched = new WeakMap<Element, ShownSize>();
let resizes: ResizeObserver | undefined;
let sights: IntersectionObserver | undefined;

function watch(element: Element, size: ShownSize): void {
  watched.set(element, size);
  resizes ??= new ResizeObserver((entries) => entries.forEach(({ target, contentRect }) => watched.get(target)?.resized(contentRect)));
  sights ??= new IntersectionObserver((entries) => entries.forEach(({ target, isIntersecting }) => watched.get(target)?.sighted(isIntersecting)));
  for (const observer of [resizes, sights]) observer.observe(element);
}

function unwatch(element: Element): void {
  watched.delete(element);
  for (const observer of [resizes, sights]) observer?.unobserve(element);
}
