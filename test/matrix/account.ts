/** What a page kept account of; all times are milliseconds of `Date.now()`, which all browsers of a machine share. */
export interface Account {
  /** When each frame of the other's picture was shown. */
  readonly frames: number[];
  /** When there was more than silence; looked at ten times a second. */
  readonly sounds: number[];
  readonly events: CallEvent[];
  /** Numbers, in the order in which they arrived. */
  readonly received: number[];
  /** How many numbers were said; they begin at 0. */
  sent: number;
  /** Of those, the ones for which `send()` was rejected. */
  readonly refused: { number: number; why: string }[];
  /** When each RTCPeerConnection was made. */
  readonly connections: number[];
  /** When the page came back out of the back/forward cache. */
  readonly wakes: number[];
}

export interface CallEvent {
  readonly at: number;
  readonly type: string;
  readonly detail: {
    readonly participant?: { readonly name: string };
    readonly changes?: { readonly connection?: string };
    readonly state?: string;
    readonly phase?: string;
    readonly reason?: string;
    readonly error?: { readonly code: string };
  };
}

/** How a tile looks. */
export interface Look {
  /** The tile says so to CSS. */
  readonly reconnecting: boolean;
  /** Of the picture, 0 to 1. */
  readonly opacity: number;
  /** Mean of all colours of the picture itself, 0 (black) to 255. */
  readonly brightness: number;
}

/** A picture is back when it goes on: so many frames in so many milliseconds. */
const goingOn = { frames: 4, within: 1500 } as const;

/** The first frame after `since` from which the picture goes on; Infinity if it does not. */
export function backAt(frames: readonly number[], since: number): number {
  const later = frames.filter((at) => at >= since);
  return later.find((at, index) => (later[index + goingOn.frames] ?? Infinity) - at <= goingOn.within) ?? Infinity;
}

/** The longest time without a new frame between two moments, in milliseconds. */
export function longestFreeze(frames: readonly number[], from: number, to: number): number {
  const within = frames.filter((at) => at > from && at < to);
  const edges = [from, ...within, to];
  return Math.max(...edges.slice(1).map((at, index) => at - (edges[index] ?? at)));
}

/** How many of `sent` numbers did not arrive, arrived again, and arrived after a greater one. */
export function countErrors(received: readonly number[], sent: number): { missing: number; repeated: number; disordered: number } {
  const missing = sent - new Set(received).size;
  const disordered = received.filter((number, index) => number < (received[index - 1] ?? -1)).length;
  return { missing, repeated: received.length - new Set(received).size, disordered };
}

/** The first moment from `since` on at which the call said so of somebody; Infinity if it did not. */
export function saidAt(events: readonly CallEvent[], since: number, is: (event: CallEvent) => boolean): number {
  return events.find((event) => event.at >= since && is(event))?.at ?? Infinity;
}
