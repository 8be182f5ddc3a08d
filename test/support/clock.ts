/** The clock by which the library measures time (`performance.now`), in the hand of a test. */
const now = performance.now.bind(performance);

/** As after a sleep of the machine. */
export function putClockForward(milliseconds: number): void {
  performance.now = () => now() + milliseconds;
}

/** Whatever happens from now on happens at this moment: no limit is ever forgiven. Timers go on. */
export function stopClock(): void {
  const moment = performance.now();
  performance.now = () => moment;
}

export function restoreClock(): void {
  performance.now = now;
}
