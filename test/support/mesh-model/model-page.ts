import { AsyncLocalStorage } from 'node:async_hooks';

const running = new AsyncLocalStorage<ModelPage>();

/** `busy`: its scripts wait, its network goes on. `asleep`: neither goes on. `gone`: for good. */
type PageState = 'awake' | 'busy' | 'asleep' | 'gone';

/** Hidden pages are woken on whole seconds only (HTML, §8.6 on timers of documents that are not shown). Milliseconds. */
const hiddenStep = 1000;

/** One of the pages of a model: what its scripts start runs when it is awake, and never once it is gone. */
export class ModelPage {
  readonly name: string;
  readonly userAgent: string;
  /** Its own luck, so that a story without somebody else goes on as before. */
  readonly chance: () => number;
  readonly window = new EventTarget();
  readonly document = new EventTarget();
  hidden = false;
  /** Its uplink is full: how much longer what it sends is under way, in milliseconds. */
  lag = 0;
  #state: PageState = 'awake';
  #awakeSince = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(name: string, chance: () => number) {
    this.name = name;
    this.chance = chance;
    this.userAgent = chance() < 0.5 ? 'Chrome/156' : 'Firefox/153';
  }

  /** Whose script runs at this moment. */
  static get current(): ModelPage | undefined {
    return running.getStore();
  }

  /** Does something that is no page's: its timers run whatever becomes of the page that caused it. */
  static outside(action: () => void): void {
    running.exit(action);
  }

  get state(): PageState {
    return this.#state;
  }

  /** By `performance.now()`; infinite while it is not awake. */
  get awakeSince(): number {
    return this.#awakeSince;
  }

  /** Its operating system answers. */
  get hasNetwork(): boolean {
    return this.#state === 'awake' || this.#state === 'busy';
  }

  become(state: PageState): void {
    if (this.#state === 'gone') return;
    if (state !== 'awake') this.#awakeSince = Number.POSITIVE_INFINITY;
    else if (this.#state !== 'awake') this.#awakeSince = performance.now();
    this.#state = state;
    while (this.#state === 'awake' && this.#waiting.length > 0) running.run(this, this.#waiting.shift()!);
  }

  show(visible: boolean): void {
    this.hidden = !visible;
    this.run(() => this.document.dispatchEvent(new Event('visibilitychange')));
  }

  /** Does something in this page, as soon as it is awake. */
  run(action: () => void): void {
    if (this.#state === 'awake' && this.#waiting.length === 0) running.run(this, action);
    else if (this.#state !== 'gone') this.#waiting.push(action);
  }
}

type Globals = Record<string, unknown>;
type Timer = (action: () => void, milliseconds?: number) => number;

/** Gives each page its own timers, document, window and navigator, on top of a time that the test holds. */
export function installPages(now: () => number): () => void {
  const [setTimer, clearTimer] = [globalThis.setTimeout, globalThis.clearTimeout as (id: unknown) => void];
  const pending = new Map<number, unknown>();
  let count = 0;
  const setTimeout: Timer = (action, milliseconds = 0) => {
    const page = running.getStore();
    const id = ++count;
    const due = () => {
      // Cancelled, perhaps, while the page slept.
      if (pending.delete(id)) action();
    };
    pending.set(id, setTimer(() => (page ? page.run(due) : due()), page?.hidden ? untilWhole(now(), milliseconds) : milliseconds));
    return id;
  };
  const clearTimeout = (id: number) => {
    clearTimer(pending.get(id));
    pending.delete(id);
  };
  const intervals = new Map<number, number>();
  const setInterval: Timer = (action, milliseconds = 0) => {
    const id = ++count;
    const tick = () => {
      intervals.set(id, setTimeout(tick, milliseconds));
      action();
    };
    intervals.set(id, setTimeout(tick, milliseconds));
    return id;
  };
  const clearInterval = (id: number) => {
    clearTimeout(intervals.get(id) ?? 0);
    intervals.delete(id);
  };
  return replaceGlobals({
    setTimeout,
    clearTimeout,
    setInterval,
    clearInterval,
    document: {
      get hidden() {
        return running.getStore()?.hidden ?? false;
      },
      ...listenersOf((page) => page.document),
    },
    navigator: {
      get userAgent() {
        return running.getStore()?.userAgent ?? '';
      },
    },
    ...listenersOf((page) => page.window),
  });
}

/** Names of the global object, until the returned function is called. */
export function replaceGlobals(replacements: Globals): () => void {
  const before = Object.keys(replacements).map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const);
  for (const [name, value] of Object.entries(replacements)) {
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true, enumerable: true });
  }
  return () => {
    for (const [name, descriptor] of before) {
      if (descriptor) Object.defineProperty(globalThis, name, descriptor);
      else Reflect.deleteProperty(globalThis, name);
    }
  };
}

function listenersOf(target: (page: ModelPage) => EventTarget): Globals {
  const method = (name: 'addEventListener' | 'removeEventListener') => (...parameters: Parameters<EventTarget['addEventListener']>) => {
    const page = running.getStore();
    if (page) target(page)[name](...parameters);
  };
  return { addEventListener: method('addEventListener'), removeEventListener: method('removeEventListener') };
}

function untilWhole(now: number, milliseconds: number): number {
  return Math.ceil((now + milliseconds) / hiddenStep) * hiddenStep - now;
}
