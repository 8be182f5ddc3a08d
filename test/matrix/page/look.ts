import { tileNamed } from '../../e2e/support/page/tiles.ts';
import type { Look } from '../account.ts';

const [width, height] = [32, 18];

/** How somebody's tile looks now: whether its last picture is still there, and how much of it is let through. */
export function lookOf(name: string): Look {
  const tile = tileNamed('', name);
  const video = tile?.shadowRoot?.querySelector('video');
  if (!tile || !video) return { reconnecting: false, opacity: 0, brightness: 0 };
  const canvas = new OffscreenCanvas(width, height).getContext('2d');
  if (!canvas) throw new Error('No canvas');
  canvas.drawImage(video, 0, 0, width, height);
  const { data } = canvas.getImageData(0, 0, width, height);
  const colours = data.filter((_value, index) => index % 4 !== 3);
  return {
    reconnecting: tile.matches(':state(reconnecting)'),
    opacity: Number(getComputedStyle(video).opacity),
    brightness: Math.round(colours.reduce((sum, value) => sum + value, 0) / colours.length),
  };
}
