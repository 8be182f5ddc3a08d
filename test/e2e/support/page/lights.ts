/** Sees which devices a page has opened and not let go of: runs before the library's script. */
import { recordTracks } from '../../../support/recorded-tracks.ts';

const tracks = recordTracks();

/** The kinds of what is open: `audio`, `video`. */
export function open(): string[] {
  return tracks.live.map(({ kind }) => kind).sort();
}

/** How many were opened so far. */
export function count(): number {
  return tracks.granted.length;
}

/** Holds back what the browser grants, until the returned function is called: a prompt that nobody answers yet. */
export function hold(): void {
  const { getUserMedia } = navigator.mediaDevices;
  let answer: () => void = () => undefined;
  const answered = new Promise<void>((resolve) => (answer = resolve));
  const held: MediaDevices['getUserMedia'] = async (constraints) => {
    await answered;
    return getUserMedia.call(navigator.mediaDevices, constraints);
  };
  Object.defineProperty(navigator.mediaDevices, 'getUserMedia', { configurable: true, value: held });
  release = answer;
}

let release: () => void = () => undefined;

/** The prompt is answered with yes. */
export function grant(): void {
  release();
}
