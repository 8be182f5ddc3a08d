import { tileNamed } from './tiles.ts';
import { inVain, untilFound } from './waiting.ts';

/** Of 255, per colour of a pixel: more than a codec's noise. */
const visible = 24;
/** Frames that must arrive, and how many different pictures must be among them. */
const enough = { arrived: 8, different: 3 } as const;
const [width, height] = [32, 18];

/** Resolves once the tile with this name has shown a picture that changes. `patience` in milliseconds. */
export async function seesMoving(room: string, name: string, patience: number): Promise<void> {
  const deadline = performance.now() + patience;
  const canvas = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!canvas) throw new Error('No canvas');
  const seen = { arrived: 0, different: 0 };
  const story = () => `a moving picture of ${name}: ${seen.arrived} frames arrived, ${seen.different} different pictures`;
  let before: Uint8ClampedArray | undefined;
  while (seen.arrived < enough.arrived || seen.different < enough.different) {
    const video = await untilFound(story, deadline, () => tileNamed(room, name)?.shadowRoot?.querySelector('video'));
    await frameOf(video, deadline, story);
    seen.arrived++;
    canvas.drawImage(video, 0, 0, width, height);
    const { data } = canvas.getImageData(0, 0, width, height);
    if (before && !differ(data, before)) continue;
    // Kept while nothing differs, so that a slow change adds up.
    before = data;
    seen.different++;
  }
}

/** Resolves at the next picture that the tile with this name shows. `patience` in milliseconds. */
export async function seesFrame(room: string, name: string, patience: number): Promise<void> {
  const deadline = performance.now() + patience;
  const story = () => `a picture of ${name}`;
  await frameOf(await untilFound(story, deadline, () => tileNamed(room, name)?.shadowRoot?.querySelector('video')), deadline, story);
}

function frameOf(video: HTMLVideoElement, deadline: number, story: () => string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = video.requestVideoFrameCallback(() => {
      clearTimeout(timer);
      resolve();
    });
    const timer = setTimeout(() => {
      video.cancelVideoFrameCallback(request);
      reject(inVain(story()));
    }, deadline - performance.now());
  });
}

function differ(one: Uint8ClampedArray, other: Uint8ClampedArray): boolean {
  return one.some((value, index) => Math.abs(value - (other[index] ?? 0)) > visible);
}
