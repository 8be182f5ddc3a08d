/** Screens that a test chooses, until it is restored. */
export class ScreenPicker {
  readonly streams: MediaStream[] = [];
  readonly #listeners = new EventTarget();
  readonly #answers: { choose: (stream: MediaStream) => void; cancel: (error: Error) => void }[] = [];

  constructor() {
    const getDisplayMedia = () => new Promise<MediaStream>((choose, cancel) => this.#answers.push({ choose, cancel }));
    Object.defineProperty(navigator.mediaDevices, 'getDisplayMedia', { configurable: true, value: getDisplayMedia });
  }

  get asked(): number {
    return this.#answers.length;
  }

  choose(): void {
    const canvas = document.createElement('canvas');
    canvas.getContext('2d');
    const stream = canvas.captureStream(5);
    const track = stream.getVideoTracks()[0]!;
    this.streams.push(stream);
    // In Firefox a script cannot fire an event at a track.
    track.addEventListener = (type: string, listener: EventListenerOrEventListenerObject) => this.#listeners.addEventListener(type, listener);
    this.#answers.at(-1)?.choose(stream);
  }

  /** What is shared has nothing to show, or has again. */
  becomeMuted(muted: boolean): void {
    const track = this.streams.at(-1)!.getVideoTracks()[0]!;
    Object.defineProperty(track, 'muted', { configurable: true, value: muted });
    this.#listeners.dispatchEvent(new Event(muted ? 'mute' : 'unmute'));
  }

  fail(name: string): void {
    this.#answers.at(-1)?.cancel(new DOMException('Injected', name));
  }

  restore(): void {
    Reflect.deleteProperty(navigator.mediaDevices, 'getDisplayMedia');
  }
}
