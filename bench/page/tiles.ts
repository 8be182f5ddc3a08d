// The same fifty tiles, by the element and by hand, of one call that is nothing but its state.
import { render } from 'lit';
import { type CallState, mediaKey, mediaOf, type Participant } from '../../src/core/call-state.ts';
import { newParticipant } from '../../src/core/roster.ts';
import type { Store } from '../../src/core/store.ts';
import { StreamMedia } from '../../src/core/stream-media.ts';
import type { Media } from '../../src/core/transport.ts';
import '../../src/elements/rtc-stage/rtc-stage.ts';
import { tileStyles } from '../../src/elements/rtc-video-tile/rtc-video-tile.styles.ts';
import '../../src/elements/rtc-video-tile/rtc-video-tile.ts';
import { microphoneOffIcon } from '../../src/ui/icons.ts';
import { tokens } from '../../src/ui/tokens.ts';
import '../../test/support/shown-call.ts';

const count = 50;
/** How often a thing is done to be timed. */
const times = 10;
const ids = Array.from({ length: count }, (_, index) => `participant-${index}`);

/** Tiles in the page. */
interface Shown {
  readonly grid: HTMLElement;
  /** Resolves when the tile of this participant, or every tile, is drawn. */
  drawn(index?: number): Promise<unknown>;
  remove(): void;
}

export type Arm = keyof typeof arms;

const arms = { element: byElement, hand: byHand };

export interface Sample {
  /** From nothing to fifty tiles with their layout, milliseconds. */
  readonly inserted: number;
  /** One microphone switched, with the layout, milliseconds. */
  readonly updated: number;
}

const call = document.body.appendChild(document.createElement('shown-call'));
const { store } = call;
// Pictures without frames: what frames take is the same for both, and would hide the difference.
const [track] = document.createElement('canvas').captureStream(0).getVideoTracks();
store.update({
  participants: ids.map((id, index) => participant(id, index)),
  media: new Map(ids.map((id) => [mediaKey(id, 'camera'), new StreamMedia('camera', track)])),
});

function participant(id: string, index: number): Participant {
  const shown = { name: `Ada King Lovelace ${index}`, microphone: index % 3 ? 'on' : 'off', camera: 'on', quality: index % 10 ? 'good' : 'poor' } as const;
  return { ...newParticipant(id, 0, {}), ...shown };
}

/** Inserts, updates each tile twice, and removes. */
export async function measure(arm: Arm): Promise<Sample> {
  const begun = performance.now();
  const shown = show(arm);
  await shown.drawn();
  shown.grid.getBoundingClientRect();
  const inserted = performance.now() - begun;
  const updated = await timeOfUpdates(shown);
  hide(shown);
  return { inserted, updated };
}

/** What each takes on a stage, with the layout, in milliseconds. */
export interface StageSample {
  readonly somebodyComes: number;
  readonly somebodySpeaks: number;
  readonly somebodyIsPinned: number;
}

/** A stage of so many, where everything happens a few times. */
export async function measureStage(people: number): Promise<StageSample> {
  const all = store.state.participants;
  const crowd = all.slice(0, people);
  store.update({ participants: crowd });
  const stage = document.createElement('rtc-stage');
  stage.style.cssText = 'inline-size: 1280px; block-size: 720px';
  call.append(stage);
  await stage.updateComplete;
  const timed = async (change: () => void, back: () => void) => {
    let sum = 0;
    for (let turn = 0; turn < times; turn++) {
      const begun = performance.now();
      change();
      await stage.updateComplete;
      stage.getBoundingClientRect();
      sum += performance.now() - begun;
      back();
      await stage.updateComplete;
    }
    return sum / times;
  };
  const participants = (now: readonly Participant[]) => () => store.update({ participants: now });
  const speaking = crowd.map((each, index) => (index === 2 ? { ...each, speaking: true } : each));
  const sample = {
    somebodyComes: await timed(participants(all.slice(0, people + 1)), participants(crowd)),
    somebodySpeaks: await timed(participants(speaking), participants(crowd)),
    somebodyIsPinned: await timed(() => (stage.pinned = ids[1] ?? null), () => (stage.pinned = null)),
  };
  for (const tile of stage.shadowRoot?.querySelectorAll('rtc-video-tile') ?? []) {
    const video = tile.shadowRoot?.querySelector('video');
    if (video) video.srcObject = null;
  }
  stage.remove();
  participants(all)();
  return sample;
}

export function show(arm: Arm): Shown {
  return arms[arm](store);
}

export function hide(shown: Shown): void {
  const roots = [shown.grid, ...shown.grid.querySelectorAll('rtc-video-tile')].map((element) => element.shadowRoot ?? element);
  // The browser keeps only so many players, and ends those of removed elements when it pleases.
  for (const video of roots.flatMap((root) => [...root.querySelectorAll('video')])) video.srcObject = null;
  shown.remove();
}

async function timeOfUpdates(shown: Shown): Promise<number> {
  const begun = performance.now();
  for (let update = 0; update < 2 * count; update++) {
    switchMicrophone(update % count);
    await shown.drawn(update % count);
    shown.grid.getBoundingClientRect();
  }
  return (performance.now() - begun) / (2 * count);
}

function switchMicrophone(index: number): void {
  const id = ids[index];
  const switched = (before: Participant): Participant => ({ ...before, microphone: before.microphone === 'on' ? 'off' : 'on' });
  store.update({ participants: store.state.participants.map((each) => (each.id === id ? switched(each) : each)) });
}

function newGrid(): HTMLElement {
  const grid = document.createElement('div');
  grid.style.cssText = 'display: grid; grid-template-columns: repeat(10, 160px); gap: 8px';
  return grid;
}

function byElement(): Shown {
  const grid = newGrid();
  const tiles = ids.map((id) => {
    const tile = document.createElement('rtc-video-tile');
    tile.participant = id;
    return tile;
  });
  grid.append(...tiles);
  call.append(grid);
  return {
    grid,
    drawn: (index) => (index === undefined ? Promise.all(tiles.map((tile) => tile.updateComplete)) : Promise.resolve(tiles[index]?.updateComplete)),
    remove: () => grid.remove(),
  };
}

const handStyles = new CSSStyleSheet();
handStyles.replaceSync(
  `${tokens.cssText}${tileStyles.cssText}`.replaceAll(/:host\(:state\(([\w-]+)\)\)/g, '.tile.$1').replaceAll(':host([hidden]),', '').replaceAll(':host', '.tile'),
);

/** One shadow root around all, so that the styles can be the very same. */
function byHand({ state }: Store<CallState>): Shown {
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [handStyles];
  const grid = newGrid();
  const tiles = new Map(state.participants.map((each) => [each.id, new HandTile(each, mediaOf(state, each.id, 'camera'))]));
  grid.append(...[...tiles.values()].map(({ element }) => element));
  root.append(grid);
  call.append(host);
  const watch = new AbortController();
  store.watch(({ participants }) => {
    for (const each of participants) tiles.get(each.id)?.update(each);
  }, watch.signal);
  return {
    grid,
    drawn: () => Promise.resolve(),
    remove() {
      watch.abort();
      host.remove();
    },
  };
}

function template(html: string): () => HTMLElement {
  const made = document.createElement('template');
  made.innerHTML = html;
  return () => document.importNode(made.content, true).firstElementChild as HTMLElement;
}

const newTile = template(
  '<div class="tile" role="group"><video autoplay playsinline></video><div class="line"><span class="name"></span></div></div>',
);
const icon = document.createElement('span');
render(microphoneOffIcon, icon);
const newBadge = template(`<span class="badge">${icon.firstElementChild?.outerHTML ?? ''}</span>`);
const newQuality = template('<span class="quality">Poor connection</span>');

/** What a careful developer would write for this picture, and for its changes. */
class HandTile {
  readonly element = newTile();
  readonly #line = this.element.lastElementChild as HTMLElement;
  readonly #name = this.#line.firstElementChild as HTMLElement;
  #badge: HTMLElement | undefined;
  #quality: HTMLElement | undefined;
  #shown: Participant | undefined;

  constructor(participant: Participant, media: Media | undefined) {
    const video = this.element.firstElementChild as HTMLVideoElement;
    video.muted = true;
    this.update(participant);
    media?.attach(video);
  }

  update(participant: Participant): void {
    if (participant === this.#shown) return;
    const { name, microphone, quality, speaking, connection, isLocal } = participant;
    if (name !== this.#shown?.name) this.#name.textContent = name;
    this.#shown = participant;
    const isMuted = microphone === 'off';
    this.element.ariaLabel = isMuted ? `${name}, microphone off` : name;
    const states = { muted: isMuted, speaking, local: isLocal, reconnecting: connection === 'reconnecting' };
    for (const [state, holds] of Object.entries(states)) this.element.classList.toggle(state, holds);
    this.#showBadge(isMuted);
    this.#showQuality(quality === 'poor');
  }

  #showBadge(wanted: boolean): void {
    if (wanted === (this.#badge !== undefined)) return;
    this.#badge?.remove();
    this.#badge = wanted ? newBadge() : undefined;
    if (this.#badge) this.#name.after(this.#badge);
  }

  #showQuality(wanted: boolean): void {
    if (wanted === (this.#quality !== undefined)) return;
    this.#quality?.remove();
    this.#quality = wanted ? newQuality() : undefined;
    if (this.#quality) this.#line.append(this.#quality);
  }
}
