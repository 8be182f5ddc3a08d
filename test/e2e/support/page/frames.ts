import { tileNamed } from './tiles.ts';

/** When pictures of somebody were shown, by the page's clock. */
let shown: number[] = [];

/** From now on, every picture that the tile with this name shows is noted, whatever element shows it. */
export function noteFrames(room: string, name: string): void {
  let video: HTMLVideoElement | null | undefined;
  const noted = () => {
    shown.push(performance.now());
    video?.requestVideoFrameCallback(noted);
  };
  const look = () => {
    const now = tileNamed(room, name)?.shadowRoot?.querySelector('video');
    if (now !== video) (video = now)?.requestVideoFrameCallback(noted);
    requestAnimationFrame(look);
  };
  look();
}

/** The longest time without a new picture since this was last asked, in milliseconds. */
export function longestGap(): number {
  const gaps = shown.slice(1).map((time, index) => time - (shown[index] ?? time));
  shown = shown.slice(-1);
  return Math.round(Math.max(0, ...gaps));
}
