/** A reference to an element: an object with one entry (W3C WebDriver §12.3). */
export type ElementReference = Readonly<Record<string, string>>;

/** A browser under WebDriver, as far as these tests need one: engines say by it what a screen reader is told (§12.4.9, §12.4.10). */
export interface WebDriver {
  goTo(url: string): Promise<unknown>;
  /** Runs the body of a function; what it calls its last argument with is the answer. */
  run<Answer>(script: string): Promise<Answer>;
  resize(width: number, height: number): Promise<unknown>;
  roleOf(element: ElementReference): Promise<string>;
  nameOf(element: ElementReference): Promise<string>;
  end(): Promise<void>;
}

/** Milliseconds that a script may take: two cores may be busy with something else. */
export const patience = 60_000;

/** The id in a reference. */
export function idOf(element: ElementReference): string {
  return Object.values(element)[0] ?? '';
}
