import type { Media } from '../../src/core/transport.ts';

type Rgb = readonly [red: number, green: number, blue: number];

const colors = { red: [220, 30, 30], green: [30, 180, 30], blue: [30, 30, 220] } as const satisfies Record<string, Rgb>;
export type Color = keyof typeof colors;

/** Codecs keep a colour only roughly. */
const tolerance = 60;

/** A video track whose left half has one colour and whose right half blinks, until `signal` aborts. */
export function movingPicture(color: Color, signal: AbortSignal): MediaStreamTrack {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [160, 120];
  const context = canvas.getContext('2d')!;
  let bright = false;
  const draw = () => {
    bright = !bright;
    context.fillStyle = `rgb(${colors[color].join(' ')})`;
    context.fillRect(0, 0, 80, 120);
    context.fillStyle = bright ? 'white' : 'black';
    context.fillRect(80, 0, 80, 120);
  };
  draw();
  const timer = setInterval(draw, 66);
  const track = canvas.captureStream(30).getVideoTracks()[0]!;
  signal.addEventListener('abort', () => {
    clearInterval(timer);
    track.stop();
  });
  return track;
}

/** A video track of this size that never stands still, until `signal` aborts. */
export function drawnPicture({ width, height }: { width: number; height: number }, signal: AbortSignal): MediaStreamTrack {
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const context = canvas.getContext('2d')!;
  let count = 0;
  const draw = () => {
    context.fillStyle = `hsl(${(count += 7) % 360} 70% 50%)`;
    context.fillRect((count * 13) % width, (count * 7) % height, width / 4, height / 4);
  };
  const timer = setInterval(draw, 50);
  draw();
  const track = canvas.captureStream(20).getVideoTracks()[0]!;
  signal.addEventListener('abort', () => {
    clearInterval(timer);
    track.stop();
  });
  return track;
}

/** What a transport delivered, playing in an element as a tile would play it. */
export class Screen {
  readonly #video = document.createElement('video');
  readonly #looks = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
  readonly #patience: number;

  constructor(media: Media, patience: number, signal: AbortSignal) {
    this.#patience = patience;
    this.#video.muted = true;
    this.#video.autoplay = true;
    this.#video.playsInline = true;
    document.body.append(this.#video);
    const detach = media.attach(this.#video);
    signal.addEventListener('abort', () => {
      detach();
      this.#video.remove();
    });
  }

  /** Resolves at the first frame in this colour. */
  async shows(color: Color): Promise<void> {
    await this.#untilFrame(`a ${color} picture`, () => isNear(this.#pixel('left'), colors[color]));
  }

  /** Resolves when frames that differ have arrived since the call. */
  async moves(): Promise<void> {
    const seen = new Set<boolean>();
    await this.#untilFrame('a moving picture', () => {
      const [, green] = this.#pixel('right');
      seen.add(green > 128);
      return seen.size === 2;
    });
  }

  #untilFrame(what: string, isIt: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      let frames = 0;
      const timer = setTimeout(() => {
        this.#video.cancelVideoFrameCallback(request);
        const last = frames > 0 ? `the last was ${this.#pixel('left').join(' ')}` : `the element is ${this.#video.readyState}`;
        reject(new Error(`Waited in vain for ${what}: ${frames} frames, ${last}`));
      }, this.#patience);
      const look = () => {
        frames++;
        if (!isIt()) {
          request = this.#video.requestVideoFrameCallback(look);
          return;
        }
        clearTimeout(timer);
        resolve();
      };
      let request = this.#video.requestVideoFrameCallback(look);
    });
  }

  #pixel(half: 'left' | 'right'): Rgb {
    this.#looks.drawImage(this.#video, 0, 0, 16, 12);
    const [red = 0, green = 0, blue = 0] = this.#looks.getImageData(half === 'left' ? 4 : 12, 6, 1, 1).data;
    return [red, green, blue];
  }
}

function isNear(one: Rgb, other: Rgb): boolean {
  return one.every((value, index) => Math.abs(value - other[index]!) < tolerance);
}
