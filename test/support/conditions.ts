/** What a test waits for; looked at whenever something happened, never by the clock. */
export class Conditions {
  readonly #waiting = new Set<() => void>();
  readonly #patience: number;
  readonly #story: () => string;

  /** `patience`: milliseconds after which a wait is given up, with the `story` of what happened instead. */
  constructor(patience: number, story: () => string) {
    this.#patience = patience;
    this.#story = story;
  }

  /** Resolves with what `find` finds, as soon as it finds anything. */
  until<Found>(what: string, find: () => Found | undefined | false): Promise<Found> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const found = find();
        if (found === undefined || found === false) return;
        clearTimeout(timer);
        this.#waiting.delete(look);
        resolve(found);
      };
      const timer: ReturnType<typeof setTimeout> = setTimeout(() => {
        this.#waiting.delete(look);
        reject(new Error(`Waited in vain for ${what}. Happened:\n${this.#story()}`));
      }, this.#patience);
      this.#waiting.add(look);
      look();
    });
  }

  /** As {@link until}, for what is drawn: looked at after every drawing of the browser too. */
  async untilDrawn<Found>(what: string, find: () => Found | undefined | false): Promise<Found> {
    let isOver = false;
    const found = this.until(what, find).finally(() => (isOver = true));
    const look = () => {
      if (isOver) return;
      this.look();
      requestAnimationFrame(look);
    };
    look();
    return found;
  }

  /** Something happened. */
  look(): void {
    for (const look of [...this.#waiting]) look();
  }
}
