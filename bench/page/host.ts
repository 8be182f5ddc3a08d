// Runs in a host page before anything else: what the page's visitor would notice of it.
export interface Disturbance {
  /** Tasks of more than 50 ms (W3C Long Tasks API), how many and the milliseconds of all. */
  readonly longTasks: number;
  readonly longTaskTime: number;
  /** Shifts that nobody caused by typing or clicking (WICG Layout Instability API), how many and their sum. */
  readonly shifts: number;
  readonly shift: number;
  /** Of scripts from elsewhere (W3C Long Animation Frames API): how many ran for more than 50 ms, and the longest, in milliseconds. */
  readonly foreignTasks: number;
  readonly foreignScript: number;
}

interface LongFrame extends PerformanceEntry {
  readonly scripts: readonly { readonly sourceURL: string; readonly duration: number }[];
}

interface LayoutShift extends PerformanceEntry {
  readonly value: number;
  readonly hadRecentInput: boolean;
}

const tasks: PerformanceEntry[] = [];
const shifts: LayoutShift[] = [];
const frames: LongFrame[] = [];

function isUnasked({ hadRecentInput }: LayoutShift): boolean {
  return !hadRecentInput;
}

function isForeign({ sourceURL }: LongFrame['scripts'][number]): boolean {
  return sourceURL !== '' && !sourceURL.startsWith(location.origin);
}

new PerformanceObserver((list) => tasks.push(...list.getEntries())).observe({ type: 'longtask', buffered: true });
new PerformanceObserver((list) => shifts.push(...(list.getEntries() as LayoutShift[]).filter(isUnasked))).observe({ type: 'layout-shift', buffered: true });

new PerformanceObserver((list) => frames.push(...(list.getEntries() as LongFrame[]))).observe({ type: 'long-animation-frame', buffered: true });

/** Everything until now. */
export function disturbance(): Disturbance {
  const foreign = frames.flatMap(({ scripts }) => scripts.filter(isForeign)).map(({ duration }) => duration);
  return {
    longTasks: tasks.length,
    longTaskTime: tasks.reduce((sum, { duration }) => sum + duration, 0),
    shifts: shifts.length,
    shift: shifts.reduce((sum, { value }) => sum + value, 0),
    foreignTasks: foreign.filter((duration) => duration > 50).length,
    foreignScript: Math.max(0, ...foreign),
  };
}
