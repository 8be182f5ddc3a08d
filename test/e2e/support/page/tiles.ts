import type { RtcCall } from '../../../../src/elements/rtc-call/rtc-call.ts';
import { untilFound } from './waiting.ts';

/** A tile, as far as it can be seen. */
export interface TileView {
  readonly name: string;
  readonly picture: boolean;
  readonly placeholder: boolean;
  readonly muted: boolean;
  readonly noVideo: boolean;
  readonly reconnecting: boolean;
}

/** Resolves once the tile with this name looks as said. `patience` in milliseconds. */
export async function tileLooks(room: string, name: string, wanted: Partial<TileView>, patience: number): Promise<void> {
  const view = () => viewOf(tileNamed(room, name));
  const what = () => `${JSON.stringify(wanted)} on the tile of ${name}: ${JSON.stringify(view())}`;
  const keys = Object.keys(wanted) as (keyof TileView)[];
  await untilFound(what, performance.now() + patience, () => {
    const now = view();
    return now && keys.every((key) => now[key] === wanted[key]);
  });
}

/** The names on the tiles, in their order. */
export function namesShown(room: string): string[] {
  return tilesOf(callIn(room)).map(nameOn);
}

/** The call in a room, or without a name the first in the page. */
export function callIn(room: string): RtcCall {
  const call = callOf(room);
  if (!call) throw new Error(`No <rtc-call room="${room}"> in this page`);
  return call;
}

function callOf(room: string): RtcCall | undefined {
  return callsInPage().find((each) => !room || each.room === room);
}

/** In the page's own shadow roots too, as far as they are open. */
export function callsInPage(root: ParentNode = document): RtcCall[] {
  return [...root.querySelectorAll('*')].flatMap((element) => {
    if (element.localName === 'rtc-call') return [element as RtcCall];
    return element.shadowRoot ? callsInPage(element.shadowRoot) : [];
  });
}

export function tilesOf(call: RtcCall): HTMLElement[] {
  const stage = call.shadowRoot?.querySelector('rtc-stage');
  return [...(stage?.shadowRoot?.querySelectorAll('rtc-video-tile') ?? [])];
}

/** A call that is not there yet, like an agent's before the page has drawn it, has no such tile. */
export function tileNamed(room: string, name: string): HTMLElement | undefined {
  const call = callOf(room);
  return call && tilesOf(call).find((tile) => nameOn(tile) === name);
}

export function viewOf(tile: HTMLElement | undefined): TileView | undefined {
  if (!tile?.shadowRoot) return undefined;
  const video = tile.shadowRoot.querySelector('video');
  return {
    name: nameOn(tile),
    picture: video !== null && video.videoWidth > 0 && !video.paused,
    placeholder: tile.shadowRoot.querySelector('[part~=placeholder]') !== null,
    muted: tile.matches(':state(muted)'),
    noVideo: tile.matches(':state(no-video)'),
    reconnecting: tile.matches(':state(reconnecting)'),
  };
}

function nameOn(tile: HTMLElement): string {
  return tile.shadowRoot?.querySelector('[part~=name]')?.textContent ?? '';
}
