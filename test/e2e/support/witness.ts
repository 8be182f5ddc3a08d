/**
 * Runs in every page of an end-to-end test, before any script of it: tells what happens there, and looks and listens as
 * a person in front of it would. It wraps what the page is given; it knows nothing of the library but its public names.
 */
import type { CallPhase, Participant } from '../../../src/core/call-state.ts';
import type { RtcCall } from '../../../src/elements/rtc-call/rtc-call.ts';

/** How a call stood at some moment. */
export interface Snapshot {
  readonly phase: CallPhase;
  readonly localId: string | null;
  readonly participants: readonly Participant[];
}

/** What a page tells as it happens. */
export type Told =
  | { readonly kind: 'event'; readonly type: string; readonly room: string; readonly detail: Detail; readonly state: Snapshot }
  /** An RTCPeerConnection was made with this configuration. */
  | { readonly kind: 'connection'; readonly configuration: RTCConfiguration | undefined }
  | { readonly kind: 'socket'; readonly url: string };

/** The fields of an event, as far as JSON carries them. */
export interface Detail {
  readonly reason?: string;
  readonly participant?: Participant;
  readonly changes?: Partial<Participant>;
  readonly state?: string;
  readonly data?: unknown;
  readonly error?: { readonly code: string; readonly message: string };
}

/** Begins every line of the console that is ours. */
export const mark = 'witness:';

const eventTypes = [
  'rtc-before-join',
  'rtc-joined',
  'rtc-before-leave',
  'rtc-left',
  'rtc-phase-changed',
  'rtc-participant-joined',
  'rtc-participant-left',
  'rtc-participant-changed',
  'rtc-microphone-changed',
  'rtc-camera-changed',
  'rtc-connection-changed',
  'rtc-data-received',
  'rtc-error',
] as const;

/** Of 255, per colour of a pixel: more than a codec's noise. */
const visible = 24;
/** Of full scale: what a silent track stays below. */
const audible = 0.005;
/** Frames that must arrive, and differ from the one before. */
const manyFrames = { arrived: 8, different: 2 };

const played = new Set<HTMLAudioElement>();

/** A tile, as far as it can be seen. */
export interface TileView {
  readonly name: string;
  readonly picture: boolean;
  readonly placeholder: boolean;
  readonly muted: boolean;
  readonly noVideo: boolean;
  readonly reconnecting: boolean;
}

/** Resolves once a tile with this name shows a picture that changes. */
export async function seesMoving(room: string, name: string, patience: number): Promise<void> {
  const deadline = performance.now() + patience;
  const canvas = new OffscreenCanvas(32, 18).getContext('2d', { willReadFrequently: true });
  let [arrived, different, before]: [number, number, Uint8ClampedArray | undefined] = [0, 0, undefined];
  while (arrived < manyFrames.arrived || different < manyFrames.different) {
    const video = await untilFound(`a picture of ${name}`, deadline, () => tileNamed(room, name)?.shadowRoot?.querySelector('video'));
    await nextFrame(video, deadline, () => `${arrived} frames of ${name} arrived, ${different} differed`);
    arrived++;
    canvas?.drawImage(video, 0, 0, 32, 18);
    const pixels = canvas?.getImageData(0, 0, 32, 18).data;
    if (pixels && before && differ(pixels, before)) different++;
    before = pixels;
  }
}

/** Resolves once exactly this many others are played aloud, and each of them was more than silence. */
export async function hears(count: number, patience: number): Promise<void> {
  const deadline = performance.now() + patience;
  const context = new AudioContext();
  const meters = new Map<HTMLAudioElement, AnalyserNode>();
  const heard = new Set<HTMLAudioElement>();
  try {
    await untilFound(() => `${count} voices: ${playing().length} played, ${heard.size} audible, context ${context.state}`, deadline, () => {
      for (const element of playing()) {
        const meter = meters.get(element) ?? meterOf(element, context);
        meters.set(element, meter);
        if (peakOf(meter) > audible) heard.add(element);
      }
      return playing().length === count && playing().every((element) => heard.has(element));
    });
  } finally {
    await context.close();
  }
}

/** Resolves once the tile with this name looks as said. */
export async function tileLooks(room: string, name: string, wanted: Partial<TileView>, patience: number): Promise<void> {
  const fits = () => {
    const view = viewOf(tileNamed(room, name));
    return view && Object.entries(wanted).every(([key, value]) => view[key as keyof TileView] === value);
  };
  const what = () => `${JSON.stringify(wanted)} on the tile of ${name}: ${JSON.stringify(viewOf(tileNamed(room, name)))}`;
  await untilFound(what, performance.now() + patience, fits);
}

/** The names on the tiles, in their order. */
export function namesShown(room: string): string[] {
  return tiles(room).map((tile) => nameOn(tile));
}

/** What a failed test wants to know of this page. */
export function describePage(): object {
  const calls = [...document.querySelectorAll('rtc-call')].map((call) => ({
    room: call.room,
    ...snapshotOf(call),
    error: call.error && `${call.error.code}: ${call.error.message}`,
    tiles: tiles(call.room).map((tile) => viewOf(tile)),
  }));
  return { url: location.href, visibility: document.visibilityState, calls, voices: playing().length };
}

export function callIn(room: string): RtcCall {
  const call = [...document.querySelectorAll('rtc-call')].find((each) => !room || each.room === room);
  if (!call) throw new Error(`No <rtc-call room="${room}"> in this page`);
  return call;
}

function tiles(room: string): HTMLElement[] {
  return [...(callIn(room).shadowRoot?.querySelectorAll('rtc-video-tile') ?? [])];
}

function tileNamed(room: string, name: string): HTMLElement | undefined {
  return tiles(room).find((tile) => nameOn(tile) === name);
}

function nameOn(tile: HTMLElement): string {
  return tile.shadowRoot?.querySelector('[part~=name]')?.textContent ?? '';
}

function viewOf(tile: HTMLElement | undefined): TileView | undefined {
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

/** Looks again at every animation frame, until something is found. */
function untilFound<Found>(what: string | (() => string), deadline: number, find: () => Found | undefined | null | false): Promise<Found> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      cancelAnimationFrame(request);
      reject(new Error(`Waited in vain for ${typeof what === 'string' ? what : what()}; the page is ${document.visibilityState}`));
    }, deadline - performance.now());
    const look = () => {
      const found = find();
      if (found === undefined || found === null || found === false) {
        request = requestAnimationFrame(look);
        return;
      }
      clearTimeout(timer);
      resolve(found);
    };
    let request = requestAnimationFrame(look);
  });
}

function nextFrame(video: HTMLVideoElement, deadline: number, story: () => string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = video.requestVideoFrameCallback(() => {
      clearTimeout(timer);
      resolve();
    });
    const timer = setTimeout(() => {
      video.cancelVideoFrameCallback(request);
      reject(new Error(`Waited in vain for a frame: ${story()}; the page is ${document.visibilityState}`));
    }, deadline - performance.now());
  });
}

function differ(one: Uint8ClampedArray, other: Uint8ClampedArray): boolean {
  return one.some((value, index) => Math.abs(value - (other[index] ?? 0)) > visible);
}

/** Sound elements need not be in the page; these are all that ever began to play. */
function playing(): HTMLAudioElement[] {
  return [...played].filter(({ srcObject, paused, muted, volume }) => srcObject && !paused && !muted && volume > 0);
}

function meterOf(element: HTMLAudioElement, context: AudioContext): AnalyserNode {
  const meter = new AnalyserNode(context, { fftSize: 2048 });
  context.createMediaStreamSource(element.srcObject as MediaStream).connect(meter);
  return meter;
}

function peakOf(meter: AnalyserNode): number {
  const samples = new Float32Array(meter.fftSize);
  meter.getFloatTimeDomainData(samples);
  return samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0);
}

function snapshotOf({ phase, localId, participants }: RtcCall): Snapshot {
  return { phase, localId, participants };
}

function tell(told: Told): void {
  // An error's message is not among the fields that JSON carries.
  const plain = (_key: string, value: unknown) => (value instanceof Error ? { ...value, message: value.message } : value);
  console.debug(mark + JSON.stringify(told, plain));
}

function tellEvents(): void {
  for (const type of eventTypes) {
    window.addEventListener(type, (event) => {
      const call = event.target as RtcCall;
      tell({ kind: 'event', type, room: call.room, detail: { ...event } as Detail, state: snapshotOf(call) });
    });
  }
}

function tellConnections(): void {
  globalThis.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      tell({ kind: 'connection', configuration });
      super(configuration);
    }
  };
  const { setConfiguration } = RTCPeerConnection.prototype;
  RTCPeerConnection.prototype.setConfiguration = function (configuration) {
    tell({ kind: 'connection', configuration });
    setConfiguration.call(this, configuration);
  };
  globalThis.WebSocket = class extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      tell({ kind: 'socket', url: new URL(url, location.href).href });
      super(url, protocols);
    }
  };
}

function noticeSound(): void {
  const { play } = HTMLMediaElement.prototype;
  HTMLMediaElement.prototype.play = function () {
    if (this instanceof HTMLAudioElement) played.add(this);
    return play.call(this);
  };
}

tellEvents();
tellConnections();
noticeSound();
